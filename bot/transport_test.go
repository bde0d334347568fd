package bot

import (
	"context"
	"errors"
	"strings"
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
			r.start(t)
			for range 2 { // first over a new connection, then over one that has served before
				r.discord.Fault(fault)
				if _, response := r.slash(t, "ping", nil); description(response.Message) != "pong" {
					t.Errorf("answered %+v", response.Message)
				}
				waitFor(t, func() bool { return r.bot.flights.count() == 0 })
			}
			if strings.Contains(r.log.String(), "can't answer") {
				t.Errorf("log:\n%s", r.log)
			}
		})
	}
}

// An answer that never comes is waited for no longer than one attempt may take.
func TestAttemptsEnd(t *testing.T) {
	t.Parallel()
	hold := make(chan struct{})
	defer close(hold)
	r := newRig(t, discordtest.Options{}, newFakeBus(), func(o *Options) { o.Timing.Attempt, o.Timing.REST = 50*time.Millisecond, 50*time.Millisecond })
	r.start(t)
	r.discord.Fault(discordtest.Fault{Route: "POST /interactions/*/*/callback", Hold: hold})
	_, response := r.slash(t, "ping", nil)
	if description(response.Message) != "pong" {
		t.Errorf("answered %+v", response.Message)
	}
	r.discord.Fault(discordtest.Fault{Route: "POST /webhooks/*/*", Times: -1, Hold: hold})
	if err := followTo(context.Background(), r.bot.rest); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a follow-up that nobody answers: %v", err)
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
