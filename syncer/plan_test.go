package syncer_test

import (
	"encoding/json"
	"testing"

	"feyre/store"
	"feyre/syncer"
)

// rec makes a record of a short form: nil for nothing.
type rec struct {
	at      int64
	value   string
	deleted bool
	erased  bool
}

func (r *rec) of(slot store.Slot) *store.Record {
	if r == nil {
		return nil
	}
	return &store.Record{Slot: slot, Time: r.at, Value: json.RawMessage(r.value), Deleted: r.deleted || r.erased, Erased: r.erased}
}

func TestPlan(t *testing.T) {
	user := store.Slot{Key: store.UserKey(1)}
	tracker := store.Slot{Key: store.TrackerKey(2)}
	counter := store.Slot{Key: store.CounterKey("roll")}
	imported := store.Slot{Key: store.CounterFrom("roll", "old")}
	member := store.Member(1)
	foreign := store.Slot{Key: "campaign_1"}
	cases := []struct {
		name             string
		slot             store.Slot
		archived, stored *rec
		same, fresh      syncer.Action
	}{
		{"only the store has it", user, nil, &rec{at: 5, value: `{}`}, syncer.ToArchive, syncer.ToArchive},
		{"only the archive has it: a loss", user, &rec{at: 5, value: `{}`}, nil, syncer.ToStore, syncer.ToStore},
		{"only the archive's tombstone", user, &rec{at: 5, deleted: true}, nil, syncer.Nothing, syncer.Nothing},
		{"only the store's tombstone", user, nil, &rec{at: 5, deleted: true}, syncer.ToArchive, syncer.ToArchive},
		{"the store's is newer", user, &rec{at: 5, value: `1`}, &rec{at: 6, value: `2`}, syncer.ToArchive, syncer.Unite},
		{"the archive's is newer", user, &rec{at: 6, value: `1`}, &rec{at: 5, value: `2`}, syncer.ToStore, syncer.Unite},
		{"equal times, equal values", user, &rec{at: 5, value: `1`}, &rec{at: 5, value: `1`}, syncer.Nothing, syncer.Nothing},
		{"equal times, other values", user, &rec{at: 5, value: `1`}, &rec{at: 5, value: `2`}, syncer.ToArchive, syncer.Unite},
		{"equal values, the store's stamp is newer", user, &rec{at: 5, value: `1`}, &rec{at: 6, value: `1`}, syncer.ToArchive, syncer.ToArchive},
		{"equal values, the archive's stamp is newer", user, &rec{at: 6, value: `1`}, &rec{at: 5, value: `1`}, syncer.ToStore, syncer.ToStore},
		{"clock went back over a lost stamp: the stamp decides", user, &rec{at: 9, value: `1`}, &rec{at: 2, value: `2`}, syncer.ToStore, syncer.Unite},

		{"deleted here, changed there before", user, &rec{at: 5, value: `1`}, &rec{at: 6, deleted: true}, syncer.ToArchive, syncer.ToArchive},
		{"deleted here, changed there later", user, &rec{at: 7, value: `1`}, &rec{at: 6, deleted: true}, syncer.ToStore, syncer.ToStore},
		{"deleted there, changed here before", user, &rec{at: 6, deleted: true}, &rec{at: 5, value: `1`}, syncer.ToStore, syncer.ToStore},
		{"deleted there, changed here later", user, &rec{at: 6, deleted: true}, &rec{at: 7, value: `1`}, syncer.ToArchive, syncer.ToArchive},
		{"deleted there at the time of the change here", user, &rec{at: 6, deleted: true}, &rec{at: 6, value: `1`}, syncer.ToArchive, syncer.ToArchive},
		{"erased there at the time of the change here", user, &rec{at: 6, erased: true}, &rec{at: 6, value: `1`}, syncer.ToStore, syncer.ToStore},
		{"erased here at the time of the change there", user, &rec{at: 6, value: `1`}, &rec{at: 6, erased: true}, syncer.ToArchive, syncer.ToArchive},
		{"deleted on both sides", user, &rec{at: 6, deleted: true}, &rec{at: 6, deleted: true}, syncer.Nothing, syncer.Nothing},
		{"deleted on both sides, here later", user, &rec{at: 6, deleted: true}, &rec{at: 7, deleted: true}, syncer.ToArchive, syncer.ToArchive},
		{"deleted there, erased here before", user, &rec{at: 6, deleted: true}, &rec{at: 5, erased: true}, syncer.ToArchive, syncer.ToArchive},
		{"erased there, deleted here later", user, &rec{at: 6, erased: true}, &rec{at: 7, deleted: true}, syncer.Nothing, syncer.Nothing},

		{"two trackers", tracker, &rec{at: 6, value: `1`}, &rec{at: 5, value: `2`}, syncer.ToStore, syncer.Unite},
		{"a tracker that was deleted here", tracker, &rec{at: 6, value: `1`}, &rec{at: 8, deleted: true}, syncer.ToArchive, syncer.ToArchive},

		{"counter, larger here", counter, &rec{at: 9, value: `5`}, &rec{at: 1, value: `7`}, syncer.ToArchive, syncer.AddUp},
		{"counter, larger there", counter, &rec{at: 1, value: `7`}, &rec{at: 9, value: `5`}, syncer.ToStore, syncer.AddUp},
		{"counter, equal", counter, &rec{at: 1, value: `7`}, &rec{at: 9, value: `7`}, syncer.Nothing, syncer.AddUp},
		{"counter, only there", counter, &rec{at: 1, value: `7`}, nil, syncer.ToStore, syncer.AddUp},
		{"counter, only here", counter, nil, &rec{at: 1, value: `7`}, syncer.ToArchive, syncer.ToArchive},

		{"count from elsewhere, larger here", imported, &rec{at: 9, value: `5`}, &rec{at: 1, value: `7`}, syncer.ToArchive, syncer.ToArchive},
		{"count from elsewhere, larger there", imported, &rec{at: 1, value: `7`}, &rec{at: 9, value: `5`}, syncer.ToStore, syncer.ToStore},
		{"count from elsewhere, equal", imported, &rec{at: 1, value: `7`}, &rec{at: 9, value: `7`}, syncer.Nothing, syncer.Nothing},
		{"count from elsewhere, only there", imported, &rec{at: 1, value: `7`}, nil, syncer.ToStore, syncer.ToStore},
		{"count from elsewhere, only here", imported, nil, &rec{at: 1, value: `7`}, syncer.ToArchive, syncer.ToArchive},

		{"member on both sides", member, &rec{at: 1}, &rec{at: 9}, syncer.Nothing, syncer.Nothing},
		{"member only there", member, &rec{at: 1}, nil, syncer.ToStore, syncer.ToStore},
		{"member erased here", member, &rec{at: 1}, &rec{at: 2, erased: true}, syncer.ToArchive, syncer.ToArchive},
		{"member erased there, back here", member, &rec{at: 2, erased: true}, &rec{at: 3}, syncer.ToArchive, syncer.ToArchive},

		{"a newer program's record stays in the archive", foreign, &rec{at: 1, value: `{}`}, nil, syncer.Nothing, syncer.Nothing},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			archived, stored := c.archived.of(c.slot), c.stored.of(c.slot)
			if got := syncer.Plan(archived, stored, false); got != c.same {
				t.Errorf("same lineage: action %d, want %d", got, c.same)
			}
			if got := syncer.Plan(archived, stored, true); got != c.fresh {
				t.Errorf("fresh store: action %d, want %d", got, c.fresh)
			}
		})
	}
}
