package app

import "sync/atomic"

// restarts carries the news that a server of the store came back.
type restarts struct {
	came        chan struct{}
	noted, seen atomic.Int64
}

func newRestarts() *restarts { return &restarts{came: make(chan struct{}, 1)} }

// note tells that a server came back.
func (r *restarts) note() {
	r.noted.Add(1)
	select {
	case r.came <- struct{}{}:
	default:
	}
}

// look has somebody look at what came back.
func (r *restarts) look(do func()) {
	noted := r.noted.Load()
	do()
	r.seen.Store(noted)
}

// unseen says that a server came back that nobody has looked at.
func (r *restarts) unseen() bool { return r.seen.Load() < r.noted.Load() }
