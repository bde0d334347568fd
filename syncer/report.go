package syncer

import (
	"slices"
	"sync"
	"time"
)

// Mode is how a pass found out what differs.
type Mode string

// The modes.
const (
	ModeFirst     Mode = "first"     // the archive was empty
	ModeIncrement Mode = "increment" // the index of changes told
	ModeCompare   Mode = "compare"   // both sides were read whole
	ModeMerge     Mode = "merge"     // the same, with a store that does not descend from the archive
)

// Report says what one pass did. Counts are records, sizes bytes before compression.
type Report struct {
	Mode         Mode          `json:"mode"`
	Time         int64         `json:"time"`       // when it began, by the store's clock
	Generation   int64         `json:"generation"` // the archive's newest after the pass
	Committed    bool          `json:"committed"`  // false: nothing had changed, nothing was written
	ToArchive    int64         `json:"to_archive"`
	ArchiveBytes int64         `json:"archive_bytes"`
	ToStore      int64         `json:"to_store"`
	StoreBytes   int64         `json:"store_bytes"`
	United       int64         `json:"united"`   // documents made of two
	Added        int64         `json:"added"`    // counters that were added up
	Expired      int64         `json:"expired"`  // trackers deleted because nobody touched them
	Skipped      int64         `json:"skipped"`  // values that are not JSON and were left alone
	Blobs        int64         `json:"blobs"`    // blobs written
	Uploaded     int64         `json:"uploaded"` // their bytes, compressed
	Removed      int64         `json:"removed"`  // blobs removed that nothing names
	Salvaged     []string      `json:"salvaged"` // damaged buckets read from an older generation, or given up
	Repaired     []string      `json:"repaired"` // damaged buckets of which nothing could be read, written anew from the store
	Lost         []string      `json:"lost"`     // damaged buckets of which nothing could be read, and still nothing can
	Took         time.Duration `json:"took"`
}

// tally collects a Report from many goroutines.
type tally struct {
	mu sync.Mutex
	Report
}

func (t *tally) update(f func(*Report)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(&t.Report)
}

func (t *tally) result() Report {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.Report
	r.Salvaged = slices.Compact(slices.Sorted(slices.Values(r.Salvaged)))
	r.Repaired = slices.Compact(slices.Sorted(slices.Values(r.Repaired)))
	r.Lost = slices.Compact(slices.Sorted(slices.Values(r.Lost)))
	return r
}
