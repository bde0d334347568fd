package syncer_test

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"feyre/store"
	"feyre/syncer"
)

var errDown = errors.New("unreachable")

// flaky is an archive that can be cut off.
type flaky struct {
	syncer.Archive
	mu   sync.Mutex
	down bool
}

func (f *flaky) set(down bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.down = down
}

func (f *flaky) Fetch(ctx context.Context, name string, known syncer.ETag) ([]byte, syncer.ETag, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return nil, "", errDown
	}
	return f.Archive.Fetch(ctx, name, known)
}

// ticker is a clock that a test drives: each wait is handed over, and ends when the test says so.
type ticker struct {
	waits chan time.Duration
	tick  chan time.Time
}

func newTicker() *ticker {
	return &ticker{waits: make(chan time.Duration, 1), tick: make(chan time.Time)}
}

func (c *ticker) after(d time.Duration) <-chan time.Time {
	c.waits <- d
	return c.tick
}

// looping starts a syncer whose loop the test drives.
func (b *bench) looping() (*syncer.Syncer, *flaky, *ticker, error) {
	archive, clock := &flaky{Archive: b.archive}, newTicker()
	return b.loopingOver(archive, clock)
}

func (b *bench) loopingOver(archive *flaky, clock *ticker) (*syncer.Syncer, *flaky, *ticker, error) {
	o := syncer.Options{Config: b.config, Store: b.store, Archive: archive, Uniter: joiner{}, After: clock.after}
	if b.options != nil {
		b.options(&o)
	}
	s := syncer.New(o)
	return s, archive, clock, s.Start(b.t.Context())
}

func TestLoopMirrorsAtStartTickAndStop(t *testing.T) {
	b := newBench(t)
	b.fill(3)
	s, _, clock, err := b.looping()
	if err != nil || !s.Trusted() {
		t.Fatalf("start: %v, trusted %v", err, s.Trusted())
	}
	if wait := <-clock.waits; wait != b.config.Interval {
		t.Errorf("first wait is %v", wait)
	}
	b.wantRestored()
	b.store.put(user(1), `["at the tick"]`)
	clock.tick <- time.Time{}
	<-clock.waits
	b.wantRestored()
	b.store.put(user(1), `["at the stop"]`)
	for range 2 {
		if err := s.Stop(t.Context()); err != nil {
			t.Errorf("stop: %v", err)
		}
	}
	b.wantRestored()
}

func TestArchiveUnreachableAtStart(t *testing.T) {
	t.Run("a store that descends from it serves", func(t *testing.T) {
		b := newBench(t)
		b.fill(3)
		b.once()
		archive, clock := &flaky{Archive: b.archive, down: true}, newTicker()
		s, _, _, err := b.loopingOver(archive, clock)
		if err != nil || !s.Trusted() {
			t.Fatalf("start: %v, trusted %v", err, s.Trusted())
		}
		if wait := <-clock.waits; wait > 5*time.Second {
			t.Errorf("first retry after %v", wait)
		}
		archive.set(false)
		if err := s.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("a fresh store waits for it", func(t *testing.T) {
		b := newBench(t)
		b.fill(3)
		b.once()
		want := b.store.values()
		b.store.flush()
		archive, clock := &flaky{Archive: b.archive, down: true}, newTicker()
		s, _, _, err := b.loopingOver(archive, clock)
		if err != nil || s.Trusted() {
			t.Fatalf("start: %v, trusted %v", err, s.Trusted())
		}
		<-clock.waits
		clock.tick <- time.Time{}
		<-clock.waits
		if s.Trusted() {
			t.Error("trusted without a restore")
		}
		archive.set(false)
		clock.tick <- time.Time{}
		<-clock.waits
		if !s.Trusted() || !maps.Equal(b.store.values(), want) {
			t.Errorf("trusted %v with %v", s.Trusted(), b.store.values())
		}
		if err := s.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestStartRefusesAForeignArchive(t *testing.T) {
	b := newBench(t)
	b.fill(1)
	b.once()
	b.store.state.Lineage = "other"
	if _, _, _, err := b.looping(); !syncer.Permanent(err) {
		t.Errorf("start: %v", err)
	}
}

func TestRecheckNoticesAnEmptiedStore(t *testing.T) {
	b := newBench(t)
	b.fill(3)
	want := b.store.values()
	var told strings.Builder
	b.options = func(o *syncer.Options) { o.Logger = slog.New(slog.NewTextHandler(&told, nil)) }
	s, _, clock, err := b.looping()
	if err != nil {
		t.Fatal(err)
	}
	<-clock.waits
	b.store.mu.Lock()
	b.store.flush()
	b.store.mu.Unlock()
	s.Recheck(t.Context())
	<-clock.waits // the pass that Recheck asked for is over
	if !s.Trusted() || !maps.Equal(b.store.values(), want) {
		t.Errorf("trusted %v with %v", s.Trusted(), b.store.values())
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if log := told.String(); strings.Count(log, "documents are withheld") != 1 || strings.Count(log, "store is restored") != 1 {
		t.Errorf("the log tells\n%s", log)
	}
}

func TestMetricsTellOfPasses(t *testing.T) {
	registry := prometheus.NewRegistry()
	b := newBench(t)
	b.options = func(o *syncer.Options) { o.Registerer = registry }
	b.fill(2)
	s := b.syncer()
	if _, err := s.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.store.fail = store.ErrUnavailable
	if _, err := s.Once(t.Context()); err == nil {
		t.Fatal("a pass over a dead store succeeded")
	}
	names := []string{
		"feyre_sync_pass_seconds", "feyre_sync_passes_total", "feyre_sync_records_total", "feyre_sync_bytes_total",
		"feyre_sync_waiting_changes", "feyre_sync_last_good_pass_age_seconds", "feyre_sync_damaged_buckets",
	}
	for _, name := range names {
		if n, err := testutil.GatherAndCount(registry, name); err != nil || n == 0 {
			t.Errorf("%s is missing: %v", name, err)
		}
	}
	if n, err := testutil.GatherAndCount(registry, "feyre_sync_rehearsal_ok"); err != nil || n != 0 {
		t.Errorf("a rehearsal is told of before there was one: %d, %v", n, err)
	}
	if problems, err := testutil.GatherAndLint(registry); err != nil || len(problems) > 0 {
		t.Errorf("lint: %v, %v", problems, err)
	}
}

// held is a lease that another process has until it is free.
type held struct {
	mu   sync.Mutex
	free bool
}

func (h *held) Hold(ctx context.Context, work func(context.Context) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.free {
		return syncer.ErrHeld
	}
	return work(ctx)
}

func TestFreshStoreThatAnotherRestoresIsTrustedSoon(t *testing.T) {
	b := newBench(t)
	b.fill(2)
	lease := &held{}
	b.options = func(o *syncer.Options) { o.Lease = lease }
	s, _, clock, err := b.looping()
	if err != nil || s.Trusted() {
		t.Fatalf("start: %v, trusted %v", err, s.Trusted())
	}
	if wait := <-clock.waits; wait > 5*time.Second {
		t.Errorf("next try after %v", wait)
	}
	if status, err := s.Status(t.Context()); err != nil || status.Problem != "" {
		t.Errorf("that another does the pass is a problem: %q, %v", status.Problem, err)
	}
	lease.mu.Lock()
	lease.free = true
	lease.mu.Unlock()
	clock.tick <- time.Time{}
	if wait := <-clock.waits; !s.Trusted() || wait != b.config.Interval {
		t.Errorf("trusted %v, next pass after %v", s.Trusted(), wait)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}
