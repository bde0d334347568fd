package redis

import (
	"context"
	"strconv"
	"time"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// stickyFor is how long the newest message of a kind is remembered in a channel where nothing happens.
const stickyFor = 90 * 24 * time.Hour

// Identify waits until this process may identify in the bucket: one of all processes may, once in every interval.
func (s *Store) Identify(ctx context.Context, bucket string, every time.Duration) error {
	key := string(store.IdentifyKey(bucket))
	for {
		set := redis.NewBoolCmd(ctx, "set", key, 1, "px", every.Milliseconds(), "nx")
		left := redis.NewIntCmd(ctx, "pttl", key)
		if err := s.send(ctx, "identify", once{set}, left); err != nil {
			return err
		}
		if set.Val() {
			return nil
		}
		if err := wait(ctx, time.Duration(max(left.Val(), 1))*time.Millisecond); err != nil {
			return err
		}
	}
}

// Seen remembers an id for ttl and says whether any process had it already.
func (s *Store) Seen(ctx context.Context, id string, ttl time.Duration) (bool, error) {
	set := redis.NewBoolCmd(ctx, "set", string(store.SeenKey(id)), 1, "px", max(ttl.Milliseconds(), 1), "nx")
	if err := s.send(ctx, "seen", once{set}); err != nil {
		return false, err
	}
	return !set.Val(), nil
}

// Remember keeps message as the newest of its kind in a channel and returns the one before, 0 for none.
func (s *Store) Remember(ctx context.Context, channel uint64, kind string, message uint64) (uint64, error) {
	key := string(store.StickyKey(channel, kind))
	before := redis.NewStringCmd(ctx, "getset", key, message)
	expire := redis.NewBoolCmd(ctx, "pexpire", key, stickyFor.Milliseconds())
	if err := s.send(ctx, "remember", once{before}, expire); err != nil {
		return 0, err
	}
	previous, _ := strconv.ParseUint(before.Val(), 10, 64)
	return previous, nil
}
