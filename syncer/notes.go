package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"feyre/store"
)

// pageSize is how many entries or records travel between the pass and the store at once.
const pageSize = 1000

// stepwise is said by a store whose writes take several steps, so that a value may still arrive after the index told of it.
type stepwise interface{ Stepwise() bool }

// notes are what a pass must tell the store after its commit: entries of the index that are done, and tombstones to remove.
type notes struct {
	changes *spool
	tombs   *spool
}

func newNotes(dir string) *notes { return &notes{changes: newSpool(dir), tombs: newSpool(dir)} }

func (n *notes) close() {
	_ = n.changes.close()
	_ = n.tombs.close()
}

// note remembers entries as they were before their values were read.
func (n *notes) note(changes []store.Change) error {
	for _, c := range changes {
		if err := n.line(n.changes, c.Slot, c); err != nil {
			return err
		}
	}
	return nil
}

// tomb remembers a tombstone.
func (n *notes) tomb(r store.Record) error {
	r.Value = nil
	return n.line(n.tombs, r.Slot, r)
}

func (n *notes) line(to *spool, slot store.Slot, what any) error {
	line, err := json.Marshal(what)
	if err != nil {
		return err
	}
	return to.add(partition(slot), append(line, '\n'))
}

func (n *notes) clean(ctx context.Context, s Store) error {
	return each(ctx, n.changes, s.Clean)
}

func (n *notes) bury(ctx context.Context, s Store) error {
	return each(ctx, n.tombs, s.Bury)
}

// each hands a spool's lines on in pages.
func each[T any](ctx context.Context, from *spool, give func(context.Context, []T) error) error {
	var page []T
	for i := range maxBuckets {
		raw, err := from.read(i, maxBuckets)
		if err != nil {
			return err
		}
		err = eachLine(raw, func(line []byte) error {
			var one T
			if err := json.Unmarshal(line, &one); err != nil {
				return err
			}
			page = append(page, one)
			if len(page) < pageSize {
				return nil
			}
			defer func() { page = page[:0] }()
			return give(ctx, page)
		})
		if err != nil {
			return err
		}
	}
	if len(page) == 0 {
		return nil
	}
	return give(ctx, page)
}

// eachDirty notes the index of changes and calls f with its pages. It ends even while others go on writing: what they add meanwhile is
// left to the next pass.
func (p *pass) eachDirty(ctx context.Context, f func([]store.Change) error) error {
	waiting, err := p.store.DirtyCount(ctx)
	if err != nil {
		return err
	}
	var after store.Change
	stamped := map[store.Slot]bool{}
	for seen := int64(0); seen < waiting; {
		if err := ctx.Err(); err != nil {
			return err
		}
		page, err := p.store.Dirty(ctx, after, pageSize)
		if err != nil || len(page) == 0 {
			return err
		}
		after, seen = page[len(page)-1], seen+int64(len(page))
		counters, err := p.stampChanged(ctx, page, stamped)
		if err != nil {
			return err
		}
		waiting += counters
		if err := errors.Join(p.notes.note(p.ripe(page)), f(page)); err != nil {
			return err
		}
	}
	return nil
}

// ripe leaves out entries of writes that may still be under way: their values may come after they are read.
func (p *pass) ripe(page []store.Change) []store.Change {
	if s, ok := p.store.(stepwise); !ok || !s.Stepwise() {
		return page
	}
	latest := p.now - store.WriteDeadline.Microseconds()
	ripe := make([]store.Change, 0, len(page))
	for _, c := range page {
		if c.Time < latest {
			ripe = append(ripe, c)
		}
	}
	return ripe
}

// micros is a duration in the unit of the store's clock.
func micros(d time.Duration) int64 { return d.Microseconds() }
