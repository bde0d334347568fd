package embedded

import (
	"encoding/binary"

	"feyre/store"
)

// What the store knows of itself, by key in the table of notes.
const (
	noteState    = "state"
	noteRun      = "run"      // identity of this store, made with it
	noteUsers    = "users"    // how many users there are
	noteCounters = "counters" // the one updated_time of all counters
	noteChanges  = "changes"  // how many entries the index has
	noteFloor    = "floor"    // every new updated_time exceeds it
)

func number(t tx, note string) int64 {
	raw := t.get(notes, note)
	if len(raw) != 8 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(raw))
}

func setNumber(t tx, note string, n int64) {
	t.put(notes, note, binary.BigEndian.AppendUint64(nil, uint64(n)))
}

// stamp is a new updated_time for what was last changed at last.
func (s *Store) stamp(t tx, last int64) int64 {
	return max(s.now(), last+1, number(t, noteFloor)+1)
}

// mark notes in the index that a slot changed at the given time.
func mark(t tx, slot store.Slot, at int64) {
	name := slot.String()
	if !unmark(t, name) {
		setNumber(t, noteChanges, number(t, noteChanges)+1)
	}
	when := binary.BigEndian.AppendUint64(nil, uint64(at))
	t.put(marks, name, when)
	t.put(changes, string(when)+name, nil)
}

// unmark removes both sides of an entry but leaves the count of entries to its caller.
func unmark(t tx, name string) bool {
	when := t.get(marks, name)
	if when == nil {
		return false
	}
	t.remove(changes, string(when)+name)
	t.remove(marks, name)
	return true
}

// clean takes a slot out of the index.
func clean(t tx, slot store.Slot) {
	if unmark(t, slot.String()) {
		setNumber(t, noteChanges, number(t, noteChanges)-1)
	}
}

// marked is when a slot was last noted as changed, 0 for not in the index.
func marked(t tx, slot store.Slot) int64 {
	when := t.get(marks, slot.String())
	if when == nil {
		return 0
	}
	return int64(binary.BigEndian.Uint64(when))
}
