package syncer

import (
	"errors"
	"fmt"
	"time"
)

const day = 24 * time.Hour

// Config says when passes happen and how long the past is kept. It holds no secrets.
type Config struct {
	// Interval is the time between two passes.
	Interval time.Duration
	// Retention is how long committed states stay restorable after they were replaced.
	Retention time.Duration
	// TrackerLife is how long a tracker that nobody touches is kept; 0 is for ever.
	TrackerLife time.Duration
	// RehearseEvery is after how many passes of the loop a restore is rehearsed; 0 is never.
	RehearseEvery int
	// TempDir takes temporary files of passes over large stores; empty is the system's place.
	TempDir string
}

// DefaultConfig is a pass an hour, a month of history, 90 days for a tracker and a rehearsal a day.
func DefaultConfig() Config {
	return Config{Interval: time.Hour, Retention: 30 * day, TrackerLife: 90 * day, RehearseEvery: 24}
}

// Validate tells everything that is wrong with c.
func (c Config) Validate() error {
	var wrong []error
	if c.Interval < time.Second {
		wrong = append(wrong, fmt.Errorf("interval is %v: a second is the least", c.Interval))
	}
	if c.Retention < day {
		wrong = append(wrong, fmt.Errorf("retention is %v: 24h is the least", c.Retention))
	}
	if c.TrackerLife < 0 {
		wrong = append(wrong, fmt.Errorf("tracker life is %v: it can't be negative", c.TrackerLife))
	}
	if c.RehearseEvery < 0 {
		wrong = append(wrong, fmt.Errorf("rehearse_every is %d: it can't be negative", c.RehearseEvery))
	}
	return errors.Join(wrong...)
}

// tombstoneLife is how long a tombstone stays in the archive.
func (c Config) tombstoneLife() time.Duration { return c.Retention + 30*day }
