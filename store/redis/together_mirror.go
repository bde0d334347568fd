package redis

import (
	"context"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// A restore writes to a server that has next to nothing, and a script takes several times as long as the command that would do. So the
// command is tried first where it can tell whether it will do.

func (l *together) applyDocuments(ctx context.Context, records []store.Record) (int, error) {
	created, err := l.create(ctx, records)
	if err != nil {
		return 0, err
	}
	if created {
		return len(records), nil
	}
	keys := make([]store.Key, 0, 1+2*len(records))
	keys = append(keys, store.Index)
	args := make([]any, 0, 2*len(records)+1)
	for _, r := range records {
		keys = append(keys, r.Key, r.Key.Stamp())
		args = append(args, r.Time, tombstoneOrValue(r))
	}
	c := l.scripts.applyDocuments.call(ctx, keys, append(args, store.Tombstone(true))...)
	err = l.send(ctx, "apply", c)
	return int(c.number()), err
}

// create writes records if the server has neither value nor updated_time of any of them, and says whether it did. If the index still has
// an entry of one, which takes a loss of the rest, it stays: a needless upload.
func (l *together) create(ctx context.Context, records []store.Record) (bool, error) {
	args := make([]any, 0, 1+4*len(records))
	args = append(args, "msetnx")
	for _, r := range records {
		args = append(args, string(r.Key), tombstoneOrValue(r), string(r.Key.Stamp()), r.Time)
	}
	c := redis.NewBoolCmd(ctx, args...)
	err := l.send(ctx, "apply", c)
	return c.Val(), err
}

func (l *together) applyCounters(ctx context.Context, records []store.Record) (int, error) {
	keys, args := []store.Key{store.Index, store.CounterStamp, store.CountersKey}, []any(nil)
	for _, r := range records {
		keys = append(keys, r.Key)
		args = append(args, countOf(r), r.Time)
	}
	c := l.scripts.applyCounters.call(ctx, keys, args...)
	err := l.send(ctx, "apply", c)
	return int(c.number()), err
}

func (l *together) applyMembers(ctx context.Context, records []store.Record) (int, error) {
	if added, err := l.admit(ctx, records); added >= 0 || err != nil {
		return added, err
	}
	args := make([]any, 0, 4*len(records))
	for _, r := range records {
		args = append(args, r.Time, r.Member, memberState(r), 0)
	}
	keys := []store.Key{store.UserSet, store.GoneKey, store.Index, store.UserSet.Stamp()}
	c := l.scripts.applyMembers.call(ctx, keys, args...)
	err := l.send(ctx, "apply", c)
	return len(c.ones()), err
}

// admit adds members to the set of users and returns how many were not in it; -1 where tombstones have a say.
func (l *together) admit(ctx context.Context, records []store.Record) (int, error) {
	args := make([]any, 1, 1+len(records))
	newest := int64(0)
	for _, r := range records {
		if r.Deleted {
			return -1, nil
		}
		newest = max(newest, r.Time)
		args = append(args, r.Member)
	}
	args[0] = newest
	c := l.scripts.admit.call(ctx, []store.Key{store.UserSet, store.GoneKey, store.UserSet.Stamp()}, args...)
	err := l.send(ctx, "apply", c)
	return int(c.number()), err
}
