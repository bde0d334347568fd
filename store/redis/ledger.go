package redis

import (
	"context"
	"fmt"
	"strconv"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// Record counts one command and adds its user; calls at the same time share a round trip. Once that is under way Record returns when it is
// known what became of it, or the server has kept silent for the longest that it may.
func (s *Store) Record(ctx context.Context, command string, user uint64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	slot := store.Slot{Key: store.CounterKey(command)}
	if !slot.Valid() {
		return fmt.Errorf("count %q: %w", command, store.ErrKey)
	}
	return s.usages.do(ctx, usage{slot.Key, user})
}

func (s *Store) recordAll(ctx context.Context, batch []usage) error {
	return s.layout.record(ctx, tallyOf(batch))
}

// Counts returns how often each command was served.
func (s *Store) Counts(ctx context.Context) (map[string]int64, error) {
	keys, err := s.counters(ctx)
	if err != nil || len(keys) == 0 {
		return map[string]int64{}, err
	}
	values, err := s.layout.get(ctx, "counts", keys)
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int64, len(keys))
	for i, key := range keys {
		text, present := values[i].(string)
		if !present || key.Command() == "" {
			continue
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("counter %s: %w", key, err)
		}
		counts[key.Command()] += n
	}
	return counts, nil
}

// counters lists the counters' keys. There are as many as commands.
func (s *Store) counters(ctx context.Context) ([]store.Key, error) {
	var keys []store.Key
	for cursor := uint64(0); ; {
		page := redis.NewScanCmd(ctx, nil, "sscan", string(store.CountersKey), cursor, "count", scanCount)
		if err := s.send(ctx, "counts", page); err != nil {
			return nil, err
		}
		names, next := page.Val()
		for _, name := range names {
			keys = append(keys, store.Key(name))
		}
		if cursor = next; cursor == 0 {
			return keys, nil
		}
	}
}

// Users returns how many users there are.
func (s *Store) Users(ctx context.Context) (int64, error) {
	size := redis.NewIntCmd(ctx, "scard", string(store.UserSet))
	err := s.send(ctx, "users", size)
	return size.Val(), err
}
