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
