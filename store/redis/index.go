package redis

import (
	"context"
	"fmt"
	"strconv"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// Now is the server's clock; on a Cluster the clock of the server that has the index.
func (s *Store) Now(ctx context.Context) (int64, error) {
	c := s.scripts.now.call(ctx, []store.Key{store.Index})
	err := s.send(ctx, "now", c)
	return c.number(), err
}

// Dirty returns entries of the index, oldest first. Entries of the same time come in the order of their names.
func (s *Store) Dirty(ctx context.Context, after store.Change, limit int) ([]store.Change, error) {
	var found []store.Change
	last := after.Slot.String()
	for offset := 0; len(found) < limit; offset += limit {
		page := redis.NewZSliceCmd(ctx, "zrangebyscore", string(store.Index), after.Time, "+inf", "withscores", "limit", offset, limit)
		if err := s.send(ctx, "dirty", page); err != nil {
			return nil, err
		}
		for _, entry := range page.Val() {
			name, _ := entry.Member.(string)
			if at := int64(entry.Score); (at > after.Time || name > last) && len(found) < limit {
				found = append(found, store.Change{Slot: store.ParseSlot(name), Time: at})
			}
		}
		if len(page.Val()) < limit {
			break
		}
	}
	return found, nil
}

// DirtyCount is how many entries the index has.
func (s *Store) DirtyCount(ctx context.Context) (int64, error) {
	size := redis.NewIntCmd(ctx, "zcard", string(store.Index))
	err := s.send(ctx, "dirty_count", size)
	return size.Val(), err
}

// Stepwise tells whether a write takes several steps, as on a Cluster: its value may still arrive after the index told of it.
func (s *Store) Stepwise() bool { return s.youngest > 0 }

// Clean takes unchanged entries out of the index; on a Cluster only those of writes that must have ended.
func (s *Store) Clean(ctx context.Context, entries []store.Change) error {
	return chunks(entries, func(part []store.Change) error {
		args := []any{s.youngest.Microseconds()}
		for _, entry := range part {
			args = append(args, entry.Time, entry.Slot.String())
		}
		return s.send(ctx, "clean", s.scripts.clean.call(ctx, []store.Key{store.Index}, args...))
	})
}

// Bury removes tombstones that haven't moved.
func (s *Store) Bury(ctx context.Context, tombstones []store.Record) error {
	return chunks(tombstones, func(part []store.Record) error {
		documents, _, members, err := sortKinds(part)
		if err == nil && len(documents) > 0 {
			err = s.layout.bury(ctx, documents)
		}
		if err == nil && len(members) > 0 {
			err = s.buryMembers(ctx, members)
		}
		return err
	})
}

func (s *Store) buryMembers(ctx context.Context, tombstones []store.Record) error {
	newest := int64(0)
	calls := make([]redis.Cmder, len(tombstones))
	for i, r := range tombstones {
		newest = max(newest, r.Time)
		calls[i] = s.scripts.buryMember.call(ctx, []store.Key{store.GoneKey}, r.Member, strconv.FormatInt(r.Time, 10))
	}
	if err := s.send(ctx, "bury", s.scripts.raise.call(ctx, []store.Key{store.FloorKey}, newest)); err != nil {
		return err
	}
	return s.send(ctx, "bury", calls...)
}

// scores tells when slots were noted in the index, "0" for those that aren't there.
func (w *wire) scores(ctx context.Context, operation string, slots []store.Slot) ([]string, error) {
	entries := make([]any, len(slots))
	for i, slot := range slots {
		entries[i] = slot.String()
	}
	c := w.scripts.scores.call(ctx, []store.Key{store.Index}, entries...)
	err := w.send(ctx, operation, c)
	return c.list(), err
}

// chunks calls do with parts that a server handles in a moment.
func chunks[T any](all []T, do func([]T) error) error {
	for len(all) > 0 {
		n := min(len(all), chunk)
		if err := do(all[:n]); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// sortKinds parts records by what holds them.
func sortKinds(records []store.Record) (documents, counters, members []store.Record, err error) {
	for _, r := range records {
		if !r.Valid() {
			return nil, nil, nil, fmt.Errorf("%q: %w", r.Slot, store.ErrKey)
		}
		switch r.Key.Kind() {
		case store.Users:
			members = append(members, r)
		case store.Counter:
			counters = append(counters, r)
		default:
			documents = append(documents, r)
		}
	}
	return documents, counters, members, nil
}
