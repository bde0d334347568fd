package backend

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
)

func TestControllerCountsBesideTheReplyWhereNoStoreIsNeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recorder := &ledger{hold: make(chan struct{})}
		c, registry := controller(t, recorder, DefaultConfig())
		began := time.Now()
		if got := body(c.Handle(t.Context(), Request{Path: "echo"})); got != "hello" {
			t.Errorf("said %q", got)
		}
		if waited := time.Since(began); waited != 0 {
			t.Errorf("the reply waited %v for the store", waited)
		}
		if err := c.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited != recordTimeout {
			t.Errorf("counting gave up after %v, want %v", waited, recordTimeout)
		}
		if got := testutil.ToFloat64(c.metrics.uncounted); got != 1 {
			t.Errorf("%v uncounted, want 1", got)
		}
		if n, err := testutil.GatherAndCount(registry, "feyre_requests_total"); err != nil || n != 1 {
			t.Errorf("%d request series, %v", n, err)
		}
	})
}

func TestErasingWaitsForTheUsersOwnCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recorder := &ledger{slow: "echo", hold: make(chan struct{})}
		c, _ := controller(t, recorder, DefaultConfig())
		ask := func(user uint64, path string) { _ = c.Handle(t.Context(), Request{User: user, Path: path}) }
		ask(7, "echo")
		ask(7, "echo")
		ask(8, "keep/erase") // somebody else's counts are no reason to wait
		if got := strings.Join(recorder.calls, ","); got != "keep,erased 8" {
			t.Fatalf("called %q", got)
		}

		erased := make(chan struct{})
		go func() {
			ask(7, "keep/erase")
			close(erased)
		}()
		synctest.Wait()
		if got := strings.Join(recorder.calls, ","); got != "keep,erased 8,keep" {
			t.Fatalf("erased before all was counted: %q", got)
		}
		close(recorder.hold)
		<-erased
		if got := strings.Join(recorder.calls, ","); got != "keep,erased 8,keep,echo,echo,erased 7" {
			t.Errorf("called %q", got)
		}
		ask(7, "keep/erase")
		if got := recorder.calls[len(recorder.calls)-1]; got != "erased 7" {
			t.Errorf("with nothing under way it did %q", got)
		}
	})
}

func TestErasingIsRefusedWhileItHasToWaitTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recorder := &ledger{slow: "echo", hold: make(chan struct{})}
		config := DefaultConfig()
		config.Deadline = recordTimeout / 2
		c, _ := controller(t, recorder, config)
		_ = c.Handle(t.Context(), Request{User: 7, Path: "echo"})
		if got := body(c.Handle(t.Context(), Request{User: 7, Path: "keep/erase"})); got == "erased" {
			t.Errorf("said %q", got)
		}
		if err := c.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(recorder.calls, ","); got != "keep" {
			t.Errorf("called %q", got)
		}
	})
}
