package archivetest

import (
	"context"
	"errors"
	"testing"

	"feyre/syncer"
)

// RunLease tests leases. open returns handles of one and the same lease.
func RunLease(t *testing.T, open func(t *testing.T) syncer.Lease) {
	t.Run("one holds it", func(t *testing.T) {
		first, second := open(t), open(t)
		worked := false
		err := first.Hold(t.Context(), func(ctx context.Context) error {
			worked = true
			err := second.Hold(ctx, func(context.Context) error {
				t.Error("two hold the lease")
				return nil
			})
			want(t, err, syncer.ErrHeld)
			return nil
		})
		want(t, err, nil)
		if !worked {
			t.Error("no work was done")
		}
	})
	t.Run("given back", func(t *testing.T) {
		first, second := open(t), open(t)
		failed := errors.New("failed")
		want(t, first.Hold(t.Context(), func(context.Context) error { return failed }), failed)
		want(t, second.Hold(t.Context(), func(context.Context) error { return nil }), nil)
		want(t, first.Hold(t.Context(), func(context.Context) error { return nil }), nil)
	})
	t.Run("given back after the context ended", func(t *testing.T) {
		first, second := open(t), open(t)
		ctx, cancel := context.WithCancel(t.Context())
		_ = first.Hold(ctx, func(context.Context) error {
			cancel()
			return ctx.Err()
		})
		want(t, second.Hold(t.Context(), func(context.Context) error { return nil }), nil)
	})
}
