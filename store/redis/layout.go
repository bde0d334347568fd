package redis

import (
	"context"
	"strconv"

	"feyre/store"
)

// layout writes a slot's value, its updated_time and its entry in the index, however they are spread over servers.
type layout interface {
	// get reads values; nil for none, a string otherwise.
	get(ctx context.Context, operation string, keys []store.Key) ([]any, error)
	// swap replaces a document or counter if its value is still old ("" for none), and says whether it did.
	swap(ctx context.Context, operation string, key store.Key, old, next string) (bool, error)
	// member takes a member in or out of the set of users if its state is still the given one, and says whether it did.
	member(ctx context.Context, member, state, next string) (bool, error)
	// erase puts a tombstone in the place of a document and takes its user out of the set of users.
	erase(ctx context.Context, key store.Key) error
	// record adds a batch of requests.
	record(ctx context.Context, t *tally) error
	// add raises a counter by n if that wasn't done before with this marker.
	add(ctx context.Context, counter store.Key, n int64, marker string) error
	// bury removes documents' tombstones that haven't moved.
	bury(ctx context.Context, tombstones []store.Record) error
	// portion is how many records the methods below take at most.
	portion() int
	// applyDocuments and applyCounters write what the store has no newer or larger of, and return how many.
	applyDocuments(ctx context.Context, records []store.Record) (int, error)
	applyCounters(ctx context.Context, records []store.Record) (int, error)
	// applyMembers takes members in and out of the set of users and returns how many. A tombstone takes one out unless it came later.
	applyMembers(ctx context.Context, records []store.Record) (int, error)
}

// What a member of the set of users is. One that is gone says also when: "erased:1700000000000000".
const (
	memberIn      = "in"
	memberDeleted = "deleted"
	memberErased  = "erased"
)

// chunk is how many slots one command or script handles at most, for a server does nothing else meanwhile.
const chunk = 128

// tally is what a batch of requests comes to.
type tally struct {
	counters []store.Key
	counts   []int64
	users    []uint64
}

// usage is one request: its counter and its user.
type usage struct {
	counter store.Key
	user    uint64
}

func tallyOf(batch []usage) *tally {
	t := &tally{users: make([]uint64, 0, len(batch))}
	for _, u := range batch {
		t.add(u.counter, u.user)
	}
	return t
}

func (t *tally) add(counter store.Key, user uint64) {
	t.users = append(t.users, user)
	for i, known := range t.counters {
		if known == counter {
			t.counts[i]++
			return
		}
	}
	t.counters = append(t.counters, counter)
	t.counts = append(t.counts, 1)
}

// tombstoneOrValue is what stands under a record's key.
func tombstoneOrValue(r store.Record) []byte {
	if r.Deleted {
		return store.Tombstone(r.Erased)
	}
	return r.Value
}

// memberState is what a record makes of its member.
func memberState(r store.Record) string {
	switch {
	case r.Erased:
		return memberErased
	case r.Deleted:
		return memberDeleted
	default:
		return memberIn
	}
}

func memberSlot(member string) store.Slot { return store.Slot{Key: store.UserSet, Member: member} }

// countOf is a counter's number; what is none counts nothing.
func countOf(r store.Record) int64 {
	n, _ := strconv.ParseInt(string(r.Value), 10, 64)
	return n
}

// anys makes arguments of keys.
func anys(keys []store.Key) []any {
	args := make([]any, len(keys))
	for i, key := range keys {
		args[i] = string(key)
	}
	return args
}
