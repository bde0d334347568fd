package redis

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// Read returns the records of the given slots.
func (s *Store) Read(ctx context.Context, slots []store.Slot) ([]store.Record, error) {
	var found []store.Record
	err := chunks(slots, func(part []store.Slot) error {
		var members, others []store.Slot
		for _, slot := range part {
			if !slot.Valid() {
				return fmt.Errorf("read %q: %w", slot, store.ErrKey)
			}
			if slot.Key.Kind() == store.Users {
				members = append(members, slot)
			} else {
				others = append(others, slot)
			}
		}
		records, err := s.readKeys(ctx, "read", others)
		found = append(found, records...)
		if err != nil {
			return err
		}
		records, err = s.readMembers(ctx, "read", members)
		found = append(found, records...)
		return err
	})
	return found, err
}

// readKeys returns the records of documents and counters.
func (s *Store) readKeys(ctx context.Context, operation string, slots []store.Slot) ([]store.Record, error) {
	if len(slots) == 0 {
		return nil, nil
	}
	keys := make([]store.Key, 0, 2*len(slots))
	for _, slot := range slots {
		keys = append(keys, slot.Key, slot.Key.Stamp())
	}
	values, err := s.layout.get(ctx, operation, keys)
	if err != nil {
		return nil, err
	}
	found := make([]store.Record, 0, len(slots))
	for i, slot := range slots {
		value, present := values[2*i].(string)
		if !present {
			continue
		}
		at, stamped := values[2*i+1].(string)
		r := store.Record{Slot: slot, Value: json.RawMessage(value)}
		if r.Time, err = s.timeOf(ctx, slot, at, stamped); err != nil {
			return nil, err
		}
		if r.Deleted, r.Erased = store.Buried(r.Value); r.Deleted {
			r.Value = nil
		}
		found = append(found, r)
	}
	return found, nil
}

// timeOf reads an updated_time. One that is lost, with the server that had it, is made anew, for the value may be newer than any copy.
func (s *Store) timeOf(ctx context.Context, slot store.Slot, text string, stamped bool) (int64, error) {
	if stamped {
		return strconv.ParseInt(text, 10, 64)
	}
	noted := s.scripts.note.call(ctx, []store.Key{store.Index, store.FloorKey}, slot.String())
	if err := s.send(ctx, "stamp", noted); err != nil {
		return 0, err
	}
	stamp := s.scripts.stamp.call(ctx, []store.Key{slot.Key.Stamp()}, noted.number())
	err := s.send(ctx, "stamp", stamp)
	return stamp.number(), err
}

// readMembers returns the records of members of the set of users. The set knows no times of its members. One that is in the index is
// as old as its entry; another was there when the set last changed or, if that is sooner, at the last pass.
func (s *Store) readMembers(ctx context.Context, operation string, slots []store.Slot) ([]store.Record, error) {
	if len(slots) == 0 {
		return nil, nil
	}
	members := make([]any, len(slots))
	for i, slot := range slots {
		members[i] = slot.Member
	}
	states := s.scripts.members.call(ctx, []store.Key{store.UserSet, store.GoneKey}, members...)
	stamp := redis.NewStringCmd(ctx, "get", string(store.UserSet.Stamp()))
	state := redis.NewStringCmd(ctx, "get", string(store.StateKey))
	if err := s.send(ctx, operation, states, stamp, state); err != nil {
		return nil, err
	}
	settled, err := settledTime(stamp.Val(), state.Val())
	if err != nil {
		return nil, err
	}
	noted, err := s.scores(ctx, operation, slots)
	if err != nil {
		return nil, err
	}
	var found []store.Record
	for i, state := range states.list() {
		if r, exists := memberRecord(slots[i], state, noted[i], settled); exists {
			found = append(found, r)
		}
	}
	return found, nil
}

// settledTime is the updated_time of members that no change is noted of.
func settledTime(stamp, state string) (int64, error) {
	at, _ := strconv.ParseInt(stamp, 10, 64)
	notes, err := parseState(state)
	if notes.LastPass > 0 {
		at = min(at, notes.LastPass)
	}
	return max(at, 1), err
}

func memberRecord(slot store.Slot, state, noted string, settled int64) (store.Record, bool) {
	r := store.Record{Slot: slot, Time: settled}
	if at, _ := strconv.ParseInt(noted, 10, 64); at > 0 {
		r.Time = at
	}
	if how, at, gone := strings.Cut(state, ":"); gone {
		r.Time, _ = strconv.ParseInt(at, 10, 64)
		r.Deleted, r.Erased = true, how == memberErased
	}
	return r, state != ""
}
