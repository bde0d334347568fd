package embedded

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"feyre/store"
)

// maxBatch is how many writes share one commit at most.
const maxBatch = 1024

var errClosed = errors.New("store is closed")

// writer is the one goroutine that writes. It commits all writes that wait together.
type writer struct {
	engine engine
	jobs   chan *job
	ended  chan struct{} // closed when no job is taken any more
	once   sync.Once
	done   chan struct{} // closed when the goroutine is gone
}

// job is one caller's write. It belongs to its caller until the writer takes it.
type job struct {
	do       func(tx) error
	taken    atomic.Bool
	finished chan struct{}
	err      error
	panicked any
}

func newWriter(e engine) *writer {
	w := &writer{engine: e, jobs: make(chan *job, maxBatch), ended: make(chan struct{}), done: make(chan struct{})}
	go w.run()
	return w
}

// submit runs do within the next commit and waits for it. do's own error or panic is the caller's alone. do must look before it
// writes: what it wrote before it failed is kept.
func (w *writer) submit(ctx context.Context, do func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := &job{do: do, finished: make(chan struct{})}
	if w.closed() {
		return store.Unavailable(errClosed)
	}
	select {
	case w.jobs <- j:
	case <-w.ended:
		return store.Unavailable(errClosed)
	case <-ctx.Done():
		return store.Unavailable(ctx.Err())
	}
	return w.await(ctx, j)
}

// await waits for a job's commit. One that the writer has taken is waited for even after ctx ended, for it will be done.
func (w *writer) await(ctx context.Context, j *job) error {
	select {
	case <-j.finished:
	case <-ctx.Done():
		if j.taken.CompareAndSwap(false, true) {
			return store.Unavailable(ctx.Err())
		}
		<-j.finished
	case <-w.done:
		if j.taken.CompareAndSwap(false, true) {
			return store.Unavailable(errClosed)
		}
		<-j.finished
	}
	if j.panicked != nil {
		panic(j.panicked)
	}
	return j.err
}

func (w *writer) run() {
	defer close(w.done)
	batch := make([]*job, 0, maxBatch)
	for {
		select {
		case first := <-w.jobs:
			batch = w.collect(append(batch[:0], first))
			w.commit(batch)
			clear(batch)
		case <-w.ended:
			return
		}
	}
}

// collect takes what waits already.
func (w *writer) collect(batch []*job) []*job {
	for len(batch) < maxBatch {
		select {
		case next := <-w.jobs:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

func (w *writer) commit(batch []*job) {
	mine := batch[:0]
	for _, j := range batch {
		if j.taken.CompareAndSwap(false, true) {
			mine = append(mine, j)
		}
	}
	err := w.engine.update(func(t tx) error {
		for _, j := range mine {
			j.run(t)
		}
		return nil
	})
	for _, j := range mine {
		if err != nil {
			j.err = store.Unavailable(fmt.Errorf("commit: %w", err))
		}
		close(j.finished)
	}
}

// run keeps do's panic for its caller. One of the engine's own goes on and ends the commit.
func (j *job) run(t tx) {
	defer func() {
		if !t.broken() {
			j.panicked = recover()
		}
	}()
	j.err = j.do(t)
}

func (w *writer) closed() bool {
	select {
	case <-w.ended:
		return true
	default:
		return false
	}
}

// close ends the writer after the commit that is under way.
func (w *writer) close() {
	w.once.Do(func() { close(w.ended) })
	<-w.done
}
