package store_test

import (
	"math"
	"testing"

	"feyre/store"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key     store.Key
		want    string
		kind    store.Kind
		stamp   store.Key
		id      uint64
		command string
		origin  string
	}{
		{store.UserKey(5), "user_5", store.User, "user_5:updated_time", 5, "", ""},
		{store.UserKey(math.MaxUint64), "user_18446744073709551615", store.User, "user_18446744073709551615:updated_time", math.MaxUint64, "", ""},
		{store.TrackerKey(7), "init_7", store.Tracker, "init_7:updated_time", 7, "", ""},
		{store.CounterKey("roll"), "c_roll", store.Counter, "c_:updated_time", 0, "roll", ""},
		{store.CounterFrom("roll", "old"), "c_roll@old", store.Counter, "c_:updated_time", 0, "roll", "old"},
		{store.CounterFrom("", "old"), "c_@old", store.Counter, "c_:updated_time", 0, "", "old"},
		{store.UserSet, "user_set", store.Users, "user_set:updated_time", 0, "", ""},
		{store.Index, "dirty", store.Unknown, "dirty:updated_time", 0, "", ""},
	} {
		if string(c.key) != c.want || c.key.Kind() != c.kind || c.key.Stamp() != c.stamp || c.key.ID() != c.id ||
			c.key.Command() != c.command || c.key.Origin() != c.origin {
			t.Errorf("%q: kind %d, stamp %q, id %d, command %q of %q", c.key, c.key.Kind(), c.key.Stamp(), c.key.ID(), c.key.Command(), c.key.Origin())
		}
	}
	for _, key := range []store.Key{
		"", "user_", "user_x", "user_05", "user_-5", "user_18446744073709551616", "init_", "c_", "user_5:updated_time",
		store.CounterStamp, store.StateKey, store.FloorKey, store.CountersKey, store.GoneKey, store.MarkerKey("c_roll"),
		store.LeaseKey("sync"), store.IdentifyKey("0"), store.SeenKey("1"), store.StickyKey(1, "init"),
	} {
		if kind := key.Kind(); kind != store.Unknown {
			t.Errorf("%q: kind %d", key, kind)
		}
	}
}

func TestSlots(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		slot  store.Slot
		text  string
		valid bool
	}{
		{store.Slot{Key: "user_5"}, "user_5", true},
		{store.Slot{Key: "init_5"}, "init_5", true},
		{store.Slot{Key: "c_roll"}, "c_roll", true},
		{store.Member(5), "user_set 5", true},
		{store.Slot{Key: store.UserSet}, "user_set", false},
		{store.Slot{Key: store.UserSet, Member: "x"}, "user_set x", false},
		{store.Slot{Key: "user_5", Member: "5"}, "user_5 5", false},
		{store.Slot{Key: store.Index}, "dirty", false},
		{store.Slot{}, "", false},
	} {
		if c.slot.String() != c.text || store.ParseSlot(c.text) != c.slot || c.slot.Valid() != c.valid {
			t.Errorf("%+v: %q, read back %+v, valid %v", c.slot, c.slot, store.ParseSlot(c.text), c.slot.Valid())
		}
	}
}

func TestTombstones(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		document        string
		deleted, erased bool
		living          string
	}{
		{"", false, false, ""},
		{`{"version":1}`, false, false, `{"version":1}`},
		{`{"deleted":true,"version":1}`, false, false, `{"deleted":true,"version":1}`},
		{string(store.Tombstone(false)), true, false, ""},
		{string(store.Tombstone(true)), true, true, ""},
	} {
		deleted, erased := store.Buried([]byte(c.document))
		living := store.Living([]byte(c.document))
		if deleted != c.deleted || erased != c.erased || string(living) != c.living || (living == nil) != (c.living == "") {
			t.Errorf("%q: deleted %v, erased %v, living %q", c.document, deleted, erased, living)
		}
	}
}
