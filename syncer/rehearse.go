package syncer

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"feyre/store"
)

// settledAfter is how many passes a process does before it looks whether the last rehearsal, another process's, is long ago.
const settledAfter = 2

// errDiffers: what was restored is not what the archive holds.
var errDiffers = errors.New("restored store differs")

// rehearseIfDue rehearses a restore after every so many passes. One that can't be done is told of, and tried again after the next pass.
func (s *Syncer) rehearseIfDue(ctx context.Context) {
	if !s.rehearsalDue() {
		return
	}
	r, err := s.Rehearse(ctx)
	if err == nil || ctx.Err() != nil {
		return
	}
	s.log.ErrorContext(ctx, "restore rehearsal could not be done", "cause", err)
	if r.Time != 0 { // else it is the store that can't be reached, and nobody knows what time it is
		r.Problem = "could not be done: " + Problem(err)
		s.keepRehearsal(r)
	}
}

// rehearsalDue counts this process's passes. One that is restarted often goes by the time of the last rehearsal, but not in its first
// passes: it has other things to do.
func (s *Syncer) rehearsalDue() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	every := s.config.RehearseEvery
	if s.scratch == nil || every == 0 {
		return false
	}
	if s.last.passes >= every {
		return true
	}
	last := s.last.rehearsed
	late := last == nil || s.last.report.Time-last.Time >= int64(every)*micros(s.config.Interval)
	return late && s.last.passes >= settledAfter
}

// Rehearse restores the newest generation into a scratch store and compares the two. What differs is the result's problem, not an error. The
// next pass writes the result down.
func (s *Syncer) Rehearse(ctx context.Context) (Rehearsal, error) {
	s.passing.Lock()
	defer s.passing.Unlock()
	return s.rehearse(ctx)
}

func (s *Syncer) rehearse(ctx context.Context) (r Rehearsal, err error) {
	if s.scratch == nil {
		return r, errors.New("there is no scratch store to rehearse in")
	}
	if r.Time, err = s.store.Now(ctx); err != nil {
		return r, err
	}
	head, err := loadHead(ctx, s.archive, s.known(), s.accepts)
	if err != nil || head.manifest == nil {
		return r, err
	}
	r.Generation = head.manifest.Generation
	scratch, remove, err := s.scratch(ctx)
	if err != nil {
		return r, fmt.Errorf("scratch store: %w", err)
	}
	defer func() { err = errors.Join(err, remove()) }()
	r.Records, err = s.play(ctx, head.manifest, scratch)
	if err != nil && !errors.Is(err, errDiffers) && !errors.Is(err, ErrDamaged) {
		return r, err
	}
	if err != nil {
		r.Problem = err.Error()
		s.log.ErrorContext(ctx, "restore rehearsal failed", "generation", r.Generation, "problem", r.Problem)
		s.compareNext()
	}
	s.keepRehearsal(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last.passes = 0
	return r, nil
}

// play restores a state into a store and counts the living records that arrived as they should.
func (s *Syncer) play(ctx context.Context, m *Manifest, scratch Store) (records int64, err error) {
	v, err := openView(ctx, s.archive, m, s.config.TempDir)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, v.close()) }()
	done := s.phase("rehearse", m.Buckets)
	for bucket := range m.Buckets {
		all, err := v.bucket(ctx, bucket)
		if err != nil {
			return records, err
		}
		n, err := playBucket(ctx, all, scratch)
		if err != nil {
			return records, fmt.Errorf("bucket %s: %w", bucketName(bucket), err)
		}
		records += n
		done()
	}
	return records, nil
}

func playBucket(ctx context.Context, all content, scratch Store) (records int64, err error) {
	var page []store.Record
	for _, r := range all.sorted() {
		if Plan(&r, nil, false) != ToStore {
			continue
		}
		if page = append(page, r); len(page) < pageSize {
			continue
		}
		if err := playPage(ctx, page, scratch); err != nil {
			return records, err
		}
		records, page = records+int64(len(page)), page[:0]
	}
	return records + int64(len(page)), playPage(ctx, page, scratch)
}

func playPage(ctx context.Context, page []store.Record, scratch Store) error {
	if len(page) == 0 {
		return nil
	}
	if _, err := scratch.Apply(ctx, page); err != nil {
		return err
	}
	back, err := scratch.Read(ctx, slotsOf(page))
	if err != nil {
		return err
	}
	if len(back) != len(page) {
		return fmt.Errorf("%w: %d records arrived of %d", errDiffers, len(back), len(page))
	}
	arrived := make(map[store.Slot]store.Record, len(back))
	for _, r := range back {
		arrived[r.Slot] = r
	}
	for _, r := range page {
		if there, ok := arrived[r.Slot]; !ok || there.Deleted || !bytes.Equal(there.Value, r.Value) {
			return fmt.Errorf("%w: %s arrived changed", errDiffers, r.Slot)
		}
	}
	return nil
}

// compareNext makes the next pass read both sides whole: something is wrong that only that mends.
func (s *Syncer) compareNext() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.compare = true
}
