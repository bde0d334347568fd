package bot

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

// newTestRest is the REST client of a bot, on its own.
func newTestRest(t *testing.T, server *discordtest.Server, timing Timing) *rest {
	t.Helper()
	base, err := parseAPI(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := newRest(base, server.Token(), timing.withDefaults(), newMetrics(prometheus.NewRegistry()))
	t.Cleanup(c.close)
	return c
}

func (c *rest) limits() *limiter { return c.under.limits }

// writeTo posts a message to the first server's channel.
func writeTo(t *testing.T, c *rest, words string) error {
	t.Helper()
	body, err := jsonPayload(outgoing{Content: words, Embeds: []embed{}, Components: []part{}, Attachments: []attachment{}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.post(patient(t), uint64(channel(t)), body)
	return err
}

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
	answer := &http.Response{StatusCode: 200, Header: http.Header{
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

func TestRepeats(t *testing.T) {
	t.Parallel()
	const (
		message  = "POST /channels/*/messages"
		followUp = "POST /webhooks/*/*"
		removal  = "DELETE /channels/*/messages/*"
	)
	for _, test := range []struct {
		name  string
		fault discordtest.Fault
		call  func(context.Context, *rest) error
		tries int
		fails bool
	}{
		{"a message, 502", discordtest.Fault{Route: message, Status: 502}, postTo, 2, false},
		{"a message, cut", discordtest.Fault{Route: message, Cut: true}, postTo, 2, false},
		{"a message, cut after it was taken", discordtest.Fault{Route: message, CutAfter: true}, postTo, 2, false},
		{"a message, 502 for ever", discordtest.Fault{Route: message, Status: 502, Times: -1}, postTo, maxAttempts, true},
		{"a message, 403", discordtest.Fault{Route: message, Status: 403, Code: 50013}, postTo, 1, true},
		{"a follow-up, 502", discordtest.Fault{Route: followUp, Status: 502}, followTo, 1, true},
		{"a follow-up, cut", discordtest.Fault{Route: followUp, Cut: true}, followTo, 1, true},
		{"a follow-up that overtook the answer", discordtest.Fault{
			Route: followUp, Status: 404, Code: codeUnknownWebhook, Times: 2, Message: "Unknown Webhook",
		}, followTo, 4, true}, // the token is unknown for good
		{"a removal, 500", discordtest.Fault{Route: removal, Status: 500}, removeFrom, 2, true}, // the message is unknown
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := discordtest.New(t, discordtest.Options{Guilds: 1})
			server.Fault(test.fault)
			err := test.call(patient(t), newTestRest(t, server, quick()))
			if (err != nil) != test.fails {
				t.Errorf("error %v", err)
			}
			requests := server.Requests(test.fault.Route)
			if n := len(requests); n != test.tries {
				t.Errorf("sent %d times, want %d", n, test.tries)
			}
			for _, request := range requests {
				if string(request.Body) != string(requests[0].Body) { // with the nonce by which Discord takes it once
					t.Errorf("repeated as %s", request.Body)
				}
			}
		})
	}
}

var testMessage = payload{contentType: "application/json", data: []byte(`{"content":"x","nonce":"7","enforce_nonce":true}`)}

func postTo(ctx context.Context, c *rest) error {
	_, err := c.post(ctx, discordtestChannel(), testMessage)
	return err
}

func followTo(ctx context.Context, c *rest) error {
	_, err := c.followUp(ctx, 1, "token", payload{contentType: "application/json", data: []byte(`{"content":"x"}`)})
	return err
}

func removeFrom(ctx context.Context, c *rest) error { return c.remove(ctx, discordtestChannel(), 1) }

// The callback may be sent again: Discord takes one. That it has taken one before is no error then.
func TestCallbackIsRepeated(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]discordtest.Fault{
		"502":                    {Status: 502},
		"cut":                    {Cut: true},
		"cut after it was taken": {CutAfter: true},
		"limited":                {RateLimit: &discordtest.RateLimit{Scope: discordtest.ScopeUser, RetryAfter: 50 * time.Millisecond, FractionalHeader: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, discordtest.Options{}, newFakeBus())
			fault.Route = "POST /interactions/*/*/callback"
			r.discord.Fault(fault)
			r.start(t)
			_, response := r.slash(t, "ping", nil)
			if response.Message.Embeds[0].Description != "pong" {
				t.Errorf("answered %+v", response.Message)
			}
			if strings.Contains(r.log.String(), "can't answer") {
				t.Errorf("log:\n%s", r.log)
			}
		})
	}
}

func TestFilesAreRepeatedWhole(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1, Permissions: discordtest.PermissionAttachFiles | discordtest.PermissionViewChannel | discordtest.PermissionSendMessages})
	server.Fault(discordtest.Fault{Route: "POST /channels/*/messages", Status: 502})
	body, err := seal(outgoing{Content: "x", Attachments: []attachment{{ID: "0", Filename: "a.txt"}}},
		[]reply.File{{Name: "a.txt", Data: []byte("contents")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newTestRest(t, server, quick()).post(patient(t), discordtestChannel(), body); err != nil {
		t.Fatal(err)
	}
	for i, request := range server.Requests("POST /channels/*/messages") {
		if len(request.Files) != 1 || string(request.Files[0].Data) != "contents" {
			t.Errorf("attempt %d had files %+v", i+1, request.Files)
		}
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

func TestGatewayIsNotAskedAllTheTime(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus(), func(o *Options) { o.Timing.Reconnect = time.Hour })
	r.discord.Fault(discordtest.Fault{Route: "GET /gateway/bot", Times: -1, Status: 500})
	r.launch(t)
	if _, err := r.discord.WaitRequests(patient(t), "GET /gateway/bot", 1); err != nil {
		t.Fatal(err)
	}
	for range 50 { // time in which a loop without pauses asks hundreds of times
		_ = r.bot.rest.remove(patient(t), 1, 1)
	}
	if n := len(r.discord.Requests("GET /gateway/bot")); n != 1 {
		t.Errorf("asked %d times", n)
	}
}
