package redis

import (
	"context"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// apart is the layout of a Cluster, where a slot's value, its updated_time and the index may each be on another server. A write takes
// these steps: index, value, updated_time, index again. Wherever it ends, a changed value is in the index, and whoever read the value too
// early finds the entry moved or still too young to be taken out (see store.WriteDeadline).
type apart struct {
	*wire
}

func (l *apart) get(ctx context.Context, operation string, keys []store.Key) ([]any, error) {
	gets := make([]*redis.StringCmd, len(keys))
	commands := make([]redis.Cmder, len(keys))
	for i, key := range keys {
		gets[i] = redis.NewStringCmd(ctx, "get", string(key))
		commands[i] = gets[i]
	}
	err := l.send(ctx, operation, commands...)
	values := make([]any, len(keys))
	for i, get := range gets {
		if get.Err() == nil {
			values[i] = get.Val()
		}
	}
	return values, err
}

// write takes the steps of one write around the one that changes values, which says whether it changed any.
func (l *apart) write(ctx context.Context, operation string, slots []store.Slot, value func(ctx context.Context) (bool, error)) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, store.WriteDeadline/2)
	defer cancel()
	noted, err := l.note(ctx, operation, slots)
	if err != nil {
		return false, err
	}
	changed, err := value(ctx)
	if err != nil || !changed {
		return changed, err
	}
	// The value is written: the rest is done even if the caller gives up.
	ctx, finish := context.WithTimeout(context.WithoutCancel(ctx), store.WriteDeadline/2)
	defer finish()
	if err := l.stamp(ctx, operation, slots, noted); err != nil {
		return false, err
	}
	_, err = l.note(ctx, operation, slots)
	return err == nil, err
}

// note puts slots into the index and returns the time.
func (l *apart) note(ctx context.Context, operation string, slots []store.Slot) (int64, error) {
	entries := make([]any, len(slots))
	for i, slot := range slots {
		entries[i] = slot.String()
	}
	c := l.scripts.note.call(ctx, []store.Key{store.Index, store.FloorKey}, entries...)
	err := l.send(ctx, operation, c)
	return c.number(), err
}

// stamp moves the updated_time of slots, each key once.
func (l *apart) stamp(ctx context.Context, operation string, slots []store.Slot, least int64) error {
	done := map[store.Key]bool{}
	var calls []redis.Cmder
	for _, slot := range slots {
		if key := slot.Key.Stamp(); !done[key] {
			done[key] = true
			calls = append(calls, l.scripts.stamp.call(ctx, []store.Key{key}, least))
		}
	}
	return l.send(ctx, operation, calls...)
}

func (l *apart) swap(ctx context.Context, operation string, key store.Key, old, next string) (bool, error) {
	return l.write(ctx, operation, []store.Slot{{Key: key}}, func(ctx context.Context) (bool, error) {
		c := l.scripts.replace.call(ctx, []store.Key{key}, old, next)
		commands := []redis.Cmder{c}
		if key.Kind() == store.Counter {
			commands = append(commands, redis.NewIntCmd(ctx, "sadd", string(store.CountersKey), string(key)))
		}
		err := l.send(ctx, operation, commands...)
		return c.yes(), err
	})
}

// member moves the set's updated_time before the set, because a member that is gone carries that time.
func (l *apart) member(ctx context.Context, member, state, next string) (bool, error) {
	slots := []store.Slot{memberSlot(member)}
	return l.write(ctx, "amend", slots, func(ctx context.Context) (bool, error) {
		return l.move(ctx, "amend", member, state, next)
	})
}

// move takes a member in or out, whatever its state where that is "*".
func (l *apart) move(ctx context.Context, operation, member, state, next string) (bool, error) {
	at := l.scripts.stamp.call(ctx, []store.Key{store.UserSet.Stamp()}, 0)
	if err := l.send(ctx, operation, at); err != nil {
		return false, err
	}
	c := l.scripts.memberValue.call(ctx, []store.Key{store.UserSet, store.GoneKey}, member, state, next, at.number())
	err := l.send(ctx, operation, c)
	return c.yes(), err
}

func (l *apart) erase(ctx context.Context, key store.Key) error {
	slots := []store.Slot{{Key: key}}
	if key.Kind() == store.User {
		slots = append(slots, store.Member(key.ID()))
	}
	_, err := l.write(ctx, "erase", slots, func(ctx context.Context) (bool, error) {
		set := once{redis.NewStatusCmd(ctx, "set", string(key), store.Tombstone(true))}
		if err := l.send(ctx, "erase", set); err != nil || key.Kind() != store.User {
			return err == nil, err
		}
		return l.move(ctx, "erase", store.Member(key.ID()).Member, "*", memberErased)
	})
	return err
}

func (l *apart) record(ctx context.Context, t *tally) error {
	strangers, err := l.strangers(ctx, t.users)
	if err != nil {
		return err
	}
	slots := make([]store.Slot, 0, len(t.counters)+len(strangers))
	for _, counter := range t.counters {
		slots = append(slots, store.Slot{Key: counter})
	}
	for _, user := range strangers {
		slots = append(slots, memberSlot(user))
	}
	_, err = l.write(ctx, "record", slots, func(ctx context.Context) (bool, error) {
		err := l.send(ctx, "record", l.increments(ctx, t, strangers)...)
		return err == nil, err
	})
	return err
}

// strangers asks which users aren't in the set yet.
func (l *apart) strangers(ctx context.Context, users []uint64) ([]string, error) {
	args := make([]any, len(users))
	for i, user := range users {
		args[i] = user
	}
	c := l.scripts.strangers.call(ctx, []store.Key{store.UserSet}, args...)
	err := l.send(ctx, "record", c)
	return c.list(), err
}

func (l *apart) increments(ctx context.Context, t *tally, strangers []string) []redis.Cmder {
	commands := []redis.Cmder{redis.NewIntCmd(ctx, append([]any{"sadd", string(store.CountersKey)}, anys(t.counters)...)...)}
	for i, counter := range t.counters {
		commands = append(commands, once{redis.NewIntCmd(ctx, "incrby", string(counter), t.counts[i])})
	}
	if len(strangers) > 0 {
		args := make([]any, len(strangers))
		for i, user := range strangers {
			args[i] = user
		}
		commands = append(commands, l.scripts.join.call(ctx, []store.Key{store.UserSet, store.GoneKey}, args...))
	}
	return commands
}

// add looks for the marker first: a write notes the counter as changed even where it then changes nothing.
func (l *apart) add(ctx context.Context, counter store.Key, n int64, marker string) error {
	added := redis.NewBoolCmd(ctx, "sismember", string(store.MarkerKey(counter)), marker)
	if err := l.send(ctx, "add_once", added); err != nil || added.Val() {
		return err
	}
	_, err := l.write(ctx, "add_once", []store.Slot{{Key: counter}}, func(ctx context.Context) (bool, error) {
		c := l.scripts.addValue.call(ctx, []store.Key{counter, store.MarkerKey(counter)}, n, marker)
		err := l.send(ctx, "add_once", c, redis.NewIntCmd(ctx, "sadd", string(store.CountersKey), string(counter)))
		return c.yes(), err
	})
	return err
}
