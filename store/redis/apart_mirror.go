package redis

import (
	"context"
	"strconv"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// bury removes the value before its updated_time: a value alone would pass for one that lost its time.
func (l *apart) bury(ctx context.Context, tombstones []store.Record) error {
	stamps := make([]store.Key, len(tombstones))
	newest := int64(0)
	for i, r := range tombstones {
		stamps[i] = r.Key.Stamp()
		newest = max(newest, r.Time)
	}
	now, err := l.get(ctx, "bury", stamps)
	if err != nil {
		return err
	}
	var values, times []redis.Cmder
	for i, r := range tombstones {
		if at := strconv.FormatInt(r.Time, 10); now[i] == at {
			values = append(values, l.scripts.replace.call(ctx, []store.Key{r.Key}, store.Tombstone(r.Erased), ""))
			times = append(times, l.scripts.replace.call(ctx, []store.Key{stamps[i]}, at, ""))
		}
	}
	for _, step := range [][]redis.Cmder{{l.scripts.raise.call(ctx, []store.Key{store.FloorKey}, newest)}, values, times} {
		if err := l.send(ctx, "bury", step...); err != nil {
			return err
		}
	}
	return nil
}

func (*apart) portion() int { return chunk }

// applyDocuments decides from what it reads, and writes only where that is still so.
func (l *apart) applyDocuments(ctx context.Context, records []store.Record) (int, error) {
	keys := make([]store.Key, 0, 2*len(records))
	for _, r := range records {
		keys = append(keys, r.Key, r.Key.Stamp())
	}
	own, err := l.get(ctx, "apply", keys)
	if err != nil {
		return 0, err
	}
	var wanted []store.Record
	var values []redis.Cmder
	for i, r := range records {
		if old, write := supersedes(r, own[2*i], own[2*i+1]); write {
			wanted = append(wanted, r)
			values = append(values, l.scripts.replace.call(ctx, []store.Key{r.Key}, old, tombstoneOrValue(r)))
		}
	}
	return l.settle(ctx, wanted, values)
}

// supersedes decides whether the archive's record replaces what the server has: a lost value always, one whose updated_time is lost never.
func supersedes(r store.Record, value, stamp any) (old string, write bool) {
	old, present := value.(string)
	if !present {
		return "", true
	}
	text, stamped := stamp.(string)
	at, _ := strconv.ParseInt(text, 10, 64)
	_, erased := store.Buried([]byte(old))
	return old, stamped && (r.Time > at || r.Time == at && r.Erased && !erased)
}

func (l *apart) applyCounters(ctx context.Context, records []store.Record) (int, error) {
	values := make([]redis.Cmder, len(records))
	for i, r := range records {
		values[i] = l.scripts.raise.call(ctx, []store.Key{r.Key}, countOf(r))
	}
	return l.settle(ctx, records, values)
}

// settle writes values, then the updated_time of those that were written, and takes their earlier changes out of the index.
func (l *apart) settle(ctx context.Context, records []store.Record, values []redis.Cmder) (int, error) {
	if len(records) == 0 {
		return 0, nil
	}
	entries := make([]store.Slot, len(records))
	for i, r := range records {
		entries[i] = r.Slot
	}
	noted, err := l.scores(ctx, "apply", entries)
	if err == nil {
		err = l.send(ctx, "apply", values...)
	}
	if err != nil {
		return 0, err
	}
	var written []store.Record
	var cleaned []any
	for i, r := range records {
		if values[i].(*call).yes() { //nolint:forcetypeassert // made by the callers above
			written = append(written, r)
			cleaned = append(cleaned, noted[i], r.Slot.String())
		}
	}
	if len(written) == 0 {
		return 0, nil
	}
	return len(written), l.send(ctx, "apply", append(l.raised(ctx, written),
		l.scripts.clean.call(ctx, []store.Key{store.Index}, append([]any{0}, cleaned...)...))...)
}

// raised moves the updated_time of records to theirs, and lists the counters among them.
func (l *apart) raised(ctx context.Context, records []store.Record) []redis.Cmder {
	var commands []redis.Cmder
	for _, r := range records {
		commands = append(commands, l.scripts.raise.call(ctx, []store.Key{r.Key.Stamp()}, r.Time))
		if r.Key.Kind() == store.Counter {
			commands = append(commands, redis.NewIntCmd(ctx, "sadd", string(store.CountersKey), string(r.Key)))
		}
	}
	return commands
}

func (l *apart) applyMembers(ctx context.Context, records []store.Record) (int, error) {
	slots := make([]store.Slot, len(records))
	for i, r := range records {
		slots[i] = r.Slot
	}
	noted, err := l.scores(ctx, "apply", slots)
	if err != nil {
		return 0, err
	}
	args := make([]any, 0, 4*len(records))
	for i, r := range records {
		args = append(args, r.Time, r.Member, memberState(r), noted[i])
	}
	c := l.scripts.applyMembers.call(ctx, []store.Key{store.UserSet, store.GoneKey}, args...)
	if err := l.send(ctx, "apply", c); err != nil || len(c.ones()) == 0 {
		return 0, err
	}
	newest, cleaned := int64(0), []any{0}
	for _, i := range c.ones() {
		newest = max(newest, records[i].Time)
		cleaned = append(cleaned, noted[i], slots[i].String())
	}
	return len(c.ones()), l.send(ctx, "apply", l.scripts.raise.call(ctx, []store.Key{store.UserSet.Stamp()}, newest),
		l.scripts.clean.call(ctx, []store.Key{store.Index}, cleaned...))
}
