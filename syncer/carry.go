package syncer

import (
	"context"
	"fmt"

	"feyre/store"
)

// carryOut does to the store what was planned for a bucket, and returns the records that the archive is to take.
func (p *pass) carryOut(ctx context.Context, plan planned) ([]store.Record, error) {
	changed := make([]store.Record, 0, len(plan[ToArchive]))
	for _, both := range plan[ToArchive] {
		changed = append(changed, both.here)
	}
	if err := p.buryAgreed(plan[Nothing]); err != nil {
		return nil, err
	}
	late, err := p.applyAll(ctx, plan[ToStore])
	if err != nil {
		return nil, err
	}
	united, err := p.unite(ctx, append(plan[Unite], late...))
	if err != nil {
		return nil, err
	}
	added, err := p.addUp(ctx, plan[AddUp])
	if err != nil {
		return nil, err
	}
	if p.tally.Mode == ModeMerge {
		if err := p.stampCounters(ctx, slotsOf(changed)); err != nil {
			return nil, err
		}
	}
	return append(append(changed, united...), added...), nil
}

// buryAgreed removes the store's tombstones that the archive has already.
func (p *pass) buryAgreed(pairs []pair) error {
	for _, both := range pairs {
		if err := p.buryLater(&both.here); err != nil {
			return err
		}
	}
	return nil
}

// applyAll writes archived records to the store. In a merge, one that the store wrote meanwhile is returned, to be united.
func (p *pass) applyAll(ctx context.Context, pairs []pair) ([]pair, error) {
	var late []pair
	for len(pairs) > 0 {
		page := pairs[:min(len(pairs), pageSize)]
		pairs = pairs[len(page):]
		records := make([]store.Record, len(page))
		for i := range page {
			records[i] = page[i].there
		}
		written, err := p.applyPage(ctx, records)
		if err != nil {
			return nil, err
		}
		if written < len(records) && p.tally.Mode == ModeMerge {
			more, err := p.overtaken(ctx, records)
			if err != nil {
				return nil, err
			}
			late = append(late, more...)
		}
	}
	return late, nil
}

func (p *pass) apply(ctx context.Context, records []store.Record) error {
	for len(records) > 0 {
		page := records[:min(len(records), pageSize)]
		records = records[len(page):]
		if _, err := p.applyPage(ctx, page); err != nil {
			return err
		}
	}
	return nil
}

func (p *pass) applyPage(ctx context.Context, records []store.Record) (int, error) {
	p.step(StepApply)
	written, err := p.store.Apply(ctx, records)
	if err != nil {
		return written, fmt.Errorf("apply: %w", err)
	}
	p.tally.update(func(r *Report) {
		r.ToStore += int64(written)
		for i := range records {
			r.StoreBytes += int64(len(records[i].Value))
		}
	})
	return written, p.stampCounters(ctx, slotsOf(records))
}

// overtaken finds documents that were written to the store while their archived copies were about to be.
func (p *pass) overtaken(ctx context.Context, archived []store.Record) ([]pair, error) {
	byslot := make(map[store.Slot]store.Record, len(archived))
	for _, r := range archived {
		byslot[r.Slot] = r
	}
	stored, err := p.store.Read(ctx, slotsOf(archived))
	if err != nil {
		return nil, err
	}
	var late []pair
	for _, here := range stored {
		there := byslot[here.Slot]
		if Plan(&there, &here, true) == Unite {
			late = append(late, pair{there, here})
		}
	}
	return late, nil
}

// unite makes one document of two, in the store.
func (p *pass) unite(ctx context.Context, pairs []pair) ([]store.Record, error) {
	slots := make([]store.Slot, 0, len(pairs))
	for _, both := range pairs {
		p.step(StepUnite)
		err := p.store.Amend(ctx, both.there.Slot, func(here store.Record) (store.Record, error) {
			return p.united(ctx, both.there, here), nil
		})
		if err != nil {
			return nil, fmt.Errorf("unite %s: %w", both.there.Key, err)
		}
		slots = append(slots, both.there.Slot)
	}
	p.tally.update(func(r *Report) { r.United += int64(len(slots)) })
	return p.readBack(ctx, slots)
}

// united is what becomes of two copies. Where they can't be united the newer one stays, loudly.
func (p *pass) united(ctx context.Context, there, here store.Record) store.Record {
	switch Plan(&there, present(here), true) {
	case ToStore:
		return there
	case Unite:
	default:
		return here
	}
	value, err := p.uniter.Unite(there, here)
	if err == nil {
		here.Value = value
		return here
	}
	p.log.ErrorContext(ctx, "two copies of a document can't be united, the newer one is kept", "key", here.Key, "cause", err)
	if there.Time > here.Time {
		return there
	}
	return here
}

func present(r store.Record) *store.Record {
	if r.Time == 0 {
		return nil
	}
	return &r
}

// addUp adds archived counts to the store's, each exactly once for this lineage.
func (p *pass) addUp(ctx context.Context, pairs []pair) ([]store.Record, error) {
	slots := make([]store.Slot, 0, len(pairs))
	archived := make(map[store.Slot]int64, len(pairs))
	for _, both := range pairs {
		p.step(StepAdd)
		if err := p.store.AddOnce(ctx, both.there, p.next.Lineage); err != nil {
			return nil, fmt.Errorf("%s: %w", both.there.Key, err)
		}
		slots = append(slots, both.there.Slot)
		archived[both.there.Slot] = count(&both.there)
	}
	if err := p.raise(ctx, pairs); err != nil {
		return nil, err
	}
	sums, err := p.readBack(ctx, slots)
	if err != nil {
		return nil, err
	}
	p.tally.update(func(r *Report) { r.Added += int64(len(sums)) })
	grown := sums[:0]
	for _, sum := range sums {
		if count(&sum) != archived[sum.Slot] {
			grown = append(grown, sum)
		}
	}
	return grown, nil
}

// raise sees to it that no counter is below the archive's: one that carries the mark of this lineage but lost counts gets them back.
func (p *pass) raise(ctx context.Context, pairs []pair) error {
	records := make([]store.Record, len(pairs))
	for i := range pairs {
		records[i] = pairs[i].there
	}
	return p.apply(ctx, records)
}

// readBack returns what this pass changed in the store, as it fits into lines, and notes that the index needs no longer name it.
func (p *pass) readBack(ctx context.Context, slots []store.Slot) ([]store.Record, error) {
	var all []store.Record
	for len(slots) > 0 {
		page := slots[:min(len(slots), pageSize)]
		slots = slots[len(page):]
		records, err := p.store.Read(ctx, page)
		if err != nil {
			return nil, err
		}
		all = append(all, records...)
	}
	changes := make([]store.Change, len(all))
	fitting := all[:0]
	for i, r := range all {
		changes[i] = store.Change{Slot: r.Slot, Time: r.Time}
		if err := fit(&r); err != nil {
			p.skip(err)
			continue
		}
		fitting = append(fitting, r)
	}
	return fitting, p.notes.note(p.ripe(changes))
}

func slotsOf(records []store.Record) []store.Slot {
	slots := make([]store.Slot, len(records))
	for i := range records {
		slots[i] = records[i].Slot
	}
	return slots
}
