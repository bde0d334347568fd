package syncer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"testing"

	"feyre/store"
	"feyre/syncer"
	"feyre/syncer/dir"
)

// bench is a store, an archive and what it takes to sync them.
type bench struct {
	t       *testing.T
	store   *memory
	archive *dir.Archive
	config  syncer.Config
	options func(*syncer.Options)
}

func newBench(t *testing.T) *bench {
	t.Helper()
	archive, err := dir.Open(dir.Config{Path: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return &bench{t: t, store: newMemory(), archive: archive, config: syncer.DefaultConfig()}
}

func (b *bench) syncer() *syncer.Syncer {
	o := syncer.Options{Config: b.config, Store: b.store, Archive: b.archive, Lease: b.archive.Lease(), Uniter: joiner{}}
	if b.options != nil {
		b.options(&o)
	}
	return syncer.New(o)
}

// once does a pass as a new process would.
func (b *bench) once() syncer.Report {
	b.t.Helper()
	report, err := b.syncer().Once(b.t.Context())
	if err != nil {
		b.t.Fatalf("pass: %v", err)
	}
	return report
}

// restored is what a fresh store gets from the archive.
func (b *bench) restored() map[string]string {
	b.t.Helper()
	fresh := newMemory()
	other := *b
	other.store = fresh
	other.once()
	return fresh.values()
}

func (b *bench) wantRestored() {
	b.t.Helper()
	if got, want := b.restored(), b.store.values(); !maps.Equal(got, want) {
		b.t.Errorf("restored %v, want %v", got, want)
	}
}

// joiner unites arrays of texts.
type joiner struct{}

func (joiner) Unite(archived, stored store.Record) (json.RawMessage, error) {
	var a, s []string
	if err := errors.Join(json.Unmarshal(archived.Value, &a), json.Unmarshal(stored.Value, &s)); err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, one := range s {
		have[one] = true
	}
	for _, one := range a {
		if !have[one] {
			s = append(s, one)
		}
	}
	return json.Marshal(s)
}

func user(id uint64) store.Slot { return store.Slot{Key: store.UserKey(id)} }

var rolls = store.Slot{Key: store.CounterKey("roll")}

// fill writes some of everything.
func (b *bench) fill(users int) {
	for i := range users {
		b.store.put(user(uint64(i)), fmt.Sprintf(`["user %d"]`, i))
		b.store.put(store.Member(uint64(i)), "")
	}
	b.store.put(store.Slot{Key: store.TrackerKey(9)}, `["tracker"]`)
	b.store.put(rolls, "10")
}

func TestPassMirrorsAndRestores(t *testing.T) {
	b := newBench(t)
	b.fill(50)
	first := b.once()
	if first.Mode != syncer.ModeFirst || !first.Committed || first.ToArchive != 102 {
		t.Errorf("first pass: %+v", first)
	}
	if n := len(b.store.dirty); n != 0 {
		t.Errorf("%d changes wait after the first pass", n)
	}
	b.wantRestored()
	idle := b.once()
	if idle.Mode != syncer.ModeIncrement || idle.Committed || idle.Blobs != 0 || idle.Generation != first.Generation {
		t.Errorf("idle pass: %+v", idle)
	}
	b.store.put(user(3), `["changed"]`)
	b.store.remove(user(4), false)
	next := b.once()
	if next.Mode != syncer.ModeIncrement || next.ToArchive != 2 || next.Generation != first.Generation+1 {
		t.Errorf("next pass: %+v", next)
	}
	if _, there := b.store.records[user(4)]; there {
		t.Error("tombstone was not buried")
	}
	b.wantRestored()
}

func TestFreshStoreIsMergedExactlyOnce(t *testing.T) {
	b := newBench(t)
	b.fill(3)
	b.once()
	b.store.flush()
	b.store.put(rolls, "5")
	b.store.put(user(1), `["new"]`)
	b.store.put(store.Member(77), "")
	report := b.once()
	if report.Mode != syncer.ModeMerge || report.United != 1 {
		t.Errorf("merge: %+v", report)
	}
	want := map[string]string{
		"user_0": `["user 0"]`, "user_1": `["new","user 1"]`, "user_2": `["user 2"]`, "init_9": `["tracker"]`, "c_roll": "15",
		"user_set 0": "", "user_set 1": "", "user_set 2": "", "user_set 77": "",
	}
	if got := b.store.values(); !maps.Equal(got, want) {
		t.Errorf("store holds %v, want %v", got, want)
	}
	b.store.state = store.State{} // the pass died before it wrote the lineage
	b.once()
	if got := b.store.values(); !maps.Equal(got, want) {
		t.Errorf("after a second merge: %v, want %v", got, want)
	}
	b.wantRestored()
}

func TestCountersThatSurviveLostNotesAreNotAddedTwice(t *testing.T) {
	b := newBench(t)
	b.fill(1)
	b.once()
	b.store.state = store.State{} // as a Cluster whose server with the notes came back empty
	b.once()
	if got := b.store.values()["c_roll"]; got != "10" {
		t.Errorf("counter is %s, want 10", got)
	}
}

func TestLossIsRestored(t *testing.T) {
	b := newBench(t)
	b.fill(5)
	b.once()
	t.Run("named by the index", func(t *testing.T) {
		b.store.put(user(2), `["user 2"]`)
		b.store.lose(user(2))
		b.once()
		if got := b.store.values()["user_2"]; got != `["user 2"]` {
			t.Errorf("lost document is %q", got)
		}
	})
	t.Run("after a restart", func(t *testing.T) {
		b.store.lose(user(3))
		b.store.runs = []string{"run-2"}
		report := b.once()
		if report.Mode != syncer.ModeCompare || report.ToStore != 1 || report.Committed {
			t.Errorf("pass after a restart: %+v", report)
		}
		if got := b.store.values()["user_3"]; got != `["user 3"]` {
			t.Errorf("lost document is %q", got)
		}
	})
}

func TestForeignArchiveIsRefused(t *testing.T) {
	b := newBench(t)
	b.fill(2)
	b.once()
	b.store.state.Lineage = "other"
	before := b.store.values()
	_, err := b.syncer().Once(t.Context())
	var foreign *syncer.ForeignError
	if !errors.As(err, &foreign) || foreign.Store != "other" || foreign.Archive == "" {
		t.Fatalf("error %v, want a ForeignError with both ids", err)
	}
	if !maps.Equal(b.store.values(), before) {
		t.Error("a refused pass changed the store")
	}
	b.options = func(o *syncer.Options) { o.Adopt = true }
	if report := b.once(); report.Mode != syncer.ModeMerge {
		t.Errorf("adopting pass: %+v", report)
	}
	if b.store.state.Lineage != foreign.Archive {
		t.Errorf("lineage is %q after adoption, want %q", b.store.state.Lineage, foreign.Archive)
	}
}

func TestErasedValueLeavesTheArchive(t *testing.T) {
	b := newBench(t)
	b.fill(40)
	b.once()
	b.store.put(user(7), `["a secret"]`)
	b.once()
	b.store.remove(user(7), true)
	b.once()
	for name, lines := range b.newest() {
		if lines.contains("a secret") || lines.contains("user 7") {
			t.Errorf("%s still holds an erased value", name)
		}
	}
	b.wantRestored()
}

func TestCompactionKeepsDeltasSmall(t *testing.T) {
	b := newBench(t)
	b.fill(200)
	b.once()
	for round := range 60 {
		b.store.put(user(uint64(round*3%200)), fmt.Sprintf(`["round %d"]`, round))
		b.once()
	}
	m := b.manifest()
	if len(m.Deltas) > 32 {
		t.Errorf("%d deltas", len(m.Deltas))
	}
	for _, base := range m.Bases {
		if base.Pending*4 > base.Raw {
			t.Errorf("bucket %d has %d bytes of deltas over a base of %d", base.Bucket, base.Pending, base.Raw)
		}
	}
	b.wantRestored()
}

func TestClockGoingBackLosesNothing(t *testing.T) {
	b := newBench(t)
	b.fill(5)
	b.once()
	b.store.clock -= 3_600_000_000
	b.store.put(user(2), `["after"]`)
	b.store.put(user(90), `["new"]`)
	b.store.remove(user(3), false)
	b.once()
	if n := len(b.store.dirty); n != 0 {
		t.Errorf("%d changes wait", n)
	}
	b.wantRestored()
	b.store.clock += 7_200_000_000
	b.store.put(user(2), `["later"]`)
	b.once()
	b.wantRestored()
}
