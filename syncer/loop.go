package syncer

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	firstBackoff = 5 * time.Second
	// remindEvery is the least time between two log lines about the same trouble.
	remindEvery = 10 * time.Minute
)

// loop is the state of the background loop.
type loop struct {
	mu     sync.Mutex
	cancel context.CancelFunc
	done   chan struct{}
	wake   chan struct{}
}

// Start does the first pass, which restores what the store lacks, and then goes on in the background. When the archive can't be reached, Start
// succeeds all the same: a store that descends from it serves, another one is not Trusted until a later pass gets through. What only a
// person can resolve is returned (see Permanent).
func (s *Syncer) Start(ctx context.Context) error {
	s.loop.mu.Lock()
	defer s.loop.mu.Unlock()
	if s.loop.cancel != nil {
		return errors.New("syncer is running already")
	}
	if state, err := s.store.State(ctx); err == nil && state.Lineage != "" {
		s.trusted.Store(true)
	}
	report, err := s.Once(ctx)
	if Permanent(err) {
		return fmt.Errorf("sync: %w", err)
	}
	if err == nil && report.Mode == ModeMerge {
		s.tellRestored(ctx, report)
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s.loop.cancel, s.loop.done = cancel, make(chan struct{})
	go s.run(background, err)
	return nil
}

// Stop ends the loop, breaks off a pass under way and does a last one. A second call does nothing.
func (s *Syncer) Stop(ctx context.Context) error {
	s.loop.mu.Lock()
	defer s.loop.mu.Unlock()
	if s.loop.cancel == nil {
		return nil
	}
	s.loop.cancel()
	s.loop.cancel = nil
	select {
	case <-s.loop.done:
	case <-ctx.Done():
		return fmt.Errorf("last pass: %w", ctx.Err())
	}
	_, err := s.Once(ctx)
	if errors.Is(err, ErrHeld) {
		return nil // the holder sees the same store
	}
	if err != nil {
		return fmt.Errorf("last pass: %w", err)
	}
	return nil
}

// Recheck looks whether the store still knows its lineage, and if not withholds documents at once and hastens a pass. Call it when a
// connection to the store was made anew.
func (s *Syncer) Recheck(ctx context.Context) {
	state, err := s.store.State(ctx)
	if err != nil || state.Lineage != "" {
		return
	}
	s.distrust(ctx)
	select {
	case s.loop.wake <- struct{}{}:
	default:
	}
}

// run does a pass at every tick, sooner after a failure.
func (s *Syncer) run(ctx context.Context, err error) {
	defer close(s.loop.done)
	trouble := &trouble{}
	for {
		wait := s.config.Interval
		if failed := trouble.tell(ctx, s, err); failed > 0 {
			wait = backoff(failed, s.config.Interval)
		}
		if !s.Trusted() {
			wait = min(wait, firstBackoff) // people are waiting, and another process may be restoring for this one
		}
		select {
		case <-ctx.Done():
			return
		case <-s.loop.wake:
		case <-s.after(wait):
		}
		if _, err = s.Once(ctx); err == nil {
			s.rehearseIfDue(ctx)
		}
	}
}

// backoff grows with failures up to the interval, with jitter so that many processes don't knock together.
func backoff(failures int, most time.Duration) time.Duration {
	wait := min(firstBackoff<<min(failures-1, 20), most)
	return wait/2 + rand.N(wait/2+1)
}

// trouble tells of failures without flooding the log.
type trouble struct {
	failures int
	told     time.Time
}

// tell logs how a pass went where that is news, and returns how many failed in a row.
func (t *trouble) tell(ctx context.Context, s *Syncer, err error) int {
	switch {
	case ctx.Err() != nil, errors.Is(err, ErrHeld):
		return 0
	case err == nil:
		if t.failures > 0 {
			s.log.InfoContext(ctx, "sync works again", "failures", t.failures)
		}
		t.failures = 0
		return 0
	}
	t.failures++
	if t.failures == 1 || time.Since(t.told) >= remindEvery {
		t.told = time.Now()
		s.log.ErrorContext(ctx, "sync failed, it will be tried again", "archive", s.archive.String(), "failures", t.failures, "cause", err)
	}
	return t.failures
}
