package syncer_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feyre/syncer"
)

func TestRestoreToGeneration(t *testing.T) {
	b := newBench(t)
	b.fill(10)
	then := b.once()
	want := b.store.values()

	b.store.put(user(1), `["changed"]`)
	b.store.put(user(50), `["came later"]`)
	b.store.put(rolls, "20")
	b.store.remove(user(2), false)
	b.store.remove(user(3), true)
	b.once()
	between := b.store.values()
	b.store.put(user(4), `["not mirrored yet"]`)

	report, err := b.syncer().Restore(t.Context(), then.Generation)
	if err != nil {
		t.Fatal(err)
	}
	if report.Written != 4 || report.Removed != 1 || report.Kept != 1 {
		t.Errorf("restore: %+v", report)
	}
	delete(want, "user_3") // a person wanted it gone
	if got := b.store.values(); !maps.Equal(got, want) {
		t.Errorf("restored %v, want %v", got, want)
	}
	b.wantRestored()

	if _, err := b.syncer().Restore(t.Context(), then.Generation+1); err != nil {
		t.Fatalf("undoing the restore: %v", err)
	}
	if got := b.store.values(); !maps.Equal(got, between) {
		t.Errorf("undone %v, want %v", got, between)
	}
	b.wantRestored()
}

func TestListAndGenerationAt(t *testing.T) {
	b := newBench(t)
	b.fill(1)
	var passes []syncer.Report
	var times []time.Time
	for range 3 {
		b.store.put(user(1), `["`+time.UnixMicro(b.store.clock).String()+`"]`)
		passes = append(passes, b.once())
		times = append(times, time.UnixMicro(b.store.clock))
		b.store.clock += 1_000_000
	}
	list, err := b.syncer().List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 3 || !list[0].Current || list[0].Generation != passes[2].Generation {
		t.Errorf("list: %+v", list)
	}
	for i, at := range times {
		got, err := b.syncer().GenerationAt(t.Context(), at)
		if err != nil || got != passes[i].Generation {
			t.Errorf("generation at %v is %d, %v, want %d", at, got, err, passes[i].Generation)
		}
	}
	if _, err := b.syncer().GenerationAt(t.Context(), times[0].Add(-time.Hour)); !errors.Is(err, syncer.ErrNotFound) {
		t.Errorf("before the history: %v", err)
	}
}

// damage flips a byte of a blob.
func (b *bench) damage(name string) {
	b.t.Helper()
	path := filepath.Join(strings.TrimPrefix(b.archive.String(), "dir "), name)
	data, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	data[len(data)/2] ^= 0x20
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	b := newBench(t)
	b.fill(20)
	b.once()
	b.store.put(user(1), `["x"]`)
	b.once()
	good, err := b.syncer().Verify(t.Context())
	if err != nil || len(good.Damaged) != 0 || good.Generations != 2 || good.Blobs != 2 || good.Records != 43 {
		t.Errorf("verification %+v, %v", good, err)
	}
	b.damage(b.manifest().Bases[0].Name)
	bad, err := b.syncer().Verify(t.Context())
	if err != nil || len(bad.Damaged) != 1 || !strings.Contains(bad.Damaged[0], b.manifest().Bases[0].Name) {
		t.Errorf("verification of a damaged base: %+v, %v", bad, err)
	}
}

