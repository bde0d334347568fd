package storetest

import (
	"testing"

	"feyre/store"
)

func indexTests() []check {
	return []check{
		{"changes are handed out oldest first", testOldestFirst},
		{"changes are handed out page by page", testPages},
		{"an entry that moved is not cleaned", testMoved},
		{"a young entry of a write in steps is not cleaned", testYoung},
		{"a tombstone is buried once", testBury},
		{"a buried tombstone stays older than what follows", testBuryAhead},
		{"a tombstone that moved is not buried", testBuryMoved},
		{"a member's tombstone is buried", testBuryMember},
	}
}

func (h handle) dirty(after store.Change, limit int) []store.Change {
	h.t.Helper()
	entries, err := h.Dirty(h.ctx, after, limit)
	h.ok(err)
	return entries
}

func testOldestFirst(_ *testing.T, h handle) {
	h.put(bob, `{"b":1}`)
	h.put(ann, `{"a":1}`)
	h.put(channel, `{"c":1}`)
	h.put(bob, `{"b":2}`)
	var order []store.Key
	for _, entry := range h.dirty(store.Change{}, 10) {
		order = append(order, entry.Key)
	}
	h.equal("order", order, []store.Key{ann, channel, bob})
}

func testPages(_ *testing.T, h handle) {
	// Records that share a batch share a time: a page may end between them.
	const members = 25
	for user := range uint64(members) {
		h.ok(h.Amend(h.ctx, store.Member(user+1), func(r store.Record) (store.Record, error) {
			r.Time = 1
			return r, nil
		}))
	}
	found := map[store.Slot]bool{}
	var last store.Change
	for page := h.dirty(last, 4); len(page) > 0; page = h.dirty(last, 4) {
		if len(page) > 4 {
			h.t.Fatalf("a page of %d", len(page))
		}
		for _, entry := range page {
			if found[entry.Slot] || entry.Time < last.Time {
				h.t.Errorf("%v after %v, seen %v", entry, last, found[entry.Slot])
			}
			found[entry.Slot] = true
			last = entry
		}
	}
	h.equal("entries", len(found), members)
}

func testMoved(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	entries := h.dirty(store.Change{}, 10)
	h.put(ann, `{"a":2}`)
	h.ok(h.Clean(h.ctx, entries))
	h.equal("index", len(h.index()), 1)
	h.settle()
	h.equal("document", h.load(ann), `{"a":2}`)
}

func testYoung(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	h.ok(h.Clean(h.ctx, h.dirty(store.Change{}, 10)))
	left := 0
	if h.suite.Ripen != nil {
		left = 1
	}
	h.equal("index", len(h.index()), left)
	h.settle()
}

func testBury(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	h.drop(ann)
	dead := h.read(slot(ann))
	h.settle()
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	h.equal("record", h.read(slot(ann)), store.Record{})
	h.equal("all", h.all(), []store.Record{})
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	h.put(ann, `{"a":2}`)
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	h.equal("document", h.load(ann), `{"a":2}`)
}

func testBuryAhead(_ *testing.T, h handle) {
	dead := tombstone(slot(ann), future, false)
	h.equal("written", h.apply(dead), 1)
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	h.put(ann, `{"a":1}`)
	if r := h.read(slot(ann)); r.Time <= future {
		h.t.Errorf("written at %d after a tombstone of %d", r.Time, future)
	}
}

func testBuryMoved(_ *testing.T, h handle) {
	h.ok(h.Erase(h.ctx, ann))
	dead := h.read(slot(ann))
	h.ok(h.Erase(h.ctx, ann))
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	now := h.read(slot(ann))
	h.equal("record", now, tombstone(slot(ann), now.Time, true))
}

func testBuryMember(_ *testing.T, h handle) {
	h.record("roll", 11)
	h.ok(h.Erase(h.ctx, ann))
	dead := h.read(store.Member(11))
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	h.equal("record", h.read(store.Member(11)), store.Record{})
	h.record("roll", 11)
	if back := h.read(store.Member(11)); back.Deleted || back.Time <= dead.Time {
		h.t.Errorf("back as %v after %v", back, dead)
	}
	h.ok(h.Bury(h.ctx, []store.Record{dead}))
	_, users := h.ledger()
	h.equal("users", users, 1)
}
