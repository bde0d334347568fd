package syncer_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feyre/store"
	"feyre/syncer"
)

// written makes blobs look as if they were written so long ago, by the archive's own clock.
func (b *bench) written(ago time.Duration, names ...string) {
	b.t.Helper()
	then := time.Now().Add(-ago)
	for _, name := range names {
		path := filepath.Join(strings.TrimPrefix(b.archive.String(), "dir "), name)
		if err := os.Chtimes(path, then, then); err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *bench) all() []string {
	return slices.Concat(b.names("base/"), b.names("delta/"), b.names("manifests/"))
}

func (b *bench) restorable(generation int64) error {
	_, err := b.syncer().Restore(b.t.Context(), generation)
	return err
}

// history makes generations 1 to n, each with a base of its own, and returns the names of what each pass wrote.
func (b *bench) history(n int) [][]string {
	b.t.Helper()
	var made [][]string
	for range n {
		before := b.all()
		b.store.clock += 1_000_000
		b.fill(20)
		b.once()
		made = append(made, slices.DeleteFunc(b.all(), func(name string) bool { return slices.Contains(before, name) }))
	}
	return made
}

func TestSweepKeepsTheRetentionTime(t *testing.T) {
	b := newBench(t)
	made := b.history(4)
	// Generation 1 was replaced 31 days ago, generation 2 five days ago.
	for i, ago := range []time.Duration{40 * day, 31 * day, 5 * day, 2 * day} {
		b.written(ago, made[i]...)
	}
	before := b.all()
	b.later(25 * time.Hour)
	report := b.once()
	var gone []string
	for _, name := range before {
		if !slices.Contains(b.all(), name) {
			gone = append(gone, name)
		}
	}
	if report.Removed != int64(len(gone)) {
		t.Errorf("%d removed, and gone are %v", report.Removed, gone)
	}
	// Deltas of passes that wrote a base at once were never named.
	gone = slices.DeleteFunc(gone, func(name string) bool { return strings.HasPrefix(name, "delta/") })
	slices.Sort(gone)
	slices.Sort(made[0])
	if !slices.Equal(gone, made[0]) {
		t.Errorf("removed %v, want what only generation 1 has: %v", gone, made[0])
	}
	if err := b.restorable(1); !errors.Is(err, syncer.ErrNotFound) {
		t.Errorf("restoring what is past its retention: %v", err)
	}
	for generation := int64(2); generation <= 4; generation++ {
		if err := b.restorable(generation); err != nil {
			t.Errorf("generation %d: %v", generation, err)
		}
	}
}

func TestSweepGoesByTheArchivesClock(t *testing.T) {
	b := newBench(t)
	b.history(3)
	for name, ago := range map[string]time.Duration{
		"delta/9-dead-0.jsonl.zst": 25 * time.Hour, "delta/9-young-0.jsonl.zst": 23 * time.Hour,
		"base/0000/9-dead.jsonl.zst": 25 * time.Hour, "delta/notes.txt": 999 * time.Hour,
	} {
		if err := b.archive.Put(t.Context(), name, []byte("x")); err != nil {
			t.Fatal(err)
		}
		b.written(ago, name)
	}
	before := b.all()
	b.later(20 * 365 * day) // the store's clock has gone mad
	b.config.TrackerLife = 0
	report := b.once()
	gone := slices.DeleteFunc(before, func(name string) bool { return slices.Contains(b.all(), name) })
	slices.Sort(gone)
	if want := []string{"base/0000/9-dead.jsonl.zst", "delta/9-dead-0.jsonl.zst"}; !slices.Equal(gone, want) || report.Removed != 2 {
		t.Errorf("removed %v (%d), want %v", gone, report.Removed, want)
	}
	b.wantRestored()
}

func TestSweepOnceADay(t *testing.T) {
	b := newBench(t)
	b.history(2)
	b.later(25 * time.Hour)
	b.fill(1)
	b.once() // sweeps, and the next process knows it
	orphan := "delta/9-dead-0.jsonl.zst"
	if err := b.archive.Put(t.Context(), orphan, []byte("x")); err != nil {
		t.Fatal(err)
	}
	b.written(48*time.Hour, orphan)
	b.later(20 * time.Hour)
	if report := b.once(); report.Removed != 0 {
		t.Errorf("swept again after 20 hours: %+v", report)
	}
	b.later(5 * time.Hour)
	if report := b.once(); report.Removed != 1 {
		t.Errorf("not swept after 25 hours: %+v", report)
	}
}

// A state that can't be read could name anything.
func TestSweepRemovesNoBlobsBesideADamagedManifest(t *testing.T) {
	b := newBench(t)
	b.history(3)
	orphan := "delta/9-dead-0.jsonl.zst"
	if err := b.archive.Put(t.Context(), orphan, []byte("x")); err != nil {
		t.Fatal(err)
	}
	b.written(48*time.Hour, orphan)
	b.damage("manifests/2.json")
	b.later(25 * time.Hour)
	if report := b.once(); report.Removed != 0 {
		t.Errorf("pass: %+v", report)
	}
	b.wantRestored()
}

func TestTombstonesOutliveTheHistory(t *testing.T) {
	b := newBench(t)
	b.fill(20)
	b.once()
	b.store.remove(user(3), false)
	b.once()
	tombstone := func() bool {
		for _, lines := range b.newest() {
			if lines.contains(`{"key":"user_3",`) && lines.contains(`"deleted":true`) {
				return true
			}
		}
		return false
	}
	rewrite := func(text string) {
		for i := range 20 {
			if i != 3 {
				b.store.put(user(uint64(i)), `["`+text+`, long enough for a new base"]`)
			}
		}
		b.once()
	}
	b.later(59 * day)
	rewrite("before its time")
	if !tombstone() {
		t.Error("the tombstone is gone before its time")
	}
	// A copy of the store from before the deletion does not bring it back.
	old := newMemory()
	old.state, old.runs = store.State{Lineage: b.manifest().Lineage, Generation: 1}, []string{"restored from a backup"}
	old.clock = b.store.clock
	old.records[user(3)] = store.Record{Slot: user(3), Time: 1_700_000_000_000_001, Value: []byte(`["user 3"]`)}
	other := *b
	other.store = old
	other.once()
	if _, back := old.values()["user_3"]; back {
		t.Error("a deleted document came back")
	}
	b.later(3 * day)
	rewrite("after it")
	if tombstone() {
		t.Error("the tombstone is there for ever")
	}
	b.wantRestored()
}
