package redis

import (
	"context"
	"slices"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// A restore writes to a server that has next to nothing, and a script takes several times as long as the command that would do. So the
// command is tried first where it can tell whether it will do. Chunks share a round trip; the server serves others between them.

func (*together) portion() int { return 8 * chunk }

func (l *together) applyDocuments(ctx context.Context, records []store.Record) (written int, err error) {
	parts := slices.Collect(slices.Chunk(records, chunk))
	created := make([]*redis.BoolCmd, len(parts))
	for i, part := range parts {
		created[i] = create(ctx, part)
	}
	if err := l.send(ctx, "apply", commands(created)...); err != nil {
		return 0, err
	}
	var compared []*call
	for i, part := range parts {
		if created[i].Val() {
			written += len(part)
		} else {
			compared = append(compared, l.supersede(ctx, part))
		}
	}
	err = l.send(ctx, "apply", commands(compared)...)
	for _, c := range compared {
		written += int(c.number())
	}
	return written, err
}

// create writes records if the server has neither value nor updated_time of any of them, and says whether it did. If the index still has
// an entry of one, which takes a loss of the rest, it stays: a needless upload.
func create(ctx context.Context, records []store.Record) *redis.BoolCmd {
	args := make([]any, 0, 1+4*len(records))
	args = append(args, "msetnx")
	for _, r := range records {
		args = append(args, string(r.Key), tombstoneOrValue(r), string(r.Key.Stamp()), r.Time)
	}
	return redis.NewBoolCmd(ctx, args...)
}

// supersede writes those that the server has no newer of, and says how many.
func (l *together) supersede(ctx context.Context, records []store.Record) *call {
	keys := make([]store.Key, 0, 1+2*len(records))
	keys = append(keys, store.Index)
	args := make([]any, 0, 2*len(records)+1)
	for _, r := range records {
		keys = append(keys, r.Key, r.Key.Stamp())
		args = append(args, r.Time, tombstoneOrValue(r))
	}
	return l.scripts.applyDocuments.call(ctx, keys, append(args, store.Tombstone(true))...)
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

func (l *together) applyMembers(ctx context.Context, records []store.Record) (written int, err error) {
	parts := slices.Collect(slices.Chunk(records, chunk))
	admitted := make([]*call, len(parts))
	for i, part := range parts {
		admitted[i] = l.admit(ctx, part)
	}
	if err := l.send(ctx, "apply", commands(admitted)...); err != nil {
		return 0, err
	}
	var moved []*call
	for i, part := range parts {
		if added := admitted[i].number(); added >= 0 {
			written += int(added)
		} else {
			moved = append(moved, l.moveAll(ctx, part))
		}
	}
	err = l.send(ctx, "apply", commands(moved)...)
	for _, c := range moved {
		written += len(c.ones())
	}
	return written, err
}

// admit adds members to the set of users and says how many were not in it; -1, and nothing is done, where tombstones have a say.
func (l *together) admit(ctx context.Context, records []store.Record) *call {
	args := make([]any, 2, 2+len(records))
	newest, gone := int64(0), 0
	for _, r := range records {
		if r.Deleted {
			gone++
		}
		newest = max(newest, r.Time)
		args = append(args, r.Member)
	}
	args[0], args[1] = newest, gone
	return l.scripts.admit.call(ctx, []store.Key{store.UserSet, store.GoneKey, store.UserSet.Stamp()}, args...)
}

// moveAll takes members in and out of the set of users, and says which.
func (l *together) moveAll(ctx context.Context, records []store.Record) *call {
	args := make([]any, 0, 4*len(records))
	for _, r := range records {
		args = append(args, r.Time, r.Member, memberState(r), 0)
	}
	return l.scripts.applyMembers.call(ctx, []store.Key{store.UserSet, store.GoneKey, store.Index, store.UserSet.Stamp()}, args...)
}

func commands[C redis.Cmder](calls []C) []redis.Cmder {
	list := make([]redis.Cmder, len(calls))
	for i, c := range calls {
		list[i] = c
	}
	return list
}
