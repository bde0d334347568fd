package redis

import (
	"context"
	"errors"
	"fmt"
	"time"

	"feyre/store"

	"github.com/bsm/redislock"
)

// Lease is a lock that one of many processes holds while it works. One whose holder died ends by itself after its ttl.
type Lease struct {
	locks *redislock.Client
	key   string
	ttl   time.Duration
	held  error
}

// NewLease makes a lease by name. ttl is how long a dead holder keeps the others waiting; a living one renews it three times as often. held
// is the error of Hold when another process has the lease.
func NewLease(s *Store, name string, ttl time.Duration, held error) *Lease {
	return &Lease{locks: redislock.New(s.client), key: string(store.LeaseKey(name)), ttl: ttl, held: held}
}

// Hold takes the lease, does the work and gives it back. The work's context ends when the lease is lost. When another process has it, no work
// is done.
func (l *Lease) Hold(ctx context.Context, work func(context.Context) error) error {
	began := time.Now()
	lock, err := l.locks.Obtain(ctx, l.key, l.ttl, nil)
	if errors.Is(err, redislock.ErrNotObtained) {
		return l.held
	}
	if err != nil {
		return fmt.Errorf("lease: %w", failure(err))
	}
	working, end := context.WithCancelCause(ctx)
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		l.renew(working, lock, began.Add(l.ttl), end)
	}()
	defer func() {
		end(nil)
		<-renewed
		l.release(ctx, lock)
	}()
	err = work(working)
	if lost := context.Cause(working); err != nil && lost != nil {
		return fmt.Errorf("%w: %w", err, lost)
	}
	return err
}

// renew keeps the lease until the work ends. It is lost when another has it, or when no renewal succeeded for as long as it lasts.
func (l *Lease) renew(ctx context.Context, lock *redislock.Lock, lasts time.Time, end context.CancelCauseFunc) {
	tick := time.NewTicker(l.ttl / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		began := time.Now()
		bounded, cancel := context.WithDeadline(ctx, lasts)
		err := lock.Refresh(bounded, l.ttl, nil)
		cancel()
		switch {
		case err == nil:
			lasts = began.Add(l.ttl)
		case errors.Is(err, redislock.ErrNotObtained), time.Until(lasts) <= l.ttl/3: // the next try would come too late
			end(fmt.Errorf("lease %s is lost: %w", l.key, err))
			return
		}
	}
}

// release gives the lease back, also when ctx has ended. Where that fails the lease ends by itself.
func (l *Lease) release(ctx context.Context, lock *redislock.Lock) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.ttl)
	defer cancel()
	_ = lock.Release(ctx)
}
