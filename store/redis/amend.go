package redis

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// Amend replaces one record by what change makes of it.
func (s *Store) Amend(ctx context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error {
	if !slot.Valid() {
		return fmt.Errorf("amend %q: %w", slot, store.ErrKey)
	}
	return s.retry(ctx, slot.Key, func() (bool, error) {
		old, err := s.record(ctx, slot)
		if err != nil {
			return false, err
		}
		next, err := change(old)
		if err != nil || same(old, next) {
			return true, err
		}
		return s.replace(ctx, old, next)
	})
}

// record is a slot's record, zero but for the slot where there is none.
func (s *Store) record(ctx context.Context, slot store.Slot) (store.Record, error) {
	found, err := s.Read(ctx, []store.Slot{slot})
	if err != nil || len(found) == 0 {
		return store.Record{Slot: slot}, err
	}
	return found[0], nil
}

func same(a, b store.Record) bool {
	return a.Time == b.Time && a.Deleted == b.Deleted && a.Erased == b.Erased && bytes.Equal(a.Value, b.Value)
}

// replace writes next if the slot still holds old.
func (s *Store) replace(ctx context.Context, old, next store.Record) (bool, error) {
	next.Deleted = next.Deleted || next.Erased
	switch old.Key.Kind() {
	case store.Users:
		was := ""
		if old.Time != 0 {
			was = memberState(old)
		}
		if old.Deleted {
			was += ":" + strconv.FormatInt(old.Time, 10)
		}
		return s.layout.member(ctx, old.Member, was, memberState(next))
	case store.Counter: // has no tombstone: none is zero
		return s.layout.swap(ctx, "amend", old.Key, string(old.Value), strconv.FormatInt(countOf(next), 10))
	default:
		next.Deleted = next.Deleted || len(next.Value) == 0
		if err := store.CheckDocument(old.Key, next.Value); err != nil {
			return false, err
		}
		was := ""
		if old.Time != 0 {
			was = string(tombstoneOrValue(old))
		}
		return s.layout.swap(ctx, "amend", old.Key, was, string(tombstoneOrValue(next)))
	}
}

// State returns the syncer's notes.
func (s *Store) State(ctx context.Context) (store.State, error) {
	raw, err := s.raw(ctx, "state", store.StateKey)
	if err != nil {
		return store.State{}, err
	}
	return parseState(raw)
}

func parseState(raw string) (state store.State, err error) {
	if raw == "" {
		return state, nil
	}
	if err := json.Unmarshal([]byte(raw), &state); err != nil {
		return state, fmt.Errorf("%s: %w", store.StateKey, err)
	}
	return state, nil
}

// SetState writes the syncer's notes.
func (s *Store) SetState(ctx context.Context, state store.State) error {
	raw, err := json.Marshal(state)
	if err != nil {
		return err
	}
	return s.send(ctx, "set_state", redis.NewStatusCmd(ctx, "set", string(store.StateKey), raw))
}
