package embedded

import (
	"context"
	"encoding/binary"
	"sync"
	"time"

	"feyre/store"
)

// Identify waits until this process may identify in the bucket: once in every interval.
func (s *Store) Identify(ctx context.Context, bucket string, every time.Duration) error {
	return s.turns.wait(ctx, bucket, every)
}

// Seen remembers an id for ttl and says whether it was remembered already.
func (s *Store) Seen(ctx context.Context, id string, ttl time.Duration) (bool, error) {
	return s.seen.add(id, s.clock(), ttl), ctx.Err()
}

// Remember keeps message as the newest of its kind in a channel and returns the one before, 0 for none.
func (s *Store) Remember(ctx context.Context, channel uint64, kind string, message uint64) (previous uint64, err error) {
	err = s.write(ctx, "remember", func(t tx) error {
		key := string(store.StickyKey(channel, kind))
		if raw := t.get(sticky, key); len(raw) == 8 {
			previous = binary.BigEndian.Uint64(raw)
		}
		t.put(sticky, key, binary.BigEndian.AppendUint64(nil, message))
		return nil
	})
	return previous, err
}

// turns hands out one turn per bucket and interval.
type turns struct {
	mu   sync.Mutex
	next map[string]time.Time
}

func newTurns() *turns { return &turns{next: map[string]time.Time{}} }

func (t *turns) wait(ctx context.Context, bucket string, every time.Duration) error {
	timer := time.NewTimer(t.take(bucket, every))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// take reserves the bucket's next turn and returns how far off it is.
func (t *turns) take(bucket string, every time.Duration) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	turn := t.next[bucket]
	if turn.Before(now) {
		turn = now
	}
	t.next[bucket] = turn.Add(every)
	return turn.Sub(now)
}

// expiring is a set whose entries end by themselves. Entries of one ttl end in the order they came, so that the oldest are dropped first.
type expiring struct {
	mu    sync.Mutex
	until map[string]time.Time
	order []string
}

func newExpiring() *expiring { return &expiring{until: map[string]time.Time{}} }

// add puts an id in and says whether it was there.
func (e *expiring) add(id string, now time.Time, ttl time.Duration) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for len(e.order) > 0 && !e.until[e.order[0]].After(now) {
		delete(e.until, e.order[0])
		e.order = e.order[1:]
	}
	if until, known := e.until[id]; known && until.After(now) {
		return true
	} else if !known {
		e.order = append(e.order, id)
	}
	e.until[id] = now.Add(ttl)
	return false
}
