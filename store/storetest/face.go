package storetest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func faceTests() []check {
	return []check{
		{"one may identify at a time", testIdentify},
		{"a replay is noticed", testSeen},
		{"one of many at once is the first", testSeenAtOnce},
		{"the newest message is remembered", testRemember},
	}
}

func testIdentify(_ *testing.T, h handle) {
	const every = 20 * time.Millisecond
	for range 3 {
		h.ok(h.Identify(h.ctx, "0", every))
	}
	h.ok(h.Identify(h.ctx, "long", time.Hour))
	h.ok(h.Identify(h.ctx, "other", time.Hour))
	ctx, cancel := context.WithTimeout(h.ctx, every)
	defer cancel()
	if err := h.Identify(ctx, "long", time.Hour); err == nil {
		h.t.Error("two identified within an hour")
	}
}

func testSeen(_ *testing.T, h handle) {
	for _, c := range []struct {
		id   string
		seen bool
	}{{"a", false}, {"a", true}, {"b", false}, {"a", true}} {
		seen, err := h.Seen(h.ctx, c.id, time.Hour)
		h.ok(err)
		h.equal(c.id, seen, c.seen)
	}
	const ttl = 20 * time.Millisecond
	_, err := h.Seen(h.ctx, "short", ttl)
	h.ok(err)
	for seen := true; seen; {
		seen, err = h.Seen(h.ctx, "short", ttl) // doesn't prolong it
		h.ok(err)
	}
}

func testSeenAtOnce(_ *testing.T, h handle) {
	const ids, times = 20, 10
	var first [ids]atomic.Int32
	var group sync.WaitGroup
	for n := range ids * times {
		group.Go(func() {
			seen, err := h.Seen(h.ctx, fmt.Sprint("crowd ", n%ids), time.Hour)
			if err != nil {
				h.t.Error(err)
			} else if !seen {
				first[n%ids].Add(1)
			}
		})
	}
	group.Wait()
	for n := range first {
		h.equal(fmt.Sprint("first with id ", n), first[n].Load(), int32(1))
	}
}

func testRemember(_ *testing.T, h handle) {
	for _, c := range []struct {
		channel           uint64
		kind              string
		message, previous uint64
	}{{1, "init", 5, 0}, {1, "init", 6, 5}, {2, "init", 7, 0}, {1, "odds", 8, 0}, {1, "init", 1 << 63, 6}, {1, "init", 9, 1 << 63}} {
		previous, err := h.Remember(h.ctx, c.channel, c.kind, c.message)
		h.ok(err)
		h.equal(c.kind, previous, c.previous)
	}
}
