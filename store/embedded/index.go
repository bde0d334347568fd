package embedded

import (
	"context"
	"encoding/binary"

	"feyre/store"
)

// Now is the store's clock.
func (s *Store) Now(ctx context.Context) (int64, error) { return s.now(), ctx.Err() }

// Dirty returns entries of the index, oldest first.
func (s *Store) Dirty(ctx context.Context, after store.Change, limit int) (found []store.Change, err error) {
	err = s.view(ctx, "dirty", func(t tx) error {
		start := string(binary.BigEndian.AppendUint64(nil, uint64(after.Time))) + after.Slot.String()
		t.each(changes, start, func(key string, _ []byte) bool {
			if key == start {
				return true
			}
			if len(found) >= limit {
				return false
			}
			found = append(found, store.Change{Slot: store.ParseSlot(key[8:]), Time: int64(binary.BigEndian.Uint64([]byte(key)))})
			return true
		})
		return nil
	})
	return found, err
}

// DirtyCount is how many entries the index has.
func (s *Store) DirtyCount(ctx context.Context) (entries int64, err error) {
	err = s.view(ctx, "dirty_count", func(t tx) error {
		entries = number(t, noteChanges)
		return nil
	})
	return entries, err
}

// Clean takes unchanged entries out of the index.
func (s *Store) Clean(ctx context.Context, entries []store.Change) error {
	if len(entries) == 0 {
		return ctx.Err()
	}
	return s.write(ctx, "clean", func(t tx) error {
		for _, entry := range entries {
			if marked(t, entry.Slot) == entry.Time {
				clean(t, entry.Slot)
			}
		}
		return nil
	})
}

// Bury removes unchanged tombstones. What is written there later is stamped above them all the same.
func (s *Store) Bury(ctx context.Context, tombstones []store.Record) error {
	if len(tombstones) == 0 {
		return ctx.Err()
	}
	return s.write(ctx, "bury", func(t tx) error {
		floor := number(t, noteFloor)
		for _, tombstone := range tombstones {
			if now := read(t, tombstone.Slot); !now.Deleted || now.Time != tombstone.Time {
				continue
			}
			t.remove(records, tombstone.Slot.String())
			clean(t, tombstone.Slot)
			floor = max(floor, tombstone.Time)
		}
		setNumber(t, noteFloor, floor)
		return nil
	})
}
