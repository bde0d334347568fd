// Package embedded is the store of a single process: one bbolt file, or memory alone.
//
// One goroutine writes. It commits all writes that wait together, so that many callers share one fsync.
package embedded
