package syncer_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sort"
	"strconv"
	"sync"

	"feyre/store"
)

// memory is a small store with a clock that a test sets. It keeps the contract of store.Mirrored.
type memory struct {
	mu      sync.Mutex
	clock   int64
	records map[store.Slot]store.Record
	dirty   map[store.Slot]int64
	marks   map[string]bool
	state   store.State
	runs    []string
	fail    error // every call returns it
}

func newMemory() *memory {
	m := &memory{clock: 1_700_000_000_000_000, runs: []string{"run-1"}}
	m.flush()
	return m
}

// flush empties the store, as a server does that comes back without its data.
func (m *memory) flush() {
	m.records, m.dirty, m.marks, m.state = map[store.Slot]store.Record{}, map[store.Slot]int64{}, map[string]bool{}, store.State{}
}

// put writes as an application does: stamped and noted.
func (m *memory) put(slot store.Slot, value string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.write(store.Record{Slot: slot, Value: json.RawMessage(value)})
}

func (m *memory) remove(slot store.Slot, erased bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.write(store.Record{Slot: slot, Deleted: true, Erased: erased})
}

// lose takes a value away without a trace.
func (m *memory) lose(slot store.Slot) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.records, slot)
}

func (m *memory) write(r store.Record) {
	m.clock++
	r.Time = max(m.clock, m.records[r.Slot].Time+1)
	m.records[r.Slot], m.dirty[r.Slot] = r, r.Time
}

// values is everything that lives in the store.
func (m *memory) values() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := map[string]string{}
	for slot, r := range m.records {
		if !r.Deleted {
			all[slot.String()] = string(r.Value)
		}
	}
	return all
}

func (m *memory) do(f func()) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail != nil {
		return m.fail
	}
	f()
	return nil
}

func (m *memory) Now(context.Context) (now int64, err error) {
	err = m.do(func() { now = m.clock })
	return now, err
}

func (m *memory) Dirty(_ context.Context, after store.Change, limit int) (page []store.Change, err error) {
	err = m.do(func() {
		for slot, at := range m.dirty {
			if at > after.Time || at == after.Time && slot.String() > after.Slot.String() {
				page = append(page, store.Change{Slot: slot, Time: at})
			}
		}
	})
	sort.Slice(page, func(i, j int) bool {
		a, b := page[i], page[j]
		return a.Time < b.Time || a.Time == b.Time && a.Slot.String() < b.Slot.String()
	})
	return page[:min(len(page), limit)], err
}

func (m *memory) DirtyCount(context.Context) (n int64, err error) {
	err = m.do(func() { n = int64(len(m.dirty)) })
	return n, err
}

func (m *memory) Read(_ context.Context, slots []store.Slot) (found []store.Record, err error) {
	err = m.do(func() {
		for _, slot := range slots {
			if r, ok := m.records[slot]; ok {
				found = append(found, r)
			}
		}
	})
	return found, err
}

func (m *memory) Clean(_ context.Context, changes []store.Change) error {
	return m.do(func() {
		for _, c := range changes {
			if m.dirty[c.Slot] == c.Time {
				delete(m.dirty, c.Slot)
			}
		}
	})
}

func (m *memory) Bury(_ context.Context, tombstones []store.Record) error {
	return m.do(func() {
		for _, t := range tombstones {
			if r := m.records[t.Slot]; r.Deleted && r.Time == t.Time {
				delete(m.records, t.Slot)
			}
		}
	})
}

func (m *memory) Scan(_ context.Context, each func([]store.Record) error) error {
	var all []store.Record
	if err := m.do(func() { all = slices.Collect(maps.Values(m.records)) }); err != nil {
		return err
	}
	for page := range slices.Chunk(all, 100) {
		if err := each(page); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) Apply(_ context.Context, records []store.Record) (written int, err error) {
	err = m.do(func() {
		for _, r := range records {
			own, ok := m.records[r.Slot]
			counter := r.Key.Kind() == store.Counter
			if ok && (counter && number(own) >= number(r) || !counter && own.Time > r.Time) {
				continue
			}
			m.records[r.Slot] = r
			delete(m.dirty, r.Slot)
			written++
		}
	})
	return written, err
}

func (m *memory) AddOnce(_ context.Context, counter store.Record, marker string) error {
	return m.do(func() {
		mark := string(counter.Key) + " " + marker
		if m.marks[mark] {
			return
		}
		m.marks[mark] = true
		sum := number(counter) + number(m.records[counter.Slot])
		m.write(store.Record{Slot: counter.Slot, Value: json.RawMessage(strconv.FormatInt(sum, 10))})
	})
}

func (m *memory) Amend(_ context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error {
	var failed error
	err := m.do(func() {
		old := m.records[slot]
		old.Slot = slot
		next, err := change(old)
		if failed = err; err != nil || next.Time == old.Time && next.Deleted == old.Deleted && string(next.Value) == string(old.Value) {
			return
		}
		m.write(next)
	})
	if err != nil {
		return err
	}
	return failed
}

func (m *memory) State(context.Context) (state store.State, err error) {
	err = m.do(func() { state = m.state })
	return state, err
}

func (m *memory) SetState(_ context.Context, state store.State) error {
	return m.do(func() { m.state = state })
}

func (m *memory) Runs(context.Context) (runs []string, err error) {
	err = m.do(func() { runs = slices.Clone(m.runs) })
	return runs, err
}

func number(r store.Record) int64 {
	n, _ := strconv.ParseInt(string(r.Value), 10, 64)
	return n
}
