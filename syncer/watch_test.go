package syncer_test

import (
	"log/slog"
	"testing"
	"time"

	"feyre/store"
	"feyre/syncer"
)

func (m *memory) descend(lineage string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state = store.State{Lineage: lineage}
}

func TestWatchWaitsForARestoredStore(t *testing.T) {
	live, clock := newMemory(), newTicker()
	live.descend("a")
	w := syncer.NewWatch(live, slog.New(slog.DiscardHandler), clock.after)
	if err := w.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Recheck(t.Context()) // a server that came back with everything
	live.descend("")
	believed := make(chan struct{})
	go func() {
		defer close(believed)
		w.Recheck(t.Context())
	}()
	for range 3 {
		<-clock.waits
		clock.tick <- time.Time{}
	}
	<-clock.waits
	select {
	case <-believed:
		t.Error("an emptied store was believed")
	default:
	}
	live.descend("a")
	clock.tick <- time.Time{}
	<-believed
	if err := w.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWatchBelievesAStoreWithoutAnArchive(t *testing.T) {
	live, clock := newMemory(), newTicker()
	w := syncer.NewWatch(live, slog.New(slog.DiscardHandler), clock.after)
	if err := w.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Recheck(t.Context()) // returns
	<-clock.waits
	live.descend("a") // another process's first pass
	clock.tick <- time.Time{}
	if err := w.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}
