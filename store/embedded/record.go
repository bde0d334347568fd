package embedded

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strconv"

	"feyre/store"
)

// What a record is, in its ninth byte.
const (
	alive byte = iota
	deleted
	erased
)

const headerSize = 9 // updated_time, big endian, and what it is

// encode writes a record as the table keeps it.
func encode(r store.Record) []byte {
	out := make([]byte, headerSize, headerSize+len(r.Value))
	binary.BigEndian.PutUint64(out, uint64(r.Time))
	switch {
	case r.Erased:
		out[8] = erased
	case r.Deleted:
		out[8] = deleted
	default:
		out = append(out, r.Value...)
	}
	return out
}

// decode reads what encode wrote; the record is a copy.
func decode(slot store.Slot, raw []byte) store.Record {
	r := store.Record{Slot: slot}
	if len(raw) < headerSize {
		return r
	}
	r.Time = int64(binary.BigEndian.Uint64(raw))
	r.Deleted = raw[8] != alive
	r.Erased = raw[8] == erased
	if len(raw) > headerSize {
		r.Value = json.RawMessage(bytes.Clone(raw[headerSize:]))
	}
	return r
}

// read is a slot's record, zero but for the slot where there is none.
func read(t tx, slot store.Slot) store.Record {
	r := decode(slot, t.get(records, slot.String()))
	if slot.Key.Kind() == store.Counter && r.Time != 0 {
		r.Time = number(t, noteCounters)
	}
	return r
}

// write puts a record and keeps the number of users.
func write(t tx, r store.Record) {
	if r.Key.Kind() == store.Users {
		before := read(t, r.Slot)
		users := number(t, noteUsers)
		switch was, is := before.Time != 0 && !before.Deleted, !r.Deleted; {
		case is && !was:
			setNumber(t, noteUsers, users+1)
		case was && !is:
			setNumber(t, noteUsers, users-1)
		}
	}
	if r.Key.Kind() == store.Counter {
		setNumber(t, noteCounters, max(number(t, noteCounters), r.Time))
	}
	t.put(records, r.Slot.String(), encode(r))
}

// exists tells a slot that holds something, be it a tombstone.
func exists(r store.Record) bool { return r.Time != 0 }

func count(r store.Record) int64 {
	n, _ := strconv.ParseInt(string(r.Value), 10, 64)
	return n
}

func counted(slot store.Slot, n, at int64) store.Record {
	return store.Record{Slot: slot, Time: at, Value: json.RawMessage(strconv.FormatInt(n, 10))}
}
