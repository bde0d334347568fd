package storetest

import (
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"feyre/store"
)

func ledgerTests() []check {
	return []check{
		{"a request counts and adds its user", testRecord},
		{"requests at once all count", testRecordAtOnce},
		{"counters share one updated_time", testCounterTime},
		{"a known user changes nothing", testKnownUser},
		{"counts from elsewhere are counted", testOrigins},
		{"a command needs a name", testNoCommand},
	}
}

func (h handle) record(command string, user uint64) {
	h.t.Helper()
	h.ok(h.Record(h.ctx, command, user))
}

func (h handle) ledger() (map[string]int64, int64) {
	h.t.Helper()
	counts, err := h.Counts(h.ctx)
	h.ok(err)
	users, err := h.Users(h.ctx)
	h.ok(err)
	return counts, users
}

func testRecord(_ *testing.T, h handle) {
	counts, users := h.ledger()
	h.equal("counts", counts, map[string]int64{})
	h.equal("users", users, 0)
	h.record("roll", 11)
	h.record("roll", 11)
	h.record("init", 22)
	counts, users = h.ledger()
	h.equal("counts", counts, map[string]int64{"roll": 2, "init": 1})
	h.equal("users", users, 2)
	roll := h.read(slot(store.CounterKey("roll")))
	h.equal("counter", string(roll.Value), "2")
	member := h.read(store.Member(22))
	h.equal("member", member, store.Record{Slot: store.Member(22), Time: member.Time})
}

func testRecordAtOnce(_ *testing.T, h handle) {
	const callers, calls = 64, 20
	var group sync.WaitGroup
	for caller := range callers {
		group.Go(func() {
			for call := range calls {
				if err := h.Record(h.ctx, []string{"roll", "init", "help"}[call%3], uint64(caller+1)); err != nil {
					h.t.Error(err)
				}
			}
		})
	}
	group.Wait()
	counts, users := h.ledger()
	h.equal("counts", counts, map[string]int64{"roll": 7 * callers, "init": 7 * callers, "help": 6 * callers})
	h.equal("users", users, callers)
	h.equal("index", len(h.index()), callers+3)
}

func testCounterTime(_ *testing.T, h handle) {
	roll, init := slot(store.CounterKey("roll")), slot(store.CounterKey("init"))
	h.record("roll", 11)
	first := h.read(roll).Time
	h.record("init", 11)
	second := h.read(init).Time
	if second <= first {
		h.t.Errorf("counted at %d, then at %d", first, second)
	}
	h.equal("roll's time", h.read(roll).Time, second)
	index := h.index()
	if index[roll] >= index[init] {
		h.t.Errorf("roll noted at %d, init at %d", index[roll], index[init])
	}
}

func testKnownUser(_ *testing.T, h handle) {
	h.record("roll", 11)
	h.settle()
	was := h.read(store.Member(11))
	h.record("roll", 11)
	h.equal("member", h.read(store.Member(11)), was)
	_, indexed := h.index()[store.Member(11)]
	h.equal("indexed", indexed, false)
	h.equal("index", len(h.index()), 1)
}

func testOrigins(_ *testing.T, h handle) {
	set := func(key store.Key, n string) {
		h.t.Helper()
		h.ok(h.Amend(h.ctx, slot(key), func(r store.Record) (store.Record, error) {
			return store.Record{Slot: r.Slot, Time: -1, Value: json.RawMessage(n)}, nil
		}))
	}
	h.record("roll", 11)
	set(store.CounterFrom("roll", "old"), "40")
	set(store.CounterFrom("roll", "older"), "2")
	set(store.CounterFrom("init", "old"), "3")
	set(store.CounterFrom("", "old"), "1")
	h.record("roll", 11)
	counts, _ := h.ledger()
	h.equal("counts", counts, map[string]int64{"roll": 44, "init": 3})
	h.equal("counted here", string(h.read(slot(store.CounterKey("roll"))).Value), "2")
	h.equal("written", h.apply(store.Record{Slot: slot(store.CounterFrom("roll", "old")), Time: 5, Value: json.RawMessage("41")}), 1)
	counts, _ = h.ledger()
	h.equal("counts", counts, map[string]int64{"roll": 45, "init": 3})
}

func testNoCommand(_ *testing.T, h handle) {
	for _, command := range []string{"", ":updated_time"} {
		if err := h.Record(h.ctx, command, 11); !errors.Is(err, store.ErrKey) {
			h.t.Errorf("%q: %v", command, err)
		}
	}
}
