package syncer

import (
	"fmt"
	"strconv"

	"feyre/store"
)

const (
	// maxBuckets is how many buckets an archive has at most. It is a power of two, as is every number of buckets.
	maxBuckets = 1024
	// bucketTarget is how large a bucket should be, in bytes before compression.
	bucketTarget = 4 << 20
	// workers is how many buckets are in hand at once at most, inHand how many bytes before compression they may have together.
	workers = 3
	inHand  = workers * 2 * bucketTarget
)

// workersFor is how many of n buckets that hold so many bytes may be in hand at once, so that memory stays bounded where buckets are many
// and large.
func workersFor(raw int64, n int) int {
	size := max(1, raw/int64(n))
	return int(max(1, min(workers, inHand/size)))
}

// partition is the finest bucket of a slot: an FNV-1a hash of key and member. With fewer buckets its low bits are the bucket.
func partition(slot store.Slot) int {
	h := uint64(14695981039346656037)
	add := func(s string) {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	add(string(slot.Key))
	add("\x00")
	add(slot.Member)
	return int((h ^ h>>32) & (maxBuckets - 1))
}

// bucketsFor is how many buckets records of so many bytes should have.
func bucketsFor(raw int64) int {
	n := 1
	for n < maxBuckets && raw > int64(n)*bucketTarget {
		n *= 2
	}
	return n
}

// outgrown is the number of buckets that records of so many bytes should have instead of n, or n while it will do.
func outgrown(n int, raw int64) int {
	if raw <= 2*int64(n)*bucketTarget {
		return n
	}
	return max(n, bucketsFor(raw))
}

// CanBeLost tells the names of what may be given up: a bucket's, "manifest", or "all".
func CanBeLost(name string) bool {
	n, err := strconv.Atoi(name)
	return name == "manifest" || name == "all" || err == nil && n >= 0 && n < maxBuckets && name == bucketName(n)
}

func bucketName(bucket int) string { return fmt.Sprintf("%04d", bucket) }
