package store

import "encoding/json"

// Slot names what one Record is of: a key, or one member of the set at that key.
type Slot struct {
	Key    Key    `json:"key"`
	Member string `json:"member,omitempty"`
}

// Record is one slot's content as the archive holds it.
type Record struct {
	Slot
	// Time is the slot's updated_time: microseconds since the Unix epoch by the store's clock.
	Time int64 `json:"updated_time"`
	// Value is a document's JSON or a counter's number; none for members and tombstones.
	Value json.RawMessage `json:"value,omitempty"`
	// Deleted marks a tombstone, Erased one that a person asked for.
	Deleted bool `json:"deleted,omitempty"`
	Erased  bool `json:"erased,omitempty"`
}

// Change is an entry of the index of changes: a slot and when it was last noted as changed.
type Change struct {
	Slot
	Time int64
}
