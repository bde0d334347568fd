package embedded

import (
	"context"
	"fmt"

	"feyre/store"
)

// Record counts one command and adds its user.
func (s *Store) Record(ctx context.Context, command string, user uint64) error {
	slot := store.Slot{Key: store.CounterKey(command)}
	if !slot.Valid() {
		return fmt.Errorf("count %q: %w", command, store.ErrKey)
	}
	return s.write(ctx, "record", func(t tx) error {
		s.add(t, slot, 1)
		if member := read(t, store.Member(user)); !exists(member) || member.Deleted {
			s.change(t, member, store.Record{Slot: member.Slot})
		}
		return nil
	})
}

func (s *Store) add(t tx, slot store.Slot, n int64) {
	last := number(t, noteCounters)
	next := counted(slot, count(read(t, slot))+n, s.stamp(t, last))
	write(t, next)
	mark(t, slot, next.Time)
}

// Counts returns how often each command was served.
func (s *Store) Counts(ctx context.Context) (map[string]int64, error) {
	counts := map[string]int64{}
	err := s.view(ctx, "counts", func(t tx) error {
		t.each(records, string(store.CounterKey("")), func(name string, raw []byte) bool {
			slot := store.ParseSlot(name)
			if slot.Key.Kind() != store.Counter {
				return false
			}
			if command := slot.Key.Command(); command != "" {
				counts[command] += count(decode(slot, raw))
			}
			return true
		})
		return nil
	})
	return counts, err
}

// Users returns how many users there are.
func (s *Store) Users(ctx context.Context) (users int64, err error) {
	err = s.view(ctx, "users", func(t tx) error {
		users = number(t, noteUsers)
		return nil
	})
	return users, err
}
