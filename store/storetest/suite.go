// Package storetest holds the contract of package store as tests that run over every implementation.
package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"feyre/store"
)

// Store is what every implementation is.
type Store interface {
	store.Live
	store.Mirrored
	Identify(ctx context.Context, bucket string, every time.Duration) error
	Seen(ctx context.Context, id string, ttl time.Duration) (bool, error)
	Remember(ctx context.Context, channel uint64, kind string, message uint64) (uint64, error)
}

// Suite says how to test an implementation.
type Suite struct {
	// Open returns an empty store; it is closed at the end of the test.
	Open func(t *testing.T) Store
	// Ripen makes the entries of the index old enough to be cleaned. Nil where they always are.
	Ripen func(t *testing.T)
}

// deadline bounds every test, so that a store that hangs fails.
const deadline = 30 * time.Second

// Run runs the whole contract.
func (s Suite) Run(t *testing.T) {
	s.each(t, documentTests())
	s.each(t, ledgerTests())
	s.each(t, indexTests())
	s.each(t, applyTests())
	s.each(t, amendTests())
	s.each(t, scanTests())
	s.each(t, faceTests())
}

// check is one promise: it gets a store of its own.
type check struct {
	name string
	run  func(t *testing.T, h handle)
}

func (s Suite) each(t *testing.T, checks []check) {
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			c.run(t, handle{Store: s.Open(t), suite: s, ctx: ctx, t: t})
		})
	}
}

// handle is a store whose calls may not fail.
type handle struct {
	Store
	suite Suite
	ctx   context.Context // lives as long as one test
	t     *testing.T
}

func (h handle) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// put writes a document whatever is there.
func (h handle) put(key store.Key, document string) {
	h.t.Helper()
	h.ok(h.Update(h.ctx, key, func([]byte) ([]byte, error) { return []byte(document), nil }))
}

func (h handle) drop(key store.Key) {
	h.t.Helper()
	h.ok(h.Update(h.ctx, key, func([]byte) ([]byte, error) { return nil, nil }))
}

func (h handle) load(key store.Key) string {
	h.t.Helper()
	document, err := h.Load(h.ctx, key)
	h.ok(err)
	return string(document)
}

// read is one slot's record, zero for none.
func (h handle) read(slot store.Slot) store.Record {
	h.t.Helper()
	records, err := h.Read(h.ctx, []store.Slot{slot})
	h.ok(err)
	if len(records) == 0 {
		return store.Record{}
	}
	if len(records) > 1 || records[0].Slot != slot {
		h.t.Fatalf("read %v: %v", slot, records)
	}
	return records[0]
}

func (h handle) apply(records ...store.Record) int {
	h.t.Helper()
	written, err := h.Apply(h.ctx, records)
	h.ok(err)
	return written
}

// index is the whole index of changes by slot.
func (h handle) index() map[store.Slot]int64 {
	h.t.Helper()
	entries, err := h.Dirty(h.ctx, store.Change{}, 1000)
	h.ok(err)
	index := map[store.Slot]int64{}
	for _, entry := range entries {
		index[entry.Slot] = entry.Time
	}
	if n, err := h.DirtyCount(h.ctx); err != nil || n != int64(len(index)) {
		h.t.Fatalf("%d entries, counted as %d, %v", len(index), n, err)
	}
	return index
}

// settle empties the index.
func (h handle) settle() {
	h.t.Helper()
	if h.suite.Ripen != nil {
		h.suite.Ripen(h.t)
	}
	entries, err := h.Dirty(h.ctx, store.Change{}, 1000)
	h.ok(err)
	h.ok(h.Clean(h.ctx, entries))
	h.equal("index", len(h.index()), 0)
}

// all is what Scan finds, each slot once, sorted.
func (h handle) all() []store.Record {
	h.t.Helper()
	found := map[store.Slot]store.Record{}
	h.ok(h.Scan(h.ctx, func(batch []store.Record) error {
		for _, r := range batch {
			found[r.Slot] = r
		}
		return nil
	}))
	records := make([]store.Record, 0, len(found))
	for _, r := range found {
		records = append(records, r)
	}
	slices.SortFunc(records, func(a, b store.Record) int { return strings.Compare(a.Slot.String(), b.Slot.String()) })
	return records
}

func (h handle) equal(what string, got, want any) {
	h.t.Helper()
	g, _ := json.Marshal(got)
	w, _ := json.Marshal(want)
	if !bytes.Equal(g, w) {
		h.t.Fatalf("%s: got %s, want %s", what, g, w)
	}
}

// Slots and records of the tests.
var (
	ann     = store.UserKey(11)
	bob     = store.UserKey(22)
	channel = store.TrackerKey(33)
)

func slot(key store.Key) store.Slot { return store.Slot{Key: key} }

func document(key store.Key, at int64, value string) store.Record {
	return store.Record{Slot: slot(key), Time: at, Value: json.RawMessage(value)}
}

func tombstone(s store.Slot, at int64, erased bool) store.Record {
	return store.Record{Slot: s, Time: at, Deleted: true, Erased: erased}
}

// future is a time that no clock shows for long.
const future = int64(4e15)
