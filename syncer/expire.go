package syncer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"feyre/store"
)

// expire deletes trackers that nobody touched for their whole life. The manifest knows the oldest of every blob, so that a pass with
// nothing to expire reads nothing.
func (p *pass) expire(ctx context.Context) (err error) {
	cutoff := p.now - micros(p.config.TrackerLife)
	if p.config.TrackerLife == 0 || p.tally.Mode != ModeIncrement || !p.anyOlder(cutoff) {
		return nil
	}
	from, err := openReader(ctx, p.archive, p.head.manifest, p.config.TempDir, p.accepts)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.close()) }()
	// Likewise deltas, which are folded.
	p.fold = slices.ContainsFunc(p.head.manifest.Deltas, func(d Delta) bool { return older(d.Blob, cutoff) })
	buckets := p.head.manifest.Buckets
	return parallel(ctx, workersFor(p.head.manifest.raw(), buckets), buckets, func(ctx context.Context, bucket int) error {
		return p.expireBucket(ctx, from, bucket, cutoff)
	})
}

func (p *pass) anyOlder(cutoff int64) (found bool) {
	p.head.manifest.each(func(b Blob) { found = found || older(b, cutoff) })
	return found
}

func older(b Blob, cutoff int64) bool { return b.OldestTracker != 0 && b.OldestTracker < cutoff }

func (p *pass) expireBucket(ctx context.Context, from *reader, bucket int, cutoff int64) error {
	base := p.head.manifest.base(bucket)
	stale := base != nil && older(base.Blob, cutoff)
	if !stale && from.current.deltas.size(bucket, p.head.manifest.Buckets) == 0 {
		return nil
	}
	all, _, err := from.bucket(ctx, bucket)
	if err != nil {
		return err
	}
	var expired []store.Slot
	for slot, r := range all {
		if slot.Key.Kind() != store.Tracker || r.Deleted || r.Time >= cutoff {
			continue
		}
		if err := p.expireTracker(ctx, slot, cutoff); err != nil {
			return fmt.Errorf("expire %s: %w", slot.Key, err)
		}
		p.tally.update(func(*Report) { p.compact[partition(slot)] = true })
		expired = append(expired, slot)
	}
	if stale && len(expired) == 0 {
		// Somebody has touched the tracker since. The base is written anew, or every pass to come would look here.
		p.tally.update(func(*Report) { p.compact[bucket] = true })
	}
	records, err := p.readBack(ctx, expired)
	if err != nil {
		return err
	}
	p.tally.update(func(r *Report) { r.Expired += int64(len(records)) })
	return p.toArchive(ctx, records...)
}

// expireTracker deletes a tracker unless somebody has touched it since.
func (p *pass) expireTracker(ctx context.Context, slot store.Slot, cutoff int64) error {
	p.step(StepExpire)
	return p.store.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		if r.Deleted || r.Time >= cutoff {
			return r, nil
		}
		return store.Record{Slot: slot, Time: r.Time, Deleted: true}, nil
	})
}
