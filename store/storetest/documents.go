package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"

	"feyre/store"
)

func documentTests() []check {
	return []check{
		{"a missing document is nil", testMissing},
		{"a document is what was written", testWritten},
		{"two writers of one key lose nothing", testNothingLost},
		{"an unchanged document is not written", testUnchanged},
		{"an error ends an update", testUpdateError},
		{"a panic is the caller's", testUpdatePanic},
		{"updated_time rises strictly", testTimeRises},
		{"updated_time rises from a clock that ran ahead", testTimeRisesAhead},
		{"a deleted document leaves a tombstone", testDelete},
		{"an erased document says so", testErase},
		{"what was erased may come back", testComeBack},
		{"only documents are documents", testWrongKey},
		{"a document is bounded", testTooLarge},
	}
}

func testMissing(_ *testing.T, h handle) {
	document, err := h.Load(h.ctx, ann)
	h.ok(err)
	if document != nil {
		h.t.Fatalf("got %q", document)
	}
	h.ok(h.Update(h.ctx, ann, func(old []byte) ([]byte, error) {
		if old != nil {
			h.t.Errorf("got %q", old)
		}
		return nil, nil
	}))
	h.equal("index", len(h.index()), 0)
	h.equal("record", h.read(slot(ann)), store.Record{})
}

func testWritten(_ *testing.T, h handle) {
	before, err := h.Now(h.ctx)
	h.ok(err)
	h.put(channel, `{"round":1}`)
	h.equal("document", h.load(channel), `{"round":1}`)
	r := h.read(slot(channel))
	after, err := h.Now(h.ctx)
	h.ok(err)
	if r.Time < before || r.Time > after {
		h.t.Errorf("written at %d, between %d and %d by the store's clock", r.Time, before, after)
	}
	h.equal("record", r, document(channel, r.Time, `{"round":1}`))
}

func testNothingLost(_ *testing.T, h handle) {
	const writers, writes = 50, 4
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for range writes {
				if err := h.increment(ann); err != nil {
					h.t.Error(err)
				}
			}
		})
	}
	group.Wait()
	h.equal("sum", h.load(ann), fmt.Sprintf(`{"n":%d}`, writers*writes))
}

// increment is a read-modify-write, repeated while others win.
func (h handle) increment(key store.Key) error {
	for {
		err := h.Update(h.ctx, key, func(old []byte) ([]byte, error) {
			var number struct {
				N int `json:"n"`
			}
			if old != nil {
				if err := json.Unmarshal(old, &number); err != nil {
					return nil, err
				}
			}
			number.N++
			return json.Marshal(number)
		})
		if !errors.Is(err, store.ErrBusy) {
			return err
		}
	}
}

func testUnchanged(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	was := h.read(slot(ann))
	h.settle()
	h.put(ann, `{"a":1}`)
	h.equal("record", h.read(slot(ann)), was)
	h.equal("index", len(h.index()), 0)
}

func testUpdateError(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	refused := errors.New("refused")
	err := h.Update(h.ctx, ann, func([]byte) ([]byte, error) { return []byte("{}"), refused })
	if err != refused {
		h.t.Fatalf("got %v", err)
	}
	h.equal("document", h.load(ann), `{"a":1}`)
}

func testUpdatePanic(_ *testing.T, h handle) {
	func() {
		defer func() { h.equal("panic", recover(), "broken") }()
		_ = h.Update(h.ctx, ann, func([]byte) ([]byte, error) { panic("broken") })
	}()
	h.put(ann, `{}`)
	h.equal("document", h.load(ann), `{}`)
}

func testTimeRises(_ *testing.T, h handle) {
	last := int64(0)
	for i := range 50 {
		h.put(ann, fmt.Sprintf(`{"i":%d}`, i))
		r := h.read(slot(ann))
		if r.Time <= last {
			h.t.Fatalf("write %d at %d, the one before at %d", i, r.Time, last)
		}
		last = r.Time
	}
}

func testTimeRisesAhead(_ *testing.T, h handle) {
	h.apply(document(ann, future, `{"a":1}`))
	h.put(ann, `{"a":2}`)
	h.equal("time", h.read(slot(ann)).Time, future+1)
	h.put(bob, `{"b":1}`)
	if r := h.read(slot(bob)); r.Time >= future {
		h.t.Errorf("another key went along: %d", r.Time)
	}
}

func testDelete(_ *testing.T, h handle) {
	h.put(channel, `{"round":1}`)
	was := h.read(slot(channel))
	h.settle()
	h.drop(channel)
	h.equal("document", h.load(channel), "")
	r := h.read(slot(channel))
	h.equal("record", r, tombstone(slot(channel), r.Time, false))
	if r.Time <= was.Time {
		h.t.Errorf("deleted at %d, written at %d", r.Time, was.Time)
	}
	if h.index()[slot(channel)] == 0 {
		h.t.Error("a deletion is no change")
	}

	h.settle()
	h.drop(channel)
	h.equal("deleted again", h.read(slot(channel)), r)
	h.equal("index", len(h.index()), 0)
}

func testErase(_ *testing.T, h handle) {
	h.ok(h.Record(h.ctx, "roll", ann.ID()))
	h.ok(h.Record(h.ctx, "roll", bob.ID()))
	h.put(ann, `{"a":1}`)
	h.settle()
	h.ok(h.Erase(h.ctx, ann))
	h.equal("document", h.load(ann), "")
	r, m := h.read(slot(ann)), h.read(store.Member(ann.ID()))
	h.equal("record", r, tombstone(slot(ann), r.Time, true))
	h.equal("member", m, tombstone(store.Member(ann.ID()), m.Time, true))
	users, err := h.Users(h.ctx)
	h.ok(err)
	h.equal("users", users, 1)
	h.equal("index", len(h.index()), 2)
	counts, err := h.Counts(h.ctx)
	h.ok(err)
	h.equal("counts", counts, map[string]int64{"roll": 2})
}

func testComeBack(_ *testing.T, h handle) {
	h.ok(h.Erase(h.ctx, ann))
	gone, out := h.read(slot(ann)), h.read(store.Member(ann.ID()))
	h.put(ann, `{"a":2}`)
	h.ok(h.Record(h.ctx, "roll", ann.ID()))
	r, m := h.read(slot(ann)), h.read(store.Member(ann.ID()))
	h.equal("record", r, document(ann, r.Time, `{"a":2}`))
	h.equal("member", m, store.Record{Slot: store.Member(ann.ID()), Time: m.Time})
	if r.Time <= gone.Time || m.Time <= out.Time {
		h.t.Errorf("back at %d and %d, erased at %d and %d", r.Time, m.Time, gone.Time, out.Time)
	}
}

func testWrongKey(_ *testing.T, h handle) {
	for _, key := range []store.Key{store.UserSet, store.CounterKey("roll"), ann.Stamp(), store.Index, "user_x", ""} {
		_, err := h.Load(h.ctx, key)
		for _, err := range []error{err, h.Update(h.ctx, key, nil), h.Erase(h.ctx, key)} {
			if !errors.Is(err, store.ErrKey) {
				h.t.Errorf("%q: %v", key, err)
			}
		}
	}
}

func testTooLarge(_ *testing.T, h handle) {
	err := h.Update(h.ctx, ann, func([]byte) ([]byte, error) { return make([]byte, store.MaxDocument+1), nil })
	if !errors.Is(err, store.ErrTooLarge) {
		h.t.Errorf("got %v", err)
	}
	h.equal("document", h.load(ann), "")
}
