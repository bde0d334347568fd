package faulttest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"feyre/syncer"
)

// TestTwoSyncersAtOnce has no lease between them, as if each believed to hold it: the conditional commit alone keeps them apart.
func TestTwoSyncersAtOnce(t *testing.T) {
	passes := 20
	if long() {
		passes = 200
	}
	archive := openDir(t, t.TempDir())
	s := newScenery(t)
	s.write(5)
	s.pass(archive)
	s.while(func() {
		var group sync.WaitGroup
		for range 2 {
			one := s.syncer(archive, nil)
			group.Go(func() {
				for range passes {
					if _, err := one.Once(t.Context()); err != nil && !errors.Is(err, syncer.ErrConflict) {
						t.Errorf("pass: %v", err)
					}
				}
			})
		}
		group.Wait()
	})
	s.settled(archive)
}

func TestPausedHolderCannotCommit(t *testing.T) {
	archive := openDir(t, t.TempDir())
	s := newScenery(t)
	s.write(5)
	s.pass(archive)
	s.write(5)
	paused := false
	report, err := s.syncer(archive, func(at syncer.Step) {
		if at != syncer.StepCommit || paused {
			return
		}
		paused = true
		s.write(3)
		s.pass(archive) // another takes the lease meanwhile, and commits
	}).Once(t.Context())
	if err != nil || !paused {
		t.Fatalf("paused %v, pass: %v", paused, err)
	}
	if report.Mode == syncer.ModeIncrement && report.Committed && report.Generation != 3 {
		t.Errorf("pass after the pause: %+v", report)
	}
	s.settled(archive)
}

func TestClockAnHourOff(t *testing.T) {
	archive := openDir(t, t.TempDir())
	s := newScenery(t)
	for _, ahead := range []time.Duration{0, time.Hour, -time.Hour, 0, time.Hour} {
		s.ahead.Store(int64(ahead))
		s.write(6)
		s.pass(archive)
		s.write(2)
		s.settled(archive)
	}
}
