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

// sighting is one id that Seen looks for.
type sighting struct {
	id    string
	ttl   time.Duration
	fresh bool
}

// Seen remembers an id for ttl and says whether any process had it already; calls at the same time share a round trip.
func (s *Store) Seen(ctx context.Context, id string, ttl time.Duration) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	one := &sighting{id: id, ttl: ttl}
	if err := s.sightings.do(ctx, one); err != nil {
		return false, err
	}
	return !one.fresh, nil
}

func (s *Store) noteAll(ctx context.Context, batch []*sighting) error {
	sets, commands := make([]*redis.BoolCmd, len(batch)), make([]redis.Cmder, len(batch))
	for i, one := range batch {
		sets[i] = redis.NewBoolCmd(ctx, "set", string(store.SeenKey(one.id)), 1, "px", max(one.ttl.Milliseconds(), 1), "nx")
		commands[i] = once{sets[i]}
	}
	if err := s.send(ctx, "seen", commands...); err != nil {
		return err
	}
	for i, one := range batch {
		one.fresh = sets[i].Val()
	}
	return nil
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
