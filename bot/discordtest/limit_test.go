package discordtest_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

const anyCallback = "POST /interactions/*/*/callback"

// limited wants a 429 and returns its body's retry_after.
func limited(t *testing.T, r reply, scope string) float64 {
	t.Helper()
	var body struct {
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
	}
	if err := json.Unmarshal(r.Body, &body); err != nil || r.Status != 429 {
		t.Fatalf("got %d %s, want 429", r.Status, r.Body)
	}
	if got := r.Header.Get("X-RateLimit-Scope"); got != scope || body.Global != (scope == discordtest.ScopeGlobal) {
		t.Errorf("scope %q, global %v, want %q", got, body.Global, scope)
	}
	return body.RetryAfter
}

// discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit
func TestScriptedRateLimits(t *testing.T) {
	for scope, counted := range map[string]int{discordtest.ScopeUser: 2, discordtest.ScopeShared: 0, discordtest.ScopeGlobal: 2} {
		t.Run(scope, func(t *testing.T) {
			clock := discordtest.NewManualClock()
			srv := serving(t, discordtest.Options{Clock: clock})
			srv.Fault(discordtest.Fault{
				Route:     "GET /users/@me",
				RateLimit: &discordtest.RateLimit{Scope: scope, RetryAfter: 1337 * time.Millisecond, FractionalHeader: true},
			})
			r := rest(t, srv, "GET", "/users/@me", nil)
			if after := limited(t, r, scope); after != 1.337 || r.Header.Get("Retry-After") != "1.337" {
				t.Errorf("retry after %v, header %q", after, r.Header.Get("Retry-After"))
			}
			if (r.Header.Get("X-RateLimit-Global") == "true") != (scope == discordtest.ScopeGlobal) {
				t.Errorf("headers: %v", r.Header)
			}
			clock.Advance(time.Second)
			if after := limited(t, rest(t, srv, "GET", "/users/@me", nil), scope); after != 0.337 {
				t.Errorf("an early request is told to wait %v", after)
			}
			clock.Advance(337 * time.Millisecond)
			accepted(t, rest(t, srv, "GET", "/users/@me", nil))
			if srv.EarlyRequests() != 1 || srv.InvalidRequests() != counted {
				t.Errorf("%d early and %d invalid requests", srv.EarlyRequests(), srv.InvalidRequests())
			}
		})
	}
}

// A global limit holds for every route but those of interactions.
// discord.com/developers/docs/topics/rate-limits#global-rate-limit
func TestGlobalLimitSparesInteractions(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	w.Fault(discordtest.Fault{Route: "GET /users/@me", RateLimit: &discordtest.RateLimit{
		Scope: discordtest.ScopeGlobal, RetryAfter: time.Hour,
	}})
	limited(t, rest(t, w.Server, "GET", "/users/@me", nil), discordtest.ScopeGlobal)
	limited(t, rest(t, w.Server, "GET", "/gateway/bot", nil), discordtest.ScopeGlobal)
	w.answered(discordtest.From{}, object{"content": "a"})
}

// discord.com/developers/docs/topics/rate-limits#global-rate-limit
func TestFiftyRequestsASecond(t *testing.T) {
	clock := discordtest.NewManualClock()
	srv := serving(t, discordtest.Options{Clock: clock, EnforceGlobal: true})
	for range 50 {
		accepted(t, rest(t, srv, "GET", "/users/@me", nil))
	}
	limited(t, rest(t, srv, "GET", "/users/@me", nil), discordtest.ScopeGlobal)
	clock.Advance(time.Second)
	accepted(t, rest(t, srv, "GET", "/users/@me", nil))
}

// Buckets are announced, enforced, and apart for each channel.
// discord.com/developers/docs/topics/rate-limits#header-format
func TestBuckets(t *testing.T) {
	clock := discordtest.NewManualClock()
	srv := serving(t, discordtest.Options{Guilds: 2, Clock: clock, Buckets: discordtest.DefaultBuckets()})
	send := func(n int) reply {
		channel := discordtest.From{GuildID: discordtest.GuildID(n)}.Place()
		return rest(t, srv, "POST", "/channels/"+channel+"/messages", object{"content": "a"})
	}
	for _, left := range []string{"4", "3", "2", "1", "0"} {
		r := send(0)
		if r.Header.Get("X-RateLimit-Remaining") != left || r.Header.Get("X-RateLimit-Limit") != "5" || r.Header.Get("X-RateLimit-Bucket") == "" {
			t.Errorf("headers: %v, want %s left", r.Header, left)
		}
	}
	limited(t, send(0), discordtest.ScopeUser)
	accepted(t, send(1))
	clock.Advance(5 * time.Second)
	accepted(t, send(0))
}

func TestScriptedFailures(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	srv.Fault(discordtest.Fault{Route: "GET /users/*", Skip: 1, Times: 2, Status: 502})
	srv.Fault(discordtest.Fault{Route: "GET /gateway", Status: 403, Code: 50013, Message: "Missing Permissions"})
	for _, want := range []int{200, 502, 502, 200} {
		if r := rest(t, srv, "GET", "/users/@me", nil); r.Status != want {
			t.Errorf("got %d, want %d", r.Status, want)
		}
	}
	refused(t, rest(t, srv, "GET", "/gateway", nil), 403, 50013)
	if n := srv.InvalidRequests(); n != 1 {
		t.Errorf("%d requests count towards a ban, want 1", n)
	}
	srv.Fault(discordtest.Fault{Route: "*", Times: -1, Status: 500})
	srv.ClearFaults()
	accepted(t, rest(t, srv, "GET", "/gateway", nil))
}

// A connection may break before or after a request took effect.
func TestCutConnections(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	for _, c := range []struct {
		fault  discordtest.Fault
		effect bool
	}{
		{discordtest.Fault{Route: anyCallback, Cut: true}, false},
		{discordtest.Fault{Route: anyCallback, CutAfter: true}, true},
	} {
		w.Fault(c.fault)
		i := w.slash(discordtest.From{})
		req := request(t, w.Server, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body(`{"type":5}`))
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = resp.Body.Close()
			t.Fatal("the connection was not cut")
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("cut with %v", err)
		}
		if (i.Response() != nil) != c.effect {
			t.Errorf("answered: %v, want %v", i.Response() != nil, c.effect)
		}
	}
}

// A held request is answered when it is let go.
func TestHeldRequest(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	release := make(chan struct{})
	srv.Fault(discordtest.Fault{Route: "GET /users/@me", Hold: release})
	answered := make(chan int, 1)
	req := request(t, srv, "GET", "/users/@me", nil)
	go func() {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			answered <- 0
			return
		}
		_ = resp.Body.Close()
		answered <- resp.StatusCode
	}()
	accepted(t, rest(t, srv, "GET", "/gateway", nil))
	select {
	case status := <-answered:
		t.Fatalf("the held request was answered with %d", status)
	default:
	}
	close(release)
	if status := <-answered; status != 200 {
		t.Errorf("the held request got %d", status)
	}
	if got, err := srv.WaitRequests(deadline(t), "GET /users/@me", 1); err != nil || got[0].Status != 200 {
		t.Errorf("requests: %+v, %v", got, err)
	}
}
