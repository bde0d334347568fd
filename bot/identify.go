package bot

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// IdentifyGate lets one shard of a bucket identify at a time. Shards whose number is alike modulo max_concurrency share a bucket.
//
// https://discord.com/developers/docs/events/gateway#rate-limiting
type IdentifyGate interface {
	// Identify returns when the caller may identify, and not before `every` has passed since it last returned for this bucket, in any
	// process that shares the gate. It returns ctx's error when ctx ends first. It is safe for concurrent use.
	Identify(ctx context.Context, bucket string, every time.Duration) error
}

// localGate is the IdentifyGate of a bot that runs in one process.
type localGate struct {
	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

var _ IdentifyGate = (*localGate)(nil)

func newLocalGate() *localGate { return &localGate{buckets: map[string]*rate.Limiter{}} }

// Identify waits for the bucket's turn.
func (g *localGate) Identify(ctx context.Context, bucket string, every time.Duration) error {
	g.mu.Lock()
	limiter, found := g.buckets[bucket]
	if !found {
		limiter = rate.NewLimiter(rate.Every(every), 1)
		g.buckets[bucket] = limiter
	}
	g.mu.Unlock()
	return limiter.Wait(ctx)
}

// identifyBudget counts down the identifies that Discord grants a day; over it, Discord resets the token.
type identifyBudget struct {
	mu      sync.Mutex
	left    int
	total   int
	resetAt time.Time
}

// refill takes over what GET /gateway/bot said.
func (b *identifyBudget) refill(left, total int, resetAt time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left, b.total, b.resetAt = left, total, resetAt
}

// take uses up one identify. Where none is left it waits until Discord grants new ones.
func (b *identifyBudget) take(ctx context.Context) error {
	for {
		wait := b.try(time.Now())
		if wait <= 0 {
			return nil
		}
		if err := sleep(ctx, wait); err != nil {
			return fmt.Errorf("no identifies left today: %w", err)
		}
	}
}

// try uses up one identify, or returns how long there is none.
func (b *identifyBudget) try(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !now.Before(b.resetAt) {
		b.left, b.resetAt = b.total, now.Add(24*time.Hour)
	}
	if b.left > 0 {
		b.left--
		return 0
	}
	return b.resetAt.Sub(now)
}

// sleep waits, or returns ctx's error when that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
