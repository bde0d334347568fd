package syncer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"feyre/store"
)

// restoreWorkers is how many records are written back at once: each takes a round trip.
const restoreWorkers = 16

// RestoreReport says what a restore did.
type RestoreReport struct {
	From       int64 `json:"from"`       // the generation that was restored
	Generation int64 `json:"generation"` // the new one that holds the result
	Written    int64 `json:"written"`    // records that got their old value back
	Removed    int64 `json:"removed"`    // records that the old generation lacks
	Kept       int64 `json:"kept"`       // erasures that people asked for since, which stay
}

// GenerationAt finds the generation that was the newest at a time; ErrNotFound where the history does not reach back so far.
func (s *Syncer) GenerationAt(ctx context.Context, at time.Time) (int64, error) {
	list, err := s.List(ctx)
	if err != nil {
		return 0, err
	}
	for _, g := range list {
		if !g.Time.After(at) && g.Problem == "" {
			return g.Generation, nil
		}
	}
	return 0, fmt.Errorf("generation of %v: %w", at.Format(time.RFC3339), ErrNotFound)
}

// Restore makes the store what it was at a generation and commits that as a new one. What changed since goes into the history first, so that a
// restore can be undone by another. Erasures that people asked for stay. When it breaks off, do it again.
func (s *Syncer) Restore(ctx context.Context, generation int64) (RestoreReport, error) {
	report := RestoreReport{From: generation}
	if _, err := s.Once(ctx); err != nil {
		return report, fmt.Errorf("pass before the restore: %w", err)
	}
	err := s.lease.Hold(ctx, func(ctx context.Context) error { return s.rollBack(ctx, generation, &report) })
	if err != nil {
		return report, fmt.Errorf("restore generation %d: %w", generation, err)
	}
	pass, err := s.Once(ctx)
	if err != nil {
		return report, fmt.Errorf("pass after the restore: %w", err)
	}
	report.Generation = pass.Generation
	return report, nil
}

// rollBack writes what differs between the newest state and an older one to the store.
func (s *Syncer) rollBack(ctx context.Context, generation int64, report *RestoreReport) (err error) {
	s.passing.Lock()
	defer s.passing.Unlock()
	target, err := pastManifest(ctx, s.archive, generation)
	if err != nil {
		return err
	}
	current, err := loadHead(ctx, s.archive, nil, s.accepts)
	if err != nil {
		return err
	}
	if target.Lineage != current.manifest.Lineage {
		return &ForeignError{Store: current.manifest.Lineage, Archive: target.Lineage}
	}
	was, err := openView(ctx, s.archive, target, s.config.TempDir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, was.close()) }()
	is, err := openView(ctx, s.archive, current.manifest, s.config.TempDir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, is.close()) }()
	n := current.manifest.Buckets
	done := s.phase("restore", n)
	for bucket := range n {
		if err := s.rollBackBucket(ctx, was, is, bucket, report); err != nil {
			return fmt.Errorf("bucket %s: %w", bucketName(bucket), err)
		}
		done()
	}
	return nil
}

func (s *Syncer) rollBackBucket(ctx context.Context, was, is *view, bucket int, report *RestoreReport) error {
	then, err := was.portion(ctx, bucket, is.manifest.Buckets)
	if err != nil {
		return err
	}
	now, err := is.bucket(ctx, bucket)
	if err != nil {
		return err
	}
	var wanted []store.Record
	for slot, old := range then {
		if back, kept := goesBack(old, now[slot]); back {
			wanted = append(wanted, old)
		} else if kept {
			report.Kept++
		}
	}
	for slot, present := range now {
		if _, ok := then[slot]; !ok && !present.Deleted && slot.Valid() {
			wanted = append(wanted, store.Record{Slot: slot, Deleted: true})
		}
	}
	for _, r := range wanted {
		if r.Deleted {
			report.Removed++
		} else {
			report.Written++
		}
	}
	return parallel(ctx, restoreWorkers, len(wanted), func(ctx context.Context, i int) error {
		return s.putBack(ctx, wanted[i])
	})
}

// goesBack decides whether an old record replaces the present one. kept is an erasure in its way.
func goesBack(old, present store.Record) (back, kept bool) {
	switch {
	case !old.Valid():
		return false, false
	case present.Erased:
		return false, !old.Deleted
	case old.Deleted:
		return present.Time != 0 && !present.Deleted, false
	default:
		return present.Time == 0 || present.Deleted || !bytes.Equal(old.Value, present.Value), false
	}
}

// putBack writes an old record with a new stamp, so that it wins over every copy of what came after it.
func (s *Syncer) putBack(ctx context.Context, old store.Record) error {
	s.step(StepRollback)
	return s.store.Amend(ctx, old.Slot, func(r store.Record) (store.Record, error) {
		if r.Erased {
			return r, nil
		}
		return store.Record{Slot: old.Slot, Time: -1, Value: old.Value, Deleted: old.Deleted}, nil
	})
}
