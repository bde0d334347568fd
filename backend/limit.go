package backend

import (
	"sync"

	"golang.org/x/time/rate"
)

// limiterUsers is how many users one generation of a limiter remembers.
const limiterUsers = 20_000

// limiter bounds the requests of each user. It remembers the users of two generations: when the newer is full, the older is
// forgotten, so its memory is bounded while whoever keeps asking stays known.
type limiter struct {
	rate  rate.Limit
	burst int

	mu           sync.Mutex
	newer, older map[uint64]*rate.Limiter
}

// newLimiter allows each user burst requests at once and perSecond after that; perSecond 0 allows all.
func newLimiter(perSecond float64, burst int) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: burst, newer: map[uint64]*rate.Limiter{}}
}

func (l *limiter) allow(user uint64) bool {
	if l.rate == 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.of(user).Allow()
}

func (l *limiter) of(user uint64) *rate.Limiter {
	if known := l.newer[user]; known != nil {
		return known
	}
	if len(l.newer) >= limiterUsers {
		l.newer, l.older = map[uint64]*rate.Limiter{}, l.newer
	}
	known := l.older[user]
	if known == nil {
		known = rate.NewLimiter(l.rate, l.burst)
	}
	l.newer[user] = known
	return known
}
