package embedded

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"feyre/store"
)

// scanBytes and scanRecords bound one batch of Scan.
const (
	scanBytes   = 4 << 20
	scanRecords = 1024
)

// Read returns the records of the given slots.
func (s *Store) Read(ctx context.Context, slots []store.Slot) (found []store.Record, err error) {
	err = s.view(ctx, "read", func(t tx) error {
		for _, slot := range slots {
			if r := read(t, slot); exists(r) {
				found = append(found, r)
			}
		}
		return nil
	})
	return found, err
}

// Scan hands out every record. It looks anew for each batch, so that it holds nothing back while the caller works.
func (s *Store) Scan(ctx context.Context, each func([]store.Record) error) error {
	for from := ""; ; {
		batch, last, err := s.page(ctx, from)
		if err != nil || len(batch) == 0 {
			return err
		}
		if err := each(batch); err != nil {
			return err
		}
		from = last + "\x00"
	}
}

// page is one batch of Scan and the name of its last slot.
func (s *Store) page(ctx context.Context, from string) (batch []store.Record, last string, err error) {
	err = s.view(ctx, "scan", func(t tx) error {
		size, counters := 0, number(t, noteCounters)
		t.each(records, from, func(name string, raw []byte) bool {
			r := decode(store.ParseSlot(name), raw)
			if r.Key.Kind() == store.Counter {
				r.Time = counters
			}
			batch, last = append(batch, r), name
			size += len(raw)
			return size < scanBytes && len(batch) < scanRecords
		})
		return nil
	})
	return batch, last, err
}

// Apply writes what the store has no newer of.
func (s *Store) Apply(ctx context.Context, incoming []store.Record) (written int, err error) {
	for _, r := range incoming {
		if !r.Valid() {
			return 0, fmt.Errorf("apply %q: %w", r.Slot, store.ErrKey)
		}
	}
	err = s.write(ctx, "apply", func(t tx) error {
		for _, r := range incoming {
			if wanted(t, r) {
				write(t, r)
				clean(t, r.Slot)
				written++
			}
		}
		return nil
	})
	return written, err
}

// wanted decides whether the archive's record replaces the store's.
func wanted(t tx, r store.Record) bool {
	own := read(t, r.Slot)
	switch {
	case !exists(own):
		return true
	case r.Key.Kind() == store.Counter:
		return count(r) > count(own)
	case r.Key.Kind() == store.Users && r.Deleted == own.Deleted && !r.Deleted:
		return false
	default:
		return r.Time > own.Time || r.Time == own.Time && r.Erased && !own.Erased
	}
}

// AddOnce adds an archived count once for each marker.
func (s *Store) AddOnce(ctx context.Context, counter store.Record, marker string) error {
	if counter.Key.Kind() != store.Counter {
		return fmt.Errorf("add to %q: %w", counter.Key, store.ErrKey)
	}
	return s.write(ctx, "add_once", func(t tx) error {
		name := string(counter.Key) + " " + marker
		if t.get(added, name) == nil {
			s.add(t, counter.Slot, count(counter))
			t.put(added, name, []byte{})
		}
		return nil
	})
}

// Amend replaces one record by what change makes of it.
func (s *Store) Amend(ctx context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error {
	if !slot.Valid() {
		return fmt.Errorf("amend %q: %w", slot, store.ErrKey)
	}
	return s.write(ctx, "amend", func(t tx) error {
		old := read(t, slot)
		next, err := change(old)
		if err != nil || same(old, next) {
			return err
		}
		next.Slot = slot
		next.Deleted = next.Deleted || next.Erased || slot.Member == "" && len(next.Value) == 0
		if slot.Key.Kind() == store.Counter {
			next = counted(slot, count(next), 0)
			old.Time = number(t, noteCounters)
		}
		s.change(t, old, next)
		return nil
	})
}

func same(a, b store.Record) bool {
	return a.Time == b.Time && a.Deleted == b.Deleted && a.Erased == b.Erased && bytes.Equal(a.Value, b.Value)
}

// State returns the syncer's notes.
func (s *Store) State(ctx context.Context) (state store.State, err error) {
	err = s.view(ctx, "state", func(t tx) error {
		if raw := t.get(notes, noteState); raw != nil {
			return json.Unmarshal(raw, &state)
		}
		return nil
	})
	return state, err
}

// SetState writes the syncer's notes.
func (s *Store) SetState(ctx context.Context, state store.State) error {
	raw, err := json.Marshal(state)
	if err != nil {
		return err
	}
	return s.write(ctx, "set_state", func(t tx) error {
		t.put(notes, noteState, raw)
		return nil
	})
}

// Runs returns the identity that the store got when it was made.
func (s *Store) Runs(ctx context.Context) (runs []string, err error) {
	err = s.view(ctx, "runs", func(t tx) error {
		runs = []string{string(t.get(notes, noteRun))}
		return nil
	})
	return runs, err
}
