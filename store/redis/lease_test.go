package redis_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"
)

var errHeld = errors.New("held")

const leaseTTL = 300 * time.Millisecond

func TestLease(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	config := redis.Config{Addrs: []string{server.Addr()}}
	lease := func() *redis.Lease {
		return redis.NewLease(open(t, config, redis.Options{}), "sync", leaseTTL, errHeld)
	}
	one, two := lease(), lease()
	nothing := func(context.Context) error { return nil }

	t.Run("one holds it, renews it and gives it back", func(t *testing.T) {
		hold(t, one, func(ctx context.Context) error {
			for end := time.After(2 * leaseTTL); ; {
				if err := two.Hold(t.Context(), nothing); !errors.Is(err, errHeld) {
					t.Errorf("the other got %v", err)
				}
				select {
				case <-end:
					return ctx.Err()
				default:
				}
			}
		})
		hold(t, two, nothing)
	})
	t.Run("the work's error is Hold's", func(t *testing.T) {
		failed := errors.New("failed")
		if err := one.Hold(t.Context(), func(context.Context) error { return failed }); !errors.Is(err, failed) {
			t.Errorf("got %v", err)
		}
		hold(t, two, nothing)
	})
	t.Run("a lost lease ends the work", func(t *testing.T) {
		err := one.Hold(t.Context(), func(ctx context.Context) error {
			server.Do("DEL", string(store.LeaseKey("sync")))
			hold(t, two, func(context.Context) error {
				<-ctx.Done()
				return nil
			})
			return ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a dead holder is replaced", func(t *testing.T) {
		server.Do("SET", string(store.LeaseKey("sync")), "someone who died", "PX", "200")
		for errors.Is(two.Hold(t.Context(), nothing), errHeld) {
		}
		hold(t, two, nothing)
	})
	t.Run("a server that dies ends the work", func(t *testing.T) {
		err := one.Hold(t.Context(), func(ctx context.Context) error {
			server.Kill()
			<-ctx.Done()
			return ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if err := two.Hold(t.Context(), nothing); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("without a server: %v", err)
		}
	})
}

func hold(t *testing.T, lease *redis.Lease, work func(context.Context) error) {
	t.Helper()
	if err := lease.Hold(t.Context(), work); err != nil {
		t.Errorf("hold: %v", err)
	}
}
