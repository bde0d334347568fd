package syncer

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"feyre/store"
)

// How often a Watch asks for the store's notes: while people wait for them, and while there may never be any.
const (
	watchEvery  = time.Second
	lookOutTime = time.Minute
)

// States tells what a store knows of its archive.
type States interface {
	State(ctx context.Context) (store.State, error)
}

// Watch is the syncer of a process that leaves the mirroring to another. It moves nothing, but it notices when the store comes back without its
// notes, and waits until the other process has restored it.
type Watch struct {
	store States
	log   *slog.Logger
	after func(time.Duration) <-chan time.Time

	mu       sync.Mutex
	descends bool // the store was seen to descend from an archive
	cancel   context.CancelFunc
	work     sync.WaitGroup
}

// NewWatch makes a Watch. after is its clock; nil is time.After.
func NewWatch(store States, log *slog.Logger, after func(time.Duration) <-chan time.Time) *Watch {
	if after == nil {
		after = time.After
	}
	return &Watch{store: store, log: log, after: after}
}

// Start looks whether the store descends from an archive, again and again until it does: the first pass may be yet to come.
func (w *Watch) Start(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		return errors.New("watch is running already")
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	w.cancel = cancel
	if w.descends = w.noted(ctx); w.descends {
		return nil
	}
	w.work.Go(func() {
		if w.await(background, lookOutTime) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.descends = true
		}
	})
	return nil
}

// Stop ends the look-out.
func (w *Watch) Stop(context.Context) error {
	w.mu.Lock()
	cancel := w.cancel
	w.mu.Unlock()
	if cancel != nil {
		cancel()
		w.work.Wait()
	}
	return nil
}

// Recheck returns when the store's documents can be believed. Where the store never descended from an archive that is at once.
func (w *Watch) Recheck(ctx context.Context) {
	w.mu.Lock()
	descends := w.descends
	w.mu.Unlock()
	if !descends || w.noted(ctx) {
		return
	}
	w.log.ErrorContext(ctx, "store came back without its notes, documents are withheld until another process has restored it")
	if w.await(ctx, watchEvery) {
		w.log.InfoContext(ctx, "store is restored")
	}
}

// await waits until the store has notes, and says whether it has.
func (w *Watch) await(ctx context.Context, every time.Duration) bool {
	for !w.noted(ctx) {
		select {
		case <-ctx.Done():
			return false
		case <-w.after(every):
		}
	}
	return true
}

func (w *Watch) noted(ctx context.Context) bool {
	state, err := w.store.State(ctx)
	return err == nil && state.Lineage != ""
}

// Trusted is always true: whoever calls Recheck withholds documents until it returns.
func (w *Watch) Trusted() bool { return true }

// Status says that this process mirrors nothing.
func (w *Watch) Status(ctx context.Context) (Status, error) { return Off{}.Status(ctx) }
