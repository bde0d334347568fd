// Package collector sets Go's garbage collector for a process that serves for long.
package collector

import (
	"os"
	"runtime/debug"
)

// A bot makes much that is dropped at once and keeps little: a few MiB live. At Go's own setting the collector runs whenever as much again
// was allocated, tens of times a second under load. These let it run a quarter as often for some 15 MiB more, and often enough before a
// mirror's pass, which keeps up to 100 MiB, could fill a small container.
const (
	percent = 400
	limit   = 200 << 20 // bytes, a soft limit
)

// Tune makes the collector run less often, below a limit of memory. What GOGC or GOMEMLIMIT say in the environment stays.
func Tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
