package bot

import (
	"fmt"
	"os"
	"testing"
)

// TestSoak has the program answer without a pause for ten minutes, and looks at what it holds: the heap that the collector aims for,
// which is five times what lives, and the goroutines.
func TestSoak(t *testing.T) {
	if os.Getenv("FEYRE_LONG") != "1" {
		t.Skip("ten minutes: FEYRE_LONG=1")
	}
	const minutes, atOnce = 10, 32
	d := startDiscord(t, build(t, ".", "./discordtest/discordd"), append(rolls, "-guilds", "1000")...)
	p := throughGateway(t, build(t, "..", "feyre"), d)
	look := func(when string) (heap, goroutines float64) {
		heap, goroutines = p.gauge(t, "go_memstats_next_gc_bytes")/(1<<20), p.gauge(t, "go_goroutines")
		t.Logf("%s: heap aimed for %.1f MiB, %.0f goroutines, resident %.1f MB", when, heap, goroutines, memory(t, p.pid, "VmRSS"))
		return heap, goroutines
	}
	d.do(t, "run 1m %d", atOnce)
	heap, goroutines := look("after one minute")
	answered := 0
	for minute := range minutes - 1 {
		report := d.do(t, "run 1m %d", atOnce)
		answered += report.Answered
		look(fmt.Sprintf("after %d, %d answered, p99 %.1f ms", minute+2, answered, report.P99))
	}
	d.do(t, "hold 1s")
	if after, still := look("at the end"); after > 1.25*heap+2 || still > goroutines+8 {
		t.Errorf("the heap went from %.1f to %.1f MiB, the goroutines from %.0f to %.0f", heap, after, goroutines, still)
	}
}
