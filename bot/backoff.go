package bot

import (
	"math/rand/v2"
	"time"
)

// backoff spaces attempts that fail: twice as long after every failure up to a bound, each time with a random part, so that many
// processes that lost the same server don't return at the same moment.
type backoff struct {
	base, most time.Duration
	failures   int
}

// next is how long to wait before the next attempt.
func (b *backoff) next() time.Duration {
	wait := b.base << min(b.failures, 30)
	if wait <= 0 || wait > b.most {
		wait = b.most
	}
	b.failures++
	return wait/2 + rand.N(wait/2+1)
}

// reset forgets the failures.
func (b *backoff) reset() { b.failures = 0 }
