package bot

import (
	"context"
	"sync"
)

// flights counts what was taken up and isn't finished, so that a stop can wait for it.
type flights struct {
	mu     sync.Mutex
	n      int
	closed bool
	landed chan struct{} // closed when n is 0 after closed
}

func newFlights() *flights { return &flights{landed: make(chan struct{})} }

// begin counts one more; it says false once closed.
func (f *flights) begin() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return false
	}
	f.n++
	return true
}

// end counts one less.
func (f *flights) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n--
	if f.closed && f.n == 0 {
		close(f.landed)
	}
}

// count is how many are on their way.
func (f *flights) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n
}

// drain lets nothing new begin and waits until everything has ended, or returns ctx's error.
func (f *flights) drain(ctx context.Context) error {
	f.mu.Lock()
	if !f.closed {
		f.closed = true
		if f.n == 0 {
			close(f.landed)
		}
	}
	f.mu.Unlock()
	select {
	case <-f.landed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
