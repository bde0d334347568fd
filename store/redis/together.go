package redis

import (
	"context"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// together is the layout of one server: every write is one script, and atomic.
type together struct {
	*wire
	recordKeys []any
}

func newTogether(w *wire) *together {
	return &together{wire: w, recordKeys: anys([]store.Key{
		store.UserSet, store.CounterStamp, store.Index,
	})}
}

func (l *together) get(ctx context.Context, operation string, keys []store.Key) ([]any, error) {
	command := redis.NewSliceCmd(ctx, append([]any{"mget"}, anys(keys)...)...)
	if err := l.send(ctx, operation, command); err != nil {
		return nil, err
	}
	return command.Val(), nil
}

func (l *together) swap(ctx context.Context, operation string, key store.Key, old, next string) (bool, error) {
	keys := []store.Key{key, key.Stamp(), store.Index, store.FloorKey}
	if key.Kind() == store.Counter {
		keys = append(keys, store.CountersKey)
	}
	c := l.scripts.swap.call(ctx, keys, old, next, string(key))
	err := l.send(ctx, operation, c)
	return c.yes(), err
}

func (l *together) member(ctx context.Context, member, state, next string) (bool, error) {
	keys := []store.Key{store.UserSet, store.UserSet.Stamp(), store.Index, store.FloorKey, store.GoneKey}
	c := l.scripts.member.call(ctx, keys, member, memberSlot(member).String(), state, next)
	err := l.send(ctx, "amend", c)
	return c.yes(), err
}

func (l *together) erase(ctx context.Context, key store.Key) error {
	keys := []store.Key{key, key.Stamp(), store.Index, store.FloorKey}
	args := []any{store.Tombstone(true), string(key)}
	if key.Kind() == store.User {
		slot := store.Member(key.ID())
		keys = append(keys, store.UserSet, store.UserSet.Stamp(), store.GoneKey)
		args = append(args, slot.Member, slot.String())
	}
	return l.send(ctx, "erase", l.scripts.erase.call(ctx, keys, args...))
}

// record is on the way of every request, and builds the call without a detour.
func (l *together) record(ctx context.Context, t *tally) error {
	args := make([]any, 0, 6+2*len(t.counters)+len(t.users))
	args = append(args, "evalsha", l.scripts.record.hash, 3+len(t.counters))
	args = append(args, l.recordKeys...)
	for _, counter := range t.counters {
		args = append(args, string(counter))
	}
	for _, n := range t.counts {
		args = append(args, n)
	}
	for _, user := range t.users {
		args = append(args, user)
	}
	return l.send(ctx, "record", l.scripts.record.use(ctx, args))
}

func (l *together) add(ctx context.Context, counter store.Key, n int64, marker string) error {
	keys := []store.Key{counter, store.MarkerKey(counter), store.CounterStamp, store.Index, store.FloorKey, store.CountersKey}
	return l.send(ctx, "add_once", l.scripts.add.call(ctx, keys, n, marker))
}

func (l *together) bury(ctx context.Context, tombstones []store.Record) error {
	keys, args := []store.Key{store.FloorKey, store.Index}, []any(nil)
	for _, r := range tombstones {
		keys = append(keys, r.Key, r.Key.Stamp())
		args = append(args, r.Time, store.Tombstone(r.Erased))
	}
	return l.send(ctx, "bury", l.scripts.bury.call(ctx, keys, args...))
}
