package bot

import (
	"testing"
	"time"
)

// Each wait lies between half of twice the last and all of it, up to the longest, and no two processes need wait alike.
func TestBackoff(t *testing.T) {
	t.Parallel()
	const base, most = time.Second, time.Minute
	b := backoff{base: base, most: most}
	full := base
	for attempt := range 100 {
		if wait := b.next(); wait < full/2 || wait > full {
			t.Errorf("attempt %d waits %v, want %v to %v", attempt, wait, full/2, full)
		}
		full = min(2*full, most)
	}
	different := map[time.Duration]bool{}
	for range 100 {
		different[b.next()] = true
	}
	if len(different) < 2 {
		t.Error("every process waits the same")
	}
	b.reset()
	if wait := b.next(); wait > base {
		t.Errorf("after a success it waits %v", wait)
	}
}
