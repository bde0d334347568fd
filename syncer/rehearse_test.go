package syncer_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"feyre/syncer"
)

// stages counts the scratch stores that a bench's rehearsals take and give back, and can have none left.
type stages struct {
	taken, returned int
	fail            error
}

func (b *bench) rehearsing(registry prometheus.Registerer) *stages {
	s := &stages{}
	b.options = func(o *syncer.Options) {
		o.Registerer = registry
		o.Scratch = func(context.Context) (syncer.Store, func() error, error) {
			s.taken++
			return newMemory(), func() error { s.returned++; return nil }, s.fail
		}
	}
	return s
}

// tickTimes lets a loop do so many passes.
func (c *ticker) tickTimes(n int) {
	for range n {
		c.tick <- time.Time{}
		<-c.waits
	}
}

func rehearsal(t *testing.T, s *syncer.Syncer) *syncer.Rehearsal {
	t.Helper()
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return status.Rehearsal
}

func TestRehearsalEverySoManyPasses(t *testing.T) {
	b := newBench(t)
	b.fill(30)
	b.config.RehearseEvery = 3
	scratch := b.rehearsing(nil)
	s, _, clock, err := b.looping()
	if err != nil {
		t.Fatal(err)
	}
	<-clock.waits
	if scratch.taken != 0 {
		t.Error("the first pass rehearsed: whoever starts waits for it")
	}
	clock.tickTimes(1) // an archive without any rehearsal gets one soon
	if r := rehearsal(t, s); r == nil || r.Problem != "" || r.Records != 62 {
		t.Fatalf("rehearsal %+v", r)
	}
	for _, want := range []int{1, 1, 2, 2, 2, 3} {
		clock.tickTimes(1)
		if scratch.taken != want || scratch.returned != want {
			t.Errorf("%d scratch stores taken and %d given back, not %d", scratch.taken, scratch.returned, want)
		}
	}
	if err := s.Stop(t.Context()); err != nil || scratch.taken != 3 {
		t.Errorf("stop: %v, with %d rehearsals", err, scratch.taken)
	}
}

func TestRehearsalNever(t *testing.T) {
	b := newBench(t)
	b.fill(3)
	b.config.RehearseEvery = 0
	scratch := b.rehearsing(nil)
	s, _, clock, err := b.looping()
	if err != nil {
		t.Fatal(err)
	}
	<-clock.waits
	clock.tickTimes(30)
	if err := s.Stop(t.Context()); err != nil || scratch.taken != 0 {
		t.Errorf("stop: %v, with %d rehearsals", err, scratch.taken)
	}
}

// A process that is restarted before its turn comes knows when the last rehearsal was, even if nothing changes.
func TestRehearsalAcrossRestarts(t *testing.T) {
	b := newBench(t)
	b.fill(3)
	b.config.RehearseEvery = 24
	scratch := b.rehearsing(nil)
	life := func() {
		s, _, clock, err := b.looping()
		if err != nil {
			t.Fatal(err)
		}
		<-clock.waits
		clock.tickTimes(3)
		if err := s.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		later time.Duration
		want  int
	}{{0, 1}, {time.Hour, 1}, {22 * time.Hour, 1}, {time.Hour, 2}, {0, 2}} {
		b.store.clock += step.later.Microseconds()
		life()
		if scratch.taken != step.want {
			t.Errorf("%v later: %d rehearsals, not %d", step.later, scratch.taken, step.want)
		}
	}
}

func TestRehearsalThatFails(t *testing.T) {
	registry := prometheus.NewRegistry()
	b := newBench(t)
	b.fill(30)
	b.config.RehearseEvery = 2
	scratch := b.rehearsing(registry)
	scratch.fail = errors.New("no space left")
	s, _, clock, err := b.looping()
	if err != nil {
		t.Fatal(err)
	}
	<-clock.waits
	clock.tickTimes(1)
	tell := func(what, problem string, ok float64) {
		t.Helper()
		if r := rehearsal(t, s); r == nil || r.Problem != problem {
			t.Errorf("%s: %+v, not %q", what, r, problem)
		}
		if got := gaugeOf(t, registry, "feyre_sync_rehearsal_ok"); got != ok {
			t.Errorf("%s: the metric is %v", what, got)
		}
	}
	tell("without a scratch store", "could not be done: scratch store: no space left", 0)
	scratch.fail = nil
	clock.tickTimes(1)
	tell("tried again after the next pass", "", 1)

	name := b.manifest().Bases[0].Name
	b.damage(name)
	clock.tickTimes(2)
	tell("from a damaged archive", name+": archive is damaged: its checksum differs", 0)
	clock.tickTimes(1) // the pass after it looks at everything, and mends it
	if r, err := s.Rehearse(t.Context()); err != nil || r.Problem != "" {
		t.Errorf("after the archive was mended: %+v, %v", r, err)
	}
	tell("mended", "", 1)
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func gaugeOf(t *testing.T, registry *prometheus.Registry, name string) float64 {
	t.Helper()
	all, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range all {
		if family.GetName() == name {
			return family.GetMetric()[0].GetGauge().GetValue()
		}
	}
	t.Fatalf("%s is missing", name)
	return 0
}
