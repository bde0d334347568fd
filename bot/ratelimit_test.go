package bot

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

func TestNoBucketForInteractions(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{})
	c := newTestRest(t, server, quick())
	body := payload{contentType: "application/json", data: []byte(`{"type":5}`)}
	for i := range uint64(50) {
		_, _ = c.callback(patient(t), i+1, "token"+decimal(i), body, false)
	}
	if n := len(c.limits().buckets); n != 0 {
		t.Errorf("%d buckets after first answers alone", n)
	}
}

// Buckets of interactions that are over go, however many there were.
func TestBucketsAreSwept(t *testing.T) {
	t.Parallel()
	l := newLimiter()
	answer := &http.Response{StatusCode: http.StatusOK, Header: http.Header{
		"X-Ratelimit-Limit": {"5"}, "X-Ratelimit-Remaining": {"4"}, "X-Ratelimit-Reset-After": {"0"}, "X-Ratelimit-Bucket": {"abc"},
	}}
	for i := range uint64(20_000) {
		r := classify(http.MethodPost, "webhooks/1/token"+decimal(i))
		if until, probe, err := l.admit(r, time.Now()); !until.IsZero() || probe != nil || err != nil {
			t.Fatalf("interaction %d: held back by %v, %v, %v", i, until, probe, err)
		}
		l.note(r, answer, nil)
	}
	if n := len(l.buckets); n > 4096 {
		t.Errorf("%d buckets are kept", n)
	}
}

func TestLimitsAreWaitedOut(t *testing.T) {
	t.Parallel()
	for _, scope := range []string{discordtest.ScopeUser, discordtest.ScopeShared, discordtest.ScopeGlobal} {
		for _, fraction := range []bool{false, true} {
			t.Run(scope, func(t *testing.T) {
				t.Parallel()
				server := discordtest.New(t, discordtest.Options{Guilds: 1, Buckets: discordtest.DefaultBuckets()})
				limitOnce(server, scope, fraction)
				c := newTestRest(t, server, quick())
				if err := writeTo(t, c, "x"); err != nil {
					t.Fatal(err)
				}
				if n := server.EarlyRequests(); n != 0 {
					t.Errorf("%d requests came before the limit was over", n)
				}
			})
		}
	}
}

func TestCallbacksPassAGlobalLimit(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.start(t)
	r.discord.Fault(discordtest.Fault{
		Route: "POST /channels/*/messages", RateLimit: &discordtest.RateLimit{Scope: discordtest.ScopeGlobal, RetryAfter: time.Hour},
	})
	if err := postTo(within(t, time.Second), r.bot.rest); err == nil {
		t.Fatal("posted under a global limit")
	}
	r.slash(t, "ping", nil)
	if err := postTo(patient(t), r.bot.rest); !errors.Is(err, errTooLate) {
		t.Errorf("a message under a limit of an hour: %v, want %v at once", err, errTooLate)
	}
}

// Twenty messages to one channel go out as fast as the bucket lets them, and none is refused.
func TestBucketsAreKept(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1, Buckets: []discordtest.Bucket{
		{Route: "POST /channels/{channel}/messages", Limit: 5, Per: 100 * time.Millisecond},
	}})
	c := newTestRest(t, server, quick())
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := writeTo(t, c, "x"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := server.InvalidRequests(); n != 0 {
		t.Errorf("%d requests were refused", n)
	}
}

// Whoever asks all the time is never let go more often than Discord allows in any one second.
func TestGlobalRateIsKept(t *testing.T) {
	t.Parallel()
	l := newLimiter()
	start := time.Now()
	var gone []time.Time
	for at := start; at.Before(start.Add(4 * time.Second)); at = at.Add(time.Millisecond) {
		for l.global.AllowN(at, 1) {
			gone = append(gone, at)
		}
	}
	for i := range gone {
		if i >= globalPerSecond && gone[i].Sub(gone[i-globalPerSecond]) < time.Second {
			t.Fatalf("%d requests in a second", globalPerSecond+1)
		}
	}
	if len(gone) < 3*globalPerSecond {
		t.Errorf("only %d requests in 4 s", len(gone))
	}
}

// More messages than Discord takes in a second, each to a channel of its own: all arrive, and none is refused.
func TestGlobalRateIsKeptByAll(t *testing.T) {
	t.Parallel()
	const n = globalPerSecond + 10
	server := discordtest.New(t, discordtest.Options{Guilds: n, EnforceGlobal: true})
	c := newTestRest(t, server, quick())
	c.limits().global.SetLimit(globalPerSecond / 2) // for a busy machine, where one may arrive long after it was let go
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			if _, err := c.post(patient(t), uint64(channelOf(i)), testMessage); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if refused := server.InvalidRequests(); refused != 0 {
		t.Errorf("%d requests were refused", refused)
	}
}

// A context that ends while its request waits harms nobody.
func TestContextEndsInABucket(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1, Buckets: []discordtest.Bucket{
		{Route: "POST /channels/{channel}/messages", Limit: 1, Per: 200 * time.Millisecond},
	}})
	c := newTestRest(t, server, quick())
	if err := writeTo(t, c, "uses the bucket up"); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 10 {
		ctx, cancel := context.WithCancel(t.Context())
		all.Go(func() {
			if err := postTo(ctx, c); err == nil {
				t.Error("posted after its context had ended")
			}
		})
		cancel()
	}
	all.Wait()
	if err := writeTo(t, c, "later"); err != nil {
		t.Errorf("after contexts ended: %v", err)
	}
}

func TestBanIsAvoided(t *testing.T) {
	t.Parallel()
	l := newLimiter()
	r := classify(http.MethodPost, "channels/1/messages")
	for range maxInvalidRequests / 2 {
		l.note(r, &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}}, nil)
	}
	if err := l.wait(patient(t), r); !errors.Is(err, errBanRisk) {
		t.Errorf("after many refusals: %v, want %v", err, errBanRisk)
	}
	if err := l.wait(patient(t), classify(http.MethodPost, "interactions/1/token/callback")); err != nil {
		t.Errorf("a first answer is held back: %v", err)
	}
	l.invalidSince = l.invalidSince.Add(-invalidRequestWindow)
	if err := l.wait(patient(t), r); err != nil {
		t.Errorf("after the window: %v", err)
	}
}
