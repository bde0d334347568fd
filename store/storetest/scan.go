package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"feyre/store"
)

func scanTests() []check {
	return []check{
		{"scan finds everything", testScan},
		{"scan hands out bounded batches", testScanBatches},
		{"an error ends a scan", testScanError},
		{"the syncer's notes are kept", testState},
		{"servers have an identity", testRuns},
		{"a closed store is unavailable", testClosed},
	}
}

func testScan(_ *testing.T, h handle) {
	h.equal("empty", h.all(), []store.Record{})
	h.record("roll", 11)
	h.put(ann, `{"a":1}`)
	h.put(channel, `{"c":1}`)
	h.drop(channel)
	h.ok(h.Erase(h.ctx, bob))
	h.ok(h.SetState(h.ctx, store.State{Lineage: "x"}))
	var names []string
	for _, r := range h.all() {
		names = append(names, r.Slot.String())
		if own := h.read(r.Slot); own.Slot.String() != r.Slot.String() {
			h.t.Errorf("%v is not to be read", r.Slot)
		} else {
			h.equal(r.Slot.String(), r, own)
		}
	}
	h.equal("slots", names, []string{"c_roll", "init_33", "user_11", "user_22", "user_set 11", "user_set 22"})
}

func testScanBatches(_ *testing.T, h handle) {
	const documents = 3000
	var records []store.Record
	for id := range uint64(documents) {
		records = append(records, document(store.UserKey(id+1), 100, fmt.Sprintf(`{"id":"%d"}`, id+1)))
	}
	h.apply(records...)
	found := map[store.Slot]bool{}
	h.ok(h.Scan(h.ctx, func(batch []store.Record) error {
		if len(batch) > 2048 {
			h.t.Errorf("a batch of %d", len(batch))
		}
		for _, r := range batch {
			found[r.Slot] = true
		}
		return nil
	}))
	h.equal("found", len(found), documents)
}

func testScanError(_ *testing.T, h handle) {
	h.put(ann, `{"a":1}`)
	enough := errors.New("enough")
	if err := h.Scan(h.ctx, func([]store.Record) error { return enough }); !errors.Is(err, enough) {
		h.t.Errorf("got %v", err)
	}
}

func testState(_ *testing.T, h handle) {
	state, err := h.State(h.ctx)
	h.ok(err)
	h.equal("fresh", state, store.State{})
	want := store.State{Lineage: "abc", Generation: 7, Runs: []string{"r"}, LastPass: 9, Rehearsal: json.RawMessage(`{"time":1}`)}
	h.ok(h.SetState(h.ctx, want))
	state, err = h.State(h.ctx)
	h.ok(err)
	h.equal("state", state, want)
}

func testRuns(_ *testing.T, h handle) {
	first, err := h.Runs(h.ctx)
	h.ok(err)
	again, err := h.Runs(h.ctx)
	h.ok(err)
	h.equal("runs", again, first)
	if len(first) == 0 || first[0] == "" {
		h.t.Errorf("got %q", first)
	}
}

func testClosed(_ *testing.T, h handle) {
	h.ok(h.Ping(h.ctx))
	h.ok(h.Close())
	h.ok(h.Close())
	_, err := h.Load(h.ctx, ann)
	for _, err := range []error{
		err, h.Ping(h.ctx), h.Record(h.ctx, "roll", 1),
		h.Update(h.ctx, ann, func([]byte) ([]byte, error) { return []byte(`{}`), nil }),
	} {
		if !errors.Is(err, store.ErrUnavailable) {
			h.t.Errorf("got %v", err)
		}
	}
}