func TestDamage(t *testing.T) {
	prepare := func(t *testing.T) *bench {
		b := newBench(t)
		b.fill(20)
		b.once()
		b.store.put(user(1), `["one change"]`)
		b.once()
		// A rewrite, so that the first base is history.
		for i := range 8 {
			b.store.put(user(uint64(i)), `["a longer change that is due for a compaction"]`)
		}
		b.once()
		return b
	}
	t.Run("base, store at hand", func(t *testing.T) {
		b := prepare(t)
		b.damage(b.manifest().Bases[0].Name)
		b.options = func(o *syncer.Options) { o.Full = true }
		report := b.once()
		if len(report.Salvaged) != 1 || len(report.Lost) != 0 || !report.Committed {
			t.Errorf("pass over a damaged base: %+v", report)
		}
		b.wantRestored()
	})
	t.Run("every copy, store at hand, increment", func(t *testing.T) {
		b := prepare(t)
		for _, name := range b.names("base/") {
			b.damage(name)
		}
		for i := range 20 {
			b.store.put(user(uint64(i)), `["a change of everybody, so that a compaction comes upon the damage"]`)
		}
		report := b.once()
		if report.Mode != syncer.ModeCompare || len(report.Repaired) != 1 || len(report.Lost) != 0 || !report.Committed {
			t.Errorf("pass over a damaged archive: %+v", report)
		}
		b.wantRestored()
	})
	t.Run("base, fresh store", func(t *testing.T) {
		b := prepare(t)
		b.damage(b.manifest().Bases[0].Name)
		got := b.restored()
		if got["user_19"] != `["user 19"]` || got["user_1"] != `["one change"]` || len(got) != len(b.store.values()) {
			t.Errorf("salvaged %v", got)
		}
	})
	t.Run("every copy, fresh store", func(t *testing.T) {
		b := prepare(t)
		for _, name := range b.names("base/") {
			b.damage(name)
		}
		b.store = newMemory()
		_, err := b.syncer().Once(t.Context())
		var loss *syncer.LossError
		if !errors.As(err, &loss) || len(loss.Buckets) != 1 || !errors.Is(err, syncer.ErrDamaged) || !syncer.Permanent(err) {
			t.Fatalf("error %v, want a LossError", err)
		}
		b.options = func(o *syncer.Options) { o.AcceptLoss = loss.Buckets }
		b.once()
		b.wantRestored()
	})
	t.Run("every copy but one from before there was anything, fresh store", func(t *testing.T) {
		b := newBench(t)
		b.once()
		b.fill(20)
		b.once()
		b.damage(b.manifest().Bases[0].Name)
		b.store = newMemory()
		if _, err := b.syncer().Once(t.Context()); !errors.Is(err, syncer.ErrDamaged) {
			t.Errorf("error %v, want a LossError", err)
		}
	})
	t.Run("every copy, store at hand", func(t *testing.T) {
		b := prepare(t)
		base := b.manifest().Bases[0].Name
		for _, name := range b.names("base/") {
			b.damage(name)
		}
		report, err := b.syncer().Full(t.Context())
		if err != nil || len(report.Repaired) != 1 || len(report.Lost) != 0 || b.manifest().Bases[0].Name == base {
			t.Errorf("an unreadable bucket stayed: %+v, %v", report, err)
		}
		if _, err := b.archive.Get(t.Context(), base); err != nil {
			t.Errorf("what could not be read was thrown away: %v", err)
		}
		found, err := b.syncer().Verify(t.Context())
		if err != nil || len(found.Damaged) != 0 || len(found.DamagedPast) == 0 {
			t.Errorf("verification after the repair: %+v, %v", found, err)
		}
		b.wantRestored()
	})
	t.Run("delta", func(t *testing.T) {
		b := prepare(t)
		b.store.put(user(12), `["in the delta"]`)
		b.once()
		b.damage(b.manifest().Deltas[0].Name)
		before := b.store.values()
		got := b.restored()
		if len(got) != len(before) || got["user_12"] != `["user 12"]` {
			t.Errorf("salvaged %v", got)
		}
	})
	t.Run("manifest, store at hand", func(t *testing.T) {
		b := prepare(t)
		b.damage("manifest.json")
		if report := b.once(); report.Mode != syncer.ModeCompare || !report.Committed {
			t.Errorf("pass over a damaged manifest: %+v", report)
		}
		b.wantRestored()
	})
	t.Run("manifest, fresh store", func(t *testing.T) {
		b := prepare(t)
		b.damage("manifest.json")
		b.wantRestored()
	})
	t.Run("manifest gone", func(t *testing.T) {
		b := prepare(t)
		if err := b.archive.Delete(t.Context(), "manifest.json"); err != nil {
			t.Fatal(err)
		}
		b.wantRestored()
	})
	t.Run("manifest and history", func(t *testing.T) {
		b := prepare(t)
		b.damage("manifest.json")
		for _, name := range b.names("manifests/") {
			b.damage(name)
		}
		_, err := b.syncer().Once(t.Context())
		if !syncer.Permanent(err) || !errors.Is(err, syncer.ErrDamaged) {
			t.Fatalf("error %v, want one that a person must resolve", err)
		}
		b.options = func(o *syncer.Options) { o.AcceptLoss = []string{"manifest"} }
		b.once()
		b.options = nil
		b.wantRestored()
	})
}

func (b *bench) names(prefix string) (names []string) {
	b.t.Helper()
	err := b.archive.List(b.t.Context(), prefix, func(e syncer.Entry) error {
		names = append(names, e.Name)
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return names
}
