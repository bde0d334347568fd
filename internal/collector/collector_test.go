package collector

import (
	"runtime/debug"
	"testing"
)

// The environment, which the runtime has read before, keeps what it set; without it the process gets these settings.
func TestTune(t *testing.T) {
	const ownPercent, ownLimit = 77, 77 << 20
	for _, c := range []struct {
		name, gogc, gomemlimit string
		percent                int
		limit                  int64
	}{
		{"nothing set", "", "", percent, limit},
		{"GOGC", "77", "", ownPercent, limit},
		{"GOMEMLIMIT", "", "77MiB", percent, ownLimit},
		{"both", "77", "77MiB", ownPercent, ownLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("GOGC", c.gogc)
			t.Setenv("GOMEMLIMIT", c.gomemlimit)
			oldPercent, oldLimit := debug.SetGCPercent(ownPercent), debug.SetMemoryLimit(ownLimit)
			Tune()
			if got := debug.SetGCPercent(oldPercent); got != c.percent {
				t.Errorf("collector at %d %%, want %d", got, c.percent)
			}
			if got := debug.SetMemoryLimit(oldLimit); got != c.limit {
				t.Errorf("limit of %d bytes, want %d", got, c.limit)
			}
		})
	}
}
