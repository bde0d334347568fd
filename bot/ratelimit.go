package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter keeps requests within Discord's limits: the buckets, the 50 a second over all of them, and the number of refused requests.
// First answers pass it freely, for Discord counts them in none of these.
//
// https://discord.com/developers/docs/topics/rate-limits
type limiter struct {
	global *rate.Limiter

	mu      sync.Mutex
	until   time.Time         // a global limit holds so long
	hashes  map[string]string // route name to the bucket that Discord named
	buckets map[string]*bucket
	sweepAt int // number of buckets at which the expired are removed

	invalid      int // refused requests since invalidSince
	invalidSince time.Time
}

// bucket is one limit that some routes share.
type bucket struct {
	limit, remaining int
	flying           int // requests that have no answer yet; Discord may count them in the next window
	opened, reset    time.Time
	probe            chan struct{} // open while the first request is on its way and the limit unknown
}

var (
	// errTooLate says that a limit lasts longer than the request may wait.
	errTooLate = errors.New("rate limit lasts longer than the request may take")
	// errBanRisk says that Discord refused so many requests lately that more could get the address banned.
	errBanRisk = errors.New("too many refused requests in the last ten minutes")
)

func newLimiter() *limiter {
	const (
		burst = 5 // with the refill of one second this stays below the limit in every second
		slack = 5 // some are longer on their way than others: what was let go within more than a second may arrive within one
	)
	return &limiter{
		global: rate.NewLimiter(globalPerSecond-burst-slack, burst),
		hashes: map[string]string{}, buckets: map[string]*bucket{}, sweepAt: 1024,
	}
}

// wait returns when a request of the route may go. It never waits longer than ctx lasts: then it fails at once with errTooLate.
func (l *limiter) wait(ctx context.Context, r route) error {
	if r.kind == callbackRoute {
		return nil
	}
	for {
		until, probe, err := l.admit(r, time.Now())
		switch {
		case err != nil:
			return err
		case probe != nil:
			select {
			case <-probe:
			case <-ctx.Done():
				return ctx.Err()
			}
		case until.IsZero():
			if r.kind == tokenRoute {
				return nil
			}
			if l.global.Wait(ctx) != nil {
				l.note(r, nil, nil) // give back what was taken
				return errTooLate
			}
			return nil
		default:
			if err := sleepUntil(ctx, until); err != nil {
				return err
			}
		}
	}
}

// admit takes one request out of the route's bucket, or returns until when there is none, or the probe to wait for.
func (l *limiter) admit(r route, now time.Time) (until time.Time, probe chan struct{}, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.invalidCount(now) >= maxInvalidRequests/2 {
		return time.Time{}, nil, errBanRisk
	}
	if r.kind == ordinaryRoute && now.Before(l.until) {
		return l.until, nil, nil
	}
	key := l.key(r)
	b, found := l.buckets[key]
	if !found {
		l.sweep(now)
		l.buckets[key] = &bucket{probe: make(chan struct{}), flying: 1}
		return time.Time{}, nil, nil
	}
	switch {
	case b.probe != nil:
		return time.Time{}, b.probe, nil
	case !now.Before(b.reset):
		b.remaining, b.opened, b.reset = max(b.limit, 1)-b.flying, now, now.Add(time.Second) // until an answer says better
	}
	if b.remaining <= 0 {
		return b.reset, nil, nil
	}
	b.remaining--
	b.flying++
	return time.Time{}, nil, nil
}

func (l *limiter) key(r route) string {
	name := r.name
	if hash, known := l.hashes[name]; known {
		name = hash
	}
	return name + " " + r.major
}
