package syncer

import (
	"bytes"
	"strconv"

	"feyre/store"
)

// Action is what becomes of one slot.
type Action uint8

// The actions.
const (
	Nothing   Action = iota // both sides agree, or the archive's tombstone is all there is
	ToArchive               // the store's copy goes to the archive
	ToStore                 // the archive's copy goes to the store
	Unite                   // both copies become one document in the store, which goes to the archive
	AddUp                   // the archive's count is added to the store's once, and the sum goes to the archive
)

// Plan decides what becomes of a slot, given what either side holds; nil is nothing at all. At least one side holds something. fresh
// means that the store does not descend from the archive: what it holds was written without knowledge of it. Absence never means deletion; only
// tombstones delete.
func Plan(archived, stored *store.Record, fresh bool) Action {
	switch {
	case stored == nil:
		return restore(archived, fresh)
	case archived == nil:
		return ToArchive
	case archived.Deleted && stored.Deleted:
		return bothDeleted(archived, stored)
	case archived.Deleted || stored.Deleted:
		return newer(archived, stored)
	}
	switch kind := stored.Key.Kind(); {
	case kind == store.Users:
		return Nothing
	case kind == store.Counter && addsUp(stored, fresh):
		return AddUp
	case kind == store.Counter:
		return larger(archived, stored)
	case bytes.Equal(archived.Value, stored.Value):
		return restamp(archived, stored)
	case fresh:
		return Unite
	default:
		return newer(archived, stored)
	}
}

func restore(archived *store.Record, fresh bool) Action {
	switch {
	case archived.Deleted, !archived.Valid():
		return Nothing
	case archived.Key.Kind() == store.Counter && addsUp(archived, fresh):
		return AddUp
	default:
		return ToStore
	}
}

// bothDeleted keeps the newer tombstone, and that a person asked for it.
func bothDeleted(archived, stored *store.Record) Action {
	if stored.Erased && !archived.Erased || stored.Erased == archived.Erased && stored.Time > archived.Time {
		return ToArchive
	}
	return Nothing
}

// newer goes by updated_time. At the same time an erasure wins, then what the store serves.
func newer(archived, stored *store.Record) Action {
	switch {
	case archived.Time > stored.Time:
		return ToStore
	case archived.Time == stored.Time && archived.Erased:
		return ToStore
	default:
		return ToArchive
	}
}

// restamp settles equal values: the newer updated_time is kept, so that a later comparison is right.
func restamp(archived, stored *store.Record) Action {
	switch {
	case archived.Time > stored.Time:
		return ToStore
	case archived.Time < stored.Time:
		return ToArchive
	default:
		return Nothing
	}
}

// addsUp tells counts that were made without knowledge of each other. What came from elsewhere is the same count on both sides.
func addsUp(counter *store.Record, fresh bool) bool { return fresh && counter.Key.Origin() == "" }

func larger(archived, stored *store.Record) Action {
	switch a, s := count(archived), count(stored); {
	case a > s:
		return ToStore
	case a < s:
		return ToArchive
	default:
		return Nothing
	}
}

// count reads a counter; what is no number counts nothing.
func count(r *store.Record) int64 {
	n, _ := strconv.ParseInt(string(r.Value), 10, 64)
	return n
}
