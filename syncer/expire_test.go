package syncer_test

import (
	"testing"
	"time"

	"feyre/store"
	"feyre/syncer"
)

const day = 24 * time.Hour

func TestTrackersExpire(t *testing.T) {
	b := newBench(t)
	b.fill(5)
	young := store.Slot{Key: store.TrackerKey(10)}
	b.once()
	b.later(91 * day)
	b.store.put(young, `["young"]`)
	if report := b.once(); report.Expired != 1 {
		t.Errorf("pass: %+v", report)
	}
	values := b.store.values()
	if _, there := values["init_9"]; there || values["init_10"] == "" {
		t.Errorf("after the pass the store holds %v", values)
	}
	b.wantRestored()
	if report := b.once(); report.Expired != 0 || report.Committed && report.ToArchive == 0 {
		t.Errorf("pass after it: %+v", report)
	}
}

// A tracker that somebody touched leaves its old record in an older blob. Looking there once is enough.
func TestTouchedTrackersAreLookedForOnce(t *testing.T) {
	tracker := store.Slot{Key: store.TrackerKey(10)}
	for name, inBase := range map[string]bool{"in a base": true, "in a delta": false} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			if inBase {
				b.store.put(tracker, `["first"]`)
			}
			for i := range 100 {
				b.store.put(user(uint64(i)), `["somebody"]`)
			}
			b.once()
			if !inBase {
				b.store.put(tracker, `["first"]`)
				b.once()
			}
			b.later(50 * day)
			b.store.put(tracker, `["touched"]`)
			b.once()
			b.later(45 * day)
			if !b.oldTrackers() {
				t.Fatal("the old record is gone already")
			}
			if report := b.once(); report.Expired != 0 || !report.Committed || b.oldTrackers() {
				t.Errorf("first pass: %+v", report)
			}
			if report := b.once(); report.Committed {
				t.Errorf("second pass: %+v", report)
			}
			b.wantRestored()
			b.later(50 * day)
			if report := b.once(); report.Expired != 1 {
				t.Errorf("after its life: %+v", report)
			}
			b.wantRestored()
		})
	}
}

// later moves the store's clock.
func (b *bench) later(by time.Duration) { b.store.clock += by.Microseconds() }

// oldTrackers tells whether a blob of the newest state says that it has a tracker to expire.
func (b *bench) oldTrackers() bool {
	b.t.Helper()
	cutoff := b.store.clock - b.config.TrackerLife.Microseconds()
	m := b.manifest()
	var blobs []syncer.Blob
	for _, base := range m.Bases {
		blobs = append(blobs, base.Blob)
	}
	for _, delta := range m.Deltas {
		blobs = append(blobs, delta.Blob)
	}
	for _, blob := range blobs {
		if blob.OldestTracker != 0 && blob.OldestTracker < cutoff {
			return true
		}
	}
	return false
}
