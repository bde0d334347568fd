package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"feyre/store"
)

func amendTests() []check {
	return []check{
		{"amend replaces any record", testAmend},
		{"amend with nothing new writes nothing", testAmendSame},
		{"amend restamps an equal value", testAmendRestamp},
		{"amend is atomic", testAmendAtomic},
		{"an error ends an amendment", testAmendError},
		{"a deleted counter is zero", testAmendCounter},
	}
}

func (h handle) amend(s store.Slot, next store.Record) {
	h.t.Helper()
	h.ok(h.Amend(h.ctx, s, func(store.Record) (store.Record, error) { return next, nil }))
}

func testAmend(_ *testing.T, h handle) {
	now, err := h.Now(h.ctx)
	h.ok(err)
	for _, next := range []store.Record{
		document(ann, 1, `{"a":1}`), document(ann, 1, `{"a":2}`), tombstone(slot(ann), 1, false),
		tombstone(slot(ann), 1, true), document(ann, 1, `{"a":3}`),
		{Slot: store.Member(11), Time: 1},
		tombstone(store.Member(11), 1, false), tombstone(store.Member(11), 1, true),
		{Slot: store.Member(11), Time: 1},
		counter("roll", 1, 7), counter("roll", 1, 3),
	} {
		was, noted := h.read(next.Slot), h.index()[next.Slot]
		h.amend(next.Slot, next)
		r := h.read(next.Slot)
		if r.Time < now || r.Time <= was.Time {
			h.t.Errorf("%v: stamped %d, now %d, before %d", next, r.Time, now, was.Time)
		}
		if h.index()[next.Slot] <= noted {
			h.t.Errorf("%v: not noted as changed", next)
		}
		next.Time = r.Time
		h.equal("record", r, next)
	}
}

func testAmendSame(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	h.record("roll", 11)
	h.settle()
	for _, s := range []store.Slot{slot(ann), slot(bob), store.Member(11), store.Member(22), slot(store.CounterKey("roll"))} {
		was := h.read(s)
		h.ok(h.Amend(h.ctx, s, func(r store.Record) (store.Record, error) {
			was.Slot = s
			h.equal("current", r, was)
			return r, nil
		}))
	}
	h.equal("index", len(h.index()), 0)
}

func testAmendRestamp(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	h.settle()
	was := h.read(slot(ann))
	h.ok(h.Amend(h.ctx, slot(ann), func(r store.Record) (store.Record, error) {
		r.Time++
		return r, nil
	}))
	now := h.read(slot(ann))
	h.equal("value", string(now.Value), `{"a":1}`)
	if now.Time <= was.Time || h.index()[slot(ann)] == 0 {
		h.t.Errorf("stamped %d, before %d, index %v", now.Time, was.Time, h.index())
	}
}

func testAmendAtomic(_ *testing.T, h handle) {
	const writers = 20
	key := store.CounterKey("roll")
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			err := store.ErrBusy
			for errors.Is(err, store.ErrBusy) {
				err = h.Amend(h.ctx, slot(key), func(r store.Record) (store.Record, error) {
					n, _ := strconv.Atoi(string(r.Value))
					return counter("roll", 1, int64(n+1)), nil
				})
			}
			if err != nil {
				h.t.Error(err)
			}
		})
	}
	group.Wait()
	h.equal("value", string(h.read(slot(key)).Value), fmt.Sprint(writers))
}

func testAmendError(_ *testing.T, h handle) {
	refused := errors.New("refused")
	err := h.Amend(h.ctx, slot(ann), func(r store.Record) (store.Record, error) { return document(ann, 1, `{}`), refused })
	if !errors.Is(err, refused) {
		h.t.Errorf("got %v", err)
	}
	if err := h.Amend(h.ctx, slot(store.UserSet), nil); !errors.Is(err, store.ErrKey) {
		h.t.Errorf("the whole set: %v", err)
	}
	h.equal("all", h.all(), []store.Record{})
}

func testAmendCounter(_ *testing.T, h handle) {
	s := slot(store.CounterKey("roll"))
	h.record("roll", 11)
	h.amend(s, tombstone(s, 1, false))
	h.equal("value", string(h.read(s).Value), "0")
	h.record("roll", 11)
	h.equal("value", string(h.read(s).Value), "1")
}
