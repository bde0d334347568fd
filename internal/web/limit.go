package web

import (
	"container/list"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// What one address may ask for. Whoever types fast asks the playground twice for every pause of a fifth of a second.
const (
	statsPerMinute      = 20
	playgroundPerMinute = 300
	playgroundAtOnce    = 60
)

// maxAddresses bounds the addresses that are remembered; beyond it the one that was quiet for longest is forgotten.
const maxAddresses = 20_000

// limiter bounds how often each address may ask.
type limiter struct {
	every rate.Limit
	burst int
	most  int // addresses
	now   func() time.Time

	mu     sync.Mutex
	known  map[netip.Addr]*list.Element
	recent *list.List // of *visitor, the latest in front
}

type visitor struct {
	address netip.Addr
	bucket  *rate.Limiter
}

// newLimiter allows so many requests a minute, and so many at once after a quiet time.
func newLimiter(perMinute, burst, addresses int, now func() time.Time) *limiter {
	return &limiter{
		every: rate.Limit(float64(perMinute) / time.Minute.Seconds()), burst: burst, most: addresses, now: now,
		known: map[netip.Addr]*list.Element{}, recent: list.New(),
	}
}

// allow counts one request. Where it is one too many, wait is how long until the next may come.
func (l *limiter) allow(address netip.Addr) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	request := l.bucket(address).ReserveN(now, 1)
	wait = request.DelayFrom(now)
	if wait > 0 {
		request.CancelAt(now)
	}
	return wait, wait == 0
}

// bucket finds the bucket of an address, or makes one.
func (l *limiter) bucket(address netip.Addr) *rate.Limiter {
	if element, known := l.known[address]; known {
		l.recent.MoveToFront(element)
		return element.Value.(*visitor).bucket
	}
	if l.recent.Len() >= l.most {
		quiet := l.recent.Remove(l.recent.Back()).(*visitor)
		delete(l.known, quiet.address)
	}
	came := &visitor{address: address, bucket: rate.NewLimiter(l.every, l.burst)}
	l.known[address] = l.recent.PushFront(came)
	return came.bucket
}

// limited refuses what an address asks too often.
func (s *Server) limited(limit *limiter, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		wait, ok := limit.allow(s.proxies.client(r))
		if !ok {
			refuseFor(w, http.StatusTooManyRequests, wait, problem{Code: "too_many_requests", Message: "That is a lot at once. Try again in a moment."})
			return
		}
		next(w, r)
	}
}

// refuseFor answers that the same may be asked again after a time.
func refuseFor(w http.ResponseWriter, status int, wait time.Duration, p problem) {
	w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	refuse(w, status, p)
}
