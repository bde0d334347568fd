package embedded

import (
	"bytes"
	"slices"
	"sync"
)

// memory is an engine without a file, for one sitting.
type memory struct {
	mu     sync.RWMutex
	tables map[table]*sorted
}

// sorted is a map that also knows its keys in order.
type sorted struct {
	values map[string][]byte
	keys   []string
}

func newMemory() *memory {
	m := &memory{tables: map[table]*sorted{}}
	for _, t := range tables() {
		m.tables[t] = &sorted{values: map[string][]byte{}}
	}
	return m
}

func (m *memory) view(do func(tx) error) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return do(m.begin())
}

func (m *memory) update(do func(tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.begin()
	err := do(t)
	if err != nil {
		t.undo()
	}
	return err
}

func (m *memory) begin() *memoryTx { return &memoryTx{memory: m} }

// memoryTx writes at once and keeps what it takes to go back.
type memoryTx struct {
	*memory
	before []entry
}

type entry struct {
	table table
	key   string
	value []byte // nil: there was none
}

func (t *memoryTx) get(name table, key string) []byte { return t.tables[name].values[key] }

func (t *memoryTx) put(name table, key string, value []byte) {
	t.before = append(t.before, entry{name, key, t.get(name, key)})
	t.tables[name].put(key, bytes.Clone(value))
}

func (t *memoryTx) remove(name table, key string) {
	t.before = append(t.before, entry{name, key, t.get(name, key)})
	t.tables[name].remove(key)
}

func (t *memoryTx) undo() {
	for _, was := range slices.Backward(t.before) {
		if was.value == nil {
			t.tables[was.table].remove(was.key)
		} else {
			t.tables[was.table].put(was.key, was.value)
		}
	}
}

func (t *memoryTx) each(name table, from string, f func(key string, value []byte) bool) {
	s := t.tables[name]
	start, _ := slices.BinarySearch(s.keys, from)
	for _, key := range s.keys[start:] {
		if !f(key, s.values[key]) {
			return
		}
	}
}

func (s *sorted) put(key string, value []byte) {
	if value == nil {
		value = []byte{}
	}
	if _, known := s.values[key]; !known {
		at, _ := slices.BinarySearch(s.keys, key)
		s.keys = slices.Insert(s.keys, at, key)
	}
	s.values[key] = value
}

func (s *sorted) remove(key string) {
	if _, known := s.values[key]; !known {
		return
	}
	at, _ := slices.BinarySearch(s.keys, key)
	s.keys = slices.Delete(s.keys, at, at+1)
	delete(s.values, key)
}

func (*memoryTx) broken() bool { return false }
