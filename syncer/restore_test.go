package syncer_test

import (
	"context"
	"sync/atomic"
	"testing"

	"feyre/syncer"
)

// watched is a lease that tells whether it is held.
type watched struct{ held atomic.Bool }

func (w *watched) Hold(ctx context.Context, work func(context.Context) error) error {
	if !w.held.CompareAndSwap(false, true) {
		return syncer.ErrHeld
	}
	defer w.held.Store(false)
	return work(ctx)
}

func TestRestoreHoldsTheLeaseAtEveryStep(t *testing.T) {
	b := newBench(t)
	b.fill(3)
	then := b.once()
	b.store.put(user(1), `["changed"]`)
	lease, steps := &watched{}, map[syncer.Step]bool{}
	b.options = func(o *syncer.Options) {
		o.Lease = lease
		o.Hook = func(at syncer.Step) {
			steps[at] = true
			if !lease.held.Load() {
				t.Errorf("%s without the lease", at)
			}
		}
	}
	if _, err := b.syncer().Restore(t.Context(), then.Generation); err != nil {
		t.Fatal(err)
	}
	if !steps[syncer.StepRollback] || !steps[syncer.StepCommit] {
		t.Errorf("came by %v", steps)
	}
	if lease.held.Load() {
		t.Error("the lease was not given back")
	}
}
