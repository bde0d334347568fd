package redis

import (
	"context"
	"slices"
	"sync"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// scanCount is how many entries a server looks at for one page.
const scanCount = 1000

// Scan hands out every record, server by server and page by page.
func (s *Store) Scan(ctx context.Context, each func([]store.Record) error) error {
	masters, err := s.masters(ctx)
	if err != nil {
		return err
	}
	for _, master := range masters {
		err := master.pages(ctx, []any{"scan"}, func(names []string) error {
			return s.scanKeys(ctx, names, each)
		})
		if err != nil {
			return err
		}
	}
	for _, set := range [][]any{{"sscan", string(store.UserSet)}, {"hscan", string(store.GoneKey)}} {
		err := s.pages(ctx, set, func(names []string) error {
			return s.scanMembers(ctx, names, set[0] == "hscan", each)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// masters lists the servers that hold data.
func (s *Store) masters(ctx context.Context) ([]*wire, error) {
	cluster, spread := s.client.(*redis.ClusterClient)
	if !spread {
		return []*wire{&s.wire}, nil
	}
	var mu sync.Mutex
	var masters []*wire
	err := cluster.ForEachMaster(ctx, func(_ context.Context, master *redis.Client) error {
		mu.Lock()
		defer mu.Unlock()
		masters = append(masters, s.to(master))
		return nil
	})
	return masters, failure(err)
}

// pages walks a cursor to its end.
func (w *wire) pages(ctx context.Context, command []any, page func(names []string) error) error {
	for cursor := uint64(0); ; {
		found := redis.NewScanCmd(ctx, nil, append(slices.Clone(command), cursor, "count", scanCount)...)
		if err := w.send(ctx, "scan", found); err != nil {
			return err
		}
		names, next := found.Val()
		if err := page(names); err != nil {
			return err
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}

// scanKeys hands out the documents and counters among a page of keys.
func (s *Store) scanKeys(ctx context.Context, names []string, each func([]store.Record) error) error {
	var slots []store.Slot
	var counters []any
	for _, name := range names {
		switch slot := (store.Slot{Key: store.Key(name)}); {
		case !slot.Valid():
			continue
		case slot.Key.Kind() == store.Counter:
			counters = append(counters, name)
			fallthrough
		default:
			slots = append(slots, slot)
		}
	}
	if len(counters) > 0 { // the set of counters may have been lost, or never made by whoever wrote them
		if err := s.send(ctx, "scan", redis.NewIntCmd(ctx, append([]any{"sadd", string(store.CountersKey)}, counters...)...)); err != nil {
			return err
		}
	}
	return chunks(slots, func(part []store.Slot) error {
		return hand(each)(s.readKeys(ctx, "scan", part))
	})
}

// scanMembers hands out a page of the set of users, or of those who are gone, which comes in pairs.
func (s *Store) scanMembers(ctx context.Context, names []string, pairs bool, each func([]store.Record) error) error {
	var slots []store.Slot
	for i, name := range names {
		if slot := memberSlot(name); slot.Valid() && (!pairs || i%2 == 0) {
			slots = append(slots, slot)
		}
	}
	return chunks(slots, func(part []store.Slot) error {
		return hand(each)(s.readMembers(ctx, "scan", part))
	})
}

// hand passes on what was read, if anything.
func hand(each func([]store.Record) error) func([]store.Record, error) error {
	return func(records []store.Record, err error) error {
		if err != nil || len(records) == 0 {
			return err
		}
		return each(records)
	}
}
