package syncer

import (
	"context"
	"errors"
	"fmt"

	"feyre/store"
)

// compare reads both sides whole, bucket by bucket, and settles every slot.
func (p *pass) compare(ctx context.Context) (err error) {
	stored, err := p.spoolStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stored.close()) }()
	if err := p.same(ctx); err != nil {
		return err
	}
	archived, err := p.openArchive(ctx, stored)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, archived.close()) }()
	total := p.next.Buckets
	done := p.phase("compare", total)
	raw := max(stored.bytes, archived.current.manifest.raw())
	err = parallel(ctx, workersFor(raw, total), total, func(ctx context.Context, bucket int) error {
		defer done()
		return p.compareBucket(ctx, archived, stored, bucket)
	})
	if err != nil {
		return err
	}
	if lost := p.tally.result().Lost; len(lost) > 0 && p.tally.Mode == ModeMerge {
		return &LossError{Buckets: lost}
	}
	p.dropDamaged(archived)
	return nil
}

// spoolStore notes the index of changes and then reads the whole store.
func (p *pass) spoolStore(ctx context.Context) (*spool, error) {
	err := p.eachDirty(ctx, func([]store.Change) error { return nil })
	if err != nil {
		return nil, fmt.Errorf("changes: %w", err)
	}
	all := newSpool(p.config.TempDir)
	var line []byte
	err = p.store.Scan(ctx, func(records []store.Record) error {
		for i := range records {
			var err error
			line, err = appendRecord(line[:0], &records[i])
			if errors.Is(err, errValue) {
				p.skip(err)
				continue
			}
			if err != nil {
				return err
			}
			if err := all.add(partition(records[i].Slot), line); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("scan: %w", err), all.close())
	}
	return all, nil
}

// openArchive opens the newest state; for an empty archive, one without records and with as many buckets as the store needs.
func (p *pass) openArchive(ctx context.Context, stored *spool) (*reader, error) {
	if p.head.manifest != nil {
		return openReader(ctx, p.archive, p.head.manifest, p.config.TempDir, p.accepts)
	}
	p.next.Buckets = bucketsFor(stored.bytes)
	p.out = newDeltaWriter(p, "")
	return openReader(ctx, p.archive, &Manifest{Buckets: p.next.Buckets}, p.config.TempDir, p.accepts)
}

func (p *pass) compareBucket(ctx context.Context, archived *reader, stored *spool, bucket int) error {
	there, how, err := archived.bucket(ctx, bucket)
	if err != nil {
		return fmt.Errorf("bucket %s: %w", bucketName(bucket), err)
	}
	p.noteCondition(ctx, bucket, how)
	raw, err := stored.read(bucket, p.next.Buckets)
	if err != nil {
		return err
	}
	here := content{}
	if err := here.overlay(raw); err != nil {
		return err
	}
	plan := p.planBucket(there, here)
	changed, err := p.carryOut(ctx, plan)
	if err != nil {
		return err
	}
	return p.settleBucket(ctx, bucket, how, there, changed)
}

func (p *pass) noteCondition(ctx context.Context, bucket int, how condition) {
	name := bucketName(bucket)
	switch {
	case how == salvaged:
		p.log.ErrorContext(ctx, "bucket is damaged, an older copy is used", "bucket", name)
		p.tally.update(func(r *Report) { r.Salvaged = append(r.Salvaged, name) })
	case p.repairs(how):
		p.log.ErrorContext(ctx, "bucket is damaged and no copy of it can be read, it is written anew from the store", "bucket", name)
		p.tally.update(func(r *Report) { r.Repaired = append(r.Repaired, name) })
	case how == lost:
		p.log.ErrorContext(ctx, "bucket is damaged and no copy of it can be read", "bucket", name)
		p.tally.update(func(r *Report) { r.Lost = append(r.Lost, name) })
	}
}

// repairs tells whether a bucket that can't be read is written anew: the whole store is at hand, and descends from the archive.
func (p *pass) repairs(how condition) bool { return how == lost && p.tally.Mode == ModeCompare }

// pair is what both sides hold of a slot; here may be empty.
type pair struct{ there, here store.Record }

// planned is what becomes of a bucket's slots, by action. Slots with nothing to do are not in it.
type planned map[Action][]pair

func (p *pass) planBucket(there, here content) planned {
	fresh := p.tally.Mode == ModeMerge
	plan := planned{}
	put := func(a, s *store.Record) {
		action := Plan(a, s, fresh)
		if action == Nothing && (s == nil || !s.Deleted) {
			return
		}
		both := pair{}
		if a != nil {
			both.there = *a
		}
		if s != nil {
			both.here = *s
		}
		plan[action] = append(plan[action], both)
	}
	for slot := range there {
		a := there[slot]
		if s, ok := here[slot]; ok {
			put(&a, &s)
		} else {
			put(&a, nil)
		}
	}
	for slot := range here {
		if _, ok := there[slot]; !ok {
			s := here[slot]
			put(nil, &s)
		}
	}
	return plan
}

// settleBucket puts a bucket's changed records into a delta, or writes its base anew where that is due.
func (p *pass) settleBucket(ctx context.Context, bucket int, how condition, there content, changed []store.Record) error {
	var added int64
	for i := range changed {
		if err := p.sent(&changed[i]); err != nil {
			return err
		}
		added += int64(len(changed[i].Value)) + lineOverhead
	}
	base := p.next.base(bucket)
	grown := base == nil && len(changed) > 0 || base != nil && due(base, added)
	if !p.repairs(how) && (how == lost || how == intact && !grown) {
		return p.out.add(ctx, changed...)
	}
	for _, r := range changed {
		there[r.Slot] = r
	}
	return p.writeBase(ctx, bucket, there)
}

// lineOverhead is about what a record's line has beside its value.
const lineOverhead = 60

// dropDamaged forgets deltas that can't be read once every bucket has a newer base.
func (p *pass) dropDamaged(archived *reader) {
	if len(archived.current.damaged) == 0 || len(p.settled) < p.next.Buckets {
		return
	}
	p.next.Deltas = nil
}
