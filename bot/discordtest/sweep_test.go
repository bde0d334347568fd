package discordtest

import (
	"testing"
	"time"
)

// A load test's memory is bounded: what was answered is dropped, what still
// waits is kept.
func TestSweep(t *testing.T) {
	clock := NewManualClock()
	srv, err := Start(Options{ForgetMessages: true, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	srv.nextSweep = 3
	answered, waiting := srv.newInteraction(KindCommand, From{}), srv.newInteraction(KindCommand, From{})
	if err := answered.apply(&Response{Type: ResponseMessage}, &draft{}); err != nil {
		t.Fatal(err)
	}
	clock.Advance(time.Minute)
	fresh := srv.newInteraction(KindCommand, From{})
	if srv.interaction(answered.Token) != nil || srv.Message(answered.original) != nil {
		t.Error("what was answered is kept")
	}
	if srv.interaction(waiting.Token) == nil || srv.interaction(fresh.Token) == nil {
		t.Error("what waits for an answer is gone")
	}
}

// The windows of tokens that are never used again are swept too.
func TestLimiterForgetsOldWindows(t *testing.T) {
	var l limiter
	now := time.Now()
	for n := range maxWindows + 2 {
		l.spend(snowflake(now, int64(n)), time.Second, now)
	}
	l.spend("last", time.Second, now.Add(time.Minute))
	if n := len(l.windows); n != 1 {
		t.Errorf("%d windows are kept", n)
	}
}
