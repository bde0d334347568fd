package syncer

import (
	"context"
	"fmt"

	"feyre/store"
)

// increment takes from the index of changes what the archive lacks. The store descends from exactly the archive's newest state, so that
// whatever changed since is newer.
func (p *pass) increment(ctx context.Context) error {
	var missing []store.Slot
	err := p.eachDirty(ctx, func(page []store.Change) error {
		slots := make([]store.Slot, len(page))
		for i := range page {
			slots[i] = page[i].Slot
		}
		records, err := p.store.Read(ctx, slots)
		if err != nil {
			return err
		}
		missing = append(missing, absent(slots, records)...)
		return p.toArchive(ctx, records...)
	})
	if err != nil {
		return fmt.Errorf("changes: %w", err)
	}
	return p.bringBack(ctx, missing)
}

// toArchive writes records into this pass's deltas.
func (p *pass) toArchive(ctx context.Context, records ...store.Record) error {
	for i := range records {
		if err := p.sent(&records[i]); err != nil {
			return err
		}
	}
	return p.out.add(ctx, records...)
}

// sent accounts for a record that goes to the archive.
func (p *pass) sent(r *store.Record) error {
	p.tally.update(func(t *Report) {
		t.ToArchive++
		t.ArchiveBytes += int64(len(r.Value))
		if r.Erased {
			p.compact[partition(r.Slot)] = true
		}
	})
	if r.Deleted {
		return p.buryLater(r)
	}
	return nil
}

// buryLater notes a tombstone of the store for removal, unless its write may still be under way.
func (p *pass) buryLater(r *store.Record) error {
	if s, ok := p.store.(stepwise); ok && s.Stepwise() && r.Time >= p.now-store.WriteDeadline.Microseconds() {
		return nil
	}
	return p.notes.tomb(*r)
}

// stampCounters marks counters as belonging to this lineage, so that a store that loses its notes but not these counters doesn't add
// the archive's counts to them.
func (p *pass) stampCounters(ctx context.Context, slots []store.Slot) error {
	for _, slot := range slots {
		if slot.Key.Kind() != store.Counter {
			continue
		}
		none := store.Record{Slot: slot, Time: p.now, Value: []byte("0")}
		if err := p.store.AddOnce(ctx, none, p.next.Lineage); err != nil {
			return fmt.Errorf("%s: %w", slot.Key, err)
		}
	}
	return nil
}

// stampChanged stamps the counters among changes that this pass hasn't stamped, and returns how many there are. Stamping one for the
// first time puts it into the index anew.
func (p *pass) stampChanged(ctx context.Context, changes []store.Change, stamped map[store.Slot]bool) (int64, error) {
	if p.tally.Mode == ModeMerge {
		return 0, nil // the mark would keep the archive's counts from being added
	}
	var counters []store.Slot
	for _, c := range changes {
		if c.Key.Kind() == store.Counter && !stamped[c.Slot] {
			stamped[c.Slot] = true
			counters = append(counters, c.Slot)
		}
	}
	if len(counters) == 0 {
		return 0, nil
	}
	if err := p.same(ctx); err != nil {
		return 0, err
	}
	return int64(len(counters)), p.stampCounters(ctx, counters)
}

// bringBack restores what the index names and the store lost: nothing vanishes without a tombstone.
func (p *pass) bringBack(ctx context.Context, slots []store.Slot) error {
	if len(slots) == 0 || p.head.manifest == nil {
		return nil
	}
	from, err := openReader(ctx, p.archive, p.head.manifest, p.config.TempDir, p.accepts)
	if err != nil {
		return err
	}
	defer func() { _ = from.close() }() // it was only read
	buckets := map[int][]store.Slot{}
	for _, slot := range slots {
		bucket := partition(slot) & (p.head.manifest.Buckets - 1)
		buckets[bucket] = append(buckets[bucket], slot)
	}
	for bucket, slots := range buckets {
		all, _, err := from.bucket(ctx, bucket)
		if err != nil {
			return err
		}
		var back []store.Record
		for _, slot := range slots {
			if r, ok := all[slot]; ok && Plan(&r, nil, false) == ToStore {
				back = append(back, r)
			}
		}
		if err := p.apply(ctx, back); err != nil {
			return err
		}
	}
	return nil
}

// absent lists the slots that none of the records is of.
func absent(slots []store.Slot, records []store.Record) []store.Slot {
	if len(slots) == len(records) {
		return nil
	}
	there := make(map[store.Slot]bool, len(records))
	for i := range records {
		there[records[i].Slot] = true
	}
	var list []store.Slot
	for _, slot := range slots {
		if !there[slot] {
			list = append(list, slot)
		}
	}
	return list
}
