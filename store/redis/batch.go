package redis

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"feyre/store"
)

// maxBatch is how many requests share one round trip at most, maxWaiting how many may wait for theirs.
const (
	maxBatch   = 128
	maxWaiting = 16 * maxBatch
)

var (
	errClosed = errors.New("store is closed")
	errCrowd  = errors.New("too many requests wait for the store")
)

// batcher lets requests that come while a round trip is under way share the next one. A request that comes alone is sent at once, by its own
// caller, without a detour over another goroutine.
type batcher[T any] struct {
	flush   func(context.Context, []T) error
	certain bool // whether callers stay until it is known what became of a request that is under way, even where their context ends
	mu      sync.Mutex
	waiting []*request[T]
	busy    bool
	closed  bool
	work    sync.WaitGroup
}

// request waits for its batch. Whoever takes it first decides: the batch, or its caller who gives up.
type request[T any] struct {
	item  T
	taken atomic.Bool
	done  chan error
}

func newBatcher[T any](flush func(context.Context, []T) error) *batcher[T] {
	return &batcher[T]{flush: flush}
}

// do sends one item and returns when that is done, or ctx ends.
func (b *batcher[T]) do(ctx context.Context, item T) error {
	r, alone, err := b.enter(item)
	if err != nil {
		return err
	}
	if alone {
		defer b.next(ctx)
		if b.certain {
			ctx = context.WithoutCancel(ctx)
		}
		return b.flush(ctx, []T{item})
	}
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
	}
	if r.taken.CompareAndSwap(false, true) || !b.certain {
		return store.Unavailable(ctx.Err())
	}
	return <-r.done
}

// enter makes the caller the one who sends, or a request that waits.
func (b *batcher[T]) enter(item T) (r *request[T], alone bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return nil, false, store.Unavailable(errClosed)
	case !b.busy:
		b.busy = true
		b.work.Add(1)
		return nil, true, nil
	case len(b.waiting) >= maxWaiting:
		return nil, false, store.Unavailable(errCrowd)
	}
	r = &request[T]{item: item, done: make(chan error, 1)}
	b.waiting = append(b.waiting, r)
	return r, false, nil
}

// next has the waiting requests sent, or the next caller send his own.
func (b *batcher[T]) next(ctx context.Context) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.waiting) == 0 {
		b.idle()
		return
	}
	go b.drain(context.WithoutCancel(ctx))
}

func (b *batcher[T]) idle() {
	b.busy = false
	b.work.Done()
}

// drain sends batches until nobody waits.
func (b *batcher[T]) drain(ctx context.Context) {
	batch, items := make([]*request[T], 0, maxBatch), make([]T, 0, maxBatch)
	for batch = b.take(batch[:0]); len(batch) > 0; batch = b.take(batch[:0]) {
		items = items[:0]
		waited := batch[:0]
		for _, r := range batch {
			if r.taken.CompareAndSwap(false, true) {
				items = append(items, r.item)
				waited = append(waited, r)
			}
		}
		if len(waited) == 0 {
			continue
		}
		err := b.flush(ctx, items)
		for _, r := range waited {
			r.done <- err
		}
	}
}

// take moves up to a batch of waiting requests; with none the batcher is idle.
func (b *batcher[T]) take(batch []*request[T]) []*request[T] {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := min(len(b.waiting), maxBatch)
	if n == 0 {
		b.idle()
		return batch
	}
	batch = append(batch, b.waiting[:n]...)
	rest := copy(b.waiting, b.waiting[n:])
	clear(b.waiting[rest:])
	b.waiting = b.waiting[:rest]
	return batch
}

// close refuses new requests and waits for those under way.
func (b *batcher[T]) close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.work.Wait()
}
