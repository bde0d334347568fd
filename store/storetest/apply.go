package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"feyre/store"
)

func applyTests() []check {
	return []check{
		{"an empty store takes what the archive has", testApplyEmpty},
		{"documents go by updated_time", testApplyTimes},
		{"counters take the larger", testApplyCounters},
		{"members are added", testApplyMembers},
		{"a member's tombstone goes by time", testApplyMemberTombstone},
		{"what is applied is not a change", testApplyIndex},
		{"many are applied at once", testApplyMany},
		{"what is no record is refused", testApplyInvalid},
		{"an archived count is added once", testAddOnce},
	}
}

func counter(command string, at, n int64) store.Record {
	value, _ := json.Marshal(n)
	return store.Record{Slot: slot(store.CounterKey(command)), Time: at, Value: value}
}

func testApplyEmpty(_ *testing.T, h handle) {
	archive := []store.Record{
		counter("roll", 900, 7), document(channel, 500, `{"round":3}`), document(ann, 600, `{"a":1}`),
		tombstone(slot(bob), 700, true),
		{Slot: store.Member(11), Time: 800},
	}
	h.equal("written", h.apply(archive...), len(archive))
	h.equal("again", h.apply(archive...), 0)
	for _, r := range archive {
		h.equal(r.Slot.String(), h.read(r.Slot), r)
	}
	h.equal("all", len(h.all()), len(archive))
	counts, users := h.ledger()
	h.equal("counts", counts, map[string]int64{"roll": 7})
	h.equal("users", users, 1)
	h.equal("document", h.load(bob), "")
}

func testApplyTimes(_ *testing.T, h handle) {
	live, dead := document(ann, 500, `{"a":5}`), tombstone(slot(ann), 500, false)
	for _, c := range []struct {
		name      string
		own, next store.Record
		written   int
	}{
		{"newer", live, document(ann, 501, `{"a":6}`), 1},
		{"older", live, document(ann, 499, `{"a":4}`), 0},
		{"same time", live, document(ann, 500, `{"a":6}`), 0},
		{"newer tombstone", live, tombstone(slot(ann), 501, true), 1},
		{"older tombstone", live, tombstone(slot(ann), 499, true), 0},
		{"tombstone of the same time", live, tombstone(slot(ann), 500, false), 0},
		{"erasure of the same time", live, tombstone(slot(ann), 500, true), 1},
		{"document over older tombstone", dead, document(ann, 501, `{"a":6}`), 1},
		{"document under newer tombstone", dead, document(ann, 499, `{"a":4}`), 0},
	} {
		h.ok(h.Amend(h.ctx, slot(ann), func(store.Record) (store.Record, error) { return tombstone(slot(ann), 1, false), nil }))
		h.ok(h.Bury(h.ctx, []store.Record{h.read(slot(ann))}))
		h.equal(c.name+": own", h.apply(c.own), 1)
		h.equal(c.name, h.apply(c.next), c.written)
		want := c.own
		if c.written > 0 {
			want = c.next
		}
		h.equal(c.name, h.read(slot(ann)), want)
	}
}

func testApplyCounters(_ *testing.T, h handle) {
	roll := slot(store.CounterKey("roll"))
	h.record("roll", 11)
	h.record("roll", 11)
	own := h.read(roll)
	h.equal("smaller", h.apply(counter("roll", future, 1)), 0)
	h.equal("equal", h.apply(counter("roll", future, 2)), 0)
	h.equal("larger, though older", h.apply(counter("roll", 5, 1<<40)), 1)
	r := h.read(roll)
	h.equal("value", string(r.Value), fmt.Sprint(int64(1<<40)))
	if r.Time < own.Time {
		h.t.Errorf("updated_time fell from %d to %d", own.Time, r.Time)
	}
	h.record("roll", 11)
	h.equal("value", string(h.read(roll).Value), fmt.Sprint(int64(1<<40+1)))
}

