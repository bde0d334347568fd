package discordtest

import (
	"sync"
	"time"
)

// A Clock tells the server what time it is. Every deadline that Discord keeps
// (three seconds to answer, fifteen minutes of token life, rate-limit windows)
// is measured with it, so that tests move time instead of waiting for it.
type Clock interface {
	Now() time.Time
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

// ManualClock is a Clock that moves only when told to. It is safe for
// concurrent use.
type ManualClock struct {
	mu  sync.Mutex
	now time.Time
}

// NewManualClock returns a clock that stands at the present moment.
func NewManualClock() *ManualClock {
	return &ManualClock{now: time.Now()}
}

// Now returns the time the clock stands at.
func (c *ManualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock forward by d.
func (c *ManualClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
