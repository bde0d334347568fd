package syncer

import "testing"

func TestBucketsForAnySize(t *testing.T) {
	const mib, gib = int64(1) << 20, int64(1) << 30
	for _, c := range []struct {
		raw              int64
		buckets, workers int
	}{
		{0, 1, 3},
		{4 * mib, 1, 3},
		{4*mib + 1, 2, 3},
		{100 * mib, 32, 3},
		{gib, 256, 3},
		{4 * gib, 1024, 3},
		{8 * gib, 1024, 3},
		{9 * gib, 1024, 2},
		{13 * gib, 1024, 1},
		{100 * gib, 1024, 1},
	} {
		if got := bucketsFor(c.raw); got != c.buckets {
			t.Errorf("%d bytes: %d buckets, not %d", c.raw, got, c.buckets)
		}
		if got := workersFor(c.raw, c.buckets); got != c.workers {
			t.Errorf("%d bytes in %d buckets: %d workers, not %d", c.raw, c.buckets, got, c.workers)
		}
		if again := outgrown(c.buckets, c.raw); again != c.buckets {
			t.Errorf("%d bytes: %d buckets become %d at once", c.raw, c.buckets, again)
		}
	}
}

func TestCanBeLost(t *testing.T) {
	for name, can := range map[string]bool{
		"0000": true, "0007": true, "1023": true, "manifest": true, "all": true,
		"": false, "0": false, "7": false, "1024": false, "-001": false, "00007": false, "bucket": false,
	} {
		if got := CanBeLost(name); got != can {
			t.Errorf("%q: %v", name, got)
		}
	}
}