func testApplyMembers(_ *testing.T, h handle) {
	h.record("roll", 11)
	one, two := store.Record{Slot: store.Member(11), Time: future}, store.Record{Slot: store.Member(22), Time: 500}
	h.equal("written", h.apply(one, two), 1)
	_, users := h.ledger()
	h.equal("users", users, 2)
	_, indexed := h.index()[store.Member(11)]
	h.equal("own change still indexed", indexed, true)
}

func testApplyMemberTombstone(_ *testing.T, h handle) {
	member := store.Member(11)
	h.record("roll", 11)
	added := h.index()[member]
	h.equal("older", h.apply(tombstone(member, added-1, true)), 0)
	h.equal("newer", h.apply(tombstone(member, added+1, true)), 1)
	h.equal("record", h.read(member), tombstone(member, added+1, true))
	h.equal("live but older", h.apply(store.Record{Slot: member, Time: added}), 0)
	_, users := h.ledger()
	h.equal("users", users, 0)
	h.equal("live and newer", h.apply(store.Record{Slot: member, Time: added + 2}), 1)
	h.equal("deleted", h.read(member).Deleted, false)
}

func testApplyIndex(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	h.put(bob, `{"b":1}`)
	h.apply(document(ann, future, `{"a":2}`), document(bob, 5, `{"b":0}`), document(channel, 5, `{"c":1}`), counter("roll", 5, 5))
	index := h.index()
	h.equal("index", len(index), 1)
	if _, kept := index[slot(bob)]; !kept {
		h.t.Error("the store's own newer change is no longer in the index")
	}
}

func testApplyMany(_ *testing.T, h handle) {
	const each = 700
	var records []store.Record
	for id := range uint64(each) {
		records = append(records, document(store.UserKey(id+1), 100, fmt.Sprintf(`{"id":"%d"}`, id+1)),
			store.Record{Slot: store.Member(id + 1), Time: 100})
	}
	records = append(records, tombstone(store.Member(each+1), 100, false))
	h.put(store.UserKey(3), `{"mine":true}`)
	h.record("roll", 5)
	h.equal("written", h.apply(records...), 2*each-1)
	_, users := h.ledger()
	h.equal("users", users, each)
	h.equal("own", h.load(store.UserKey(3)), `{"mine":true}`)
	h.equal("theirs", h.load(store.UserKey(4)), `{"id":"4"}`)
	h.equal("all", len(h.all()), 2*each+2)
	h.equal("written again", h.apply(records...), 0)
}

func testApplyInvalid(_ *testing.T, h handle) {
	for _, key := range []store.Key{"", "dirty", "user_x", store.UserSet, ann.Stamp()} {
		if _, err := h.Apply(h.ctx, []store.Record{document(key, 5, `{}`)}); !errors.Is(err, store.ErrKey) {
			h.t.Errorf("%q: %v", key, err)
		}
	}
	h.equal("all", h.all(), []store.Record{})
}

func testAddOnce(_ *testing.T, h handle) {
	roll := slot(store.CounterKey("roll"))
	h.record("roll", 11)
	h.settle()
	was := h.read(roll)
	archived := counter("roll", 5, 40)
	h.ok(h.AddOnce(h.ctx, archived, "one"))
	noted := h.index()[roll]
	h.ok(h.AddOnce(h.ctx, archived, "one"))
	h.equal("index after the same again", h.index()[roll], noted)
	r := h.read(roll)
	h.equal("value", string(r.Value), "41")
	if at, indexed := h.index()[roll]; !indexed || r.Time <= was.Time {
		h.t.Errorf("indexed at %d, changed at %d, before at %d", at, r.Time, was.Time)
	}
	h.ok(h.AddOnce(h.ctx, archived, "two"))
	h.equal("value", string(h.read(roll).Value), "81")
	h.ok(h.AddOnce(h.ctx, counter("init", 5, 3), "one"))
	counts, _ := h.ledger()
	h.equal("counts", counts, map[string]int64{"roll": 81, "init": 3})
	if err := h.AddOnce(h.ctx, document(ann, 5, `{}`), "one"); !errors.Is(err, store.ErrKey) {
		h.t.Errorf("a document: %v", err)
	}
}
