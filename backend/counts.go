package backend

import (
	"context"
	"sync"
)

// counts are those that run beside their replies, by user. The zero counts are ready to use.
type counts struct {
	all     sync.WaitGroup
	mu      sync.Mutex
	running map[uint64]int
	waiting map[uint64][]chan struct{}
}

// begin runs count for a user beside the caller.
func (c *counts) begin(user uint64, count func()) {
	c.mu.Lock()
	if c.running == nil {
		c.running, c.waiting = map[uint64]int{}, map[uint64][]chan struct{}{}
	}
	c.running[user]++
	c.mu.Unlock()
	c.all.Go(func() {
		defer c.end(user)
		count()
	})
}

// end wakes those who wait when it was the user's last.
func (c *counts) end(user uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running[user]--; c.running[user] > 0 {
		return
	}
	for _, done := range c.waiting[user] {
		close(done)
	}
	delete(c.running, user)
	delete(c.waiting, user)
}

// settle waits until none of a user's is under way, or ctx ends.
func (c *counts) settle(ctx context.Context, user uint64) error {
	c.mu.Lock()
	if c.running[user] == 0 {
		c.mu.Unlock()
		return nil
	}
	done := make(chan struct{})
	c.waiting[user] = append(c.waiting[user], done)
	c.mu.Unlock()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
