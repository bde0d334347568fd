package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"feyre/syncer"
)

// Presence of a process that serves from a shared store: a lease that one of them holds, whichever.
const (
	presenceLease = "serving"
	presenceLife  = 15 * time.Second
	presenceRetry = 5 * time.Second
)

// presence tells who would restore a shared store that somebody serves from it.
type presence struct {
	lease   syncer.Lease // nil: the store is this process's own, and its file is locked
	end     context.CancelFunc
	holding sync.WaitGroup
}

// Start begins to hold the lease, or to wait for it.
func (p *presence) Start(ctx context.Context) error {
	if p.lease == nil {
		return nil
	}
	ctx, p.end = context.WithCancel(context.WithoutCancel(ctx))
	p.holding.Go(func() {
		for ctx.Err() == nil {
			_ = p.lease.Hold(ctx, func(held context.Context) error {
				<-held.Done()
				return nil
			})
			select {
			case <-ctx.Done():
			case <-time.After(presenceRetry):
			}
		}
	})
	return nil
}

// Stop gives the lease back.
func (p *presence) Stop(context.Context) error {
	if p.end != nil {
		p.end()
		p.holding.Wait()
	}
	return nil
}

// served looks whether a process serves from a shared store.
func served(ctx context.Context, live liveStore) (bool, error) {
	lease := leaseOf(live, presenceLease, presenceLife)
	if lease == nil {
		return false, nil
	}
	err := lease.Hold(ctx, func(context.Context) error { return nil })
	if errors.Is(err, syncer.ErrHeld) {
		return true, nil
	}
	return false, err
}
