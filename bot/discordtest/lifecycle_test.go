package discordtest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

// recorder stands in for a *testing.T.
type recorder struct {
	cleanups []func()
	errors   []string
	fatal    string
}

func (r *recorder) Helper()          {}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = fmt.Sprintf(format, args...)
	panic(r)
}

// A test fails if its bot sent what Discord refuses as malformed, unless the
// test took it.
func TestNewFailsOnViolations(t *testing.T) {
	for _, take := range []bool{false, true} {
		tb := &recorder{}
		srv := discordtest.New(tb, discordtest.Options{Spec: bareSpec()})
		rest(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", list{object{}})
		if n := len(srv.Violations()); n != 1 {
			t.Errorf("%d violations", n)
		}
		if take {
			srv.TakeViolations()
		}
		for _, f := range tb.cleanups {
			f()
		}
		if failed := len(tb.errors) > 0; failed == take {
			t.Errorf("taken %v: %q", take, tb.errors)
		}
		if !take && !strings.Contains(tb.errors[0], "BASE_TYPE_REQUIRED") {
			t.Errorf("the failure says %q", tb.errors[0])
		}
	}
}

func TestNewFailsWithoutAddress(t *testing.T) {
	tb := &recorder{}
	defer func() {
		if recover() == nil || !strings.Contains(tb.fatal, "listen") {
			t.Errorf("failed with %q", tb.fatal)
		}
	}()
	discordtest.New(tb, discordtest.Options{Addr: "nowhere"})
}

// Waiting ends with the context, and with the server.
func TestWaitingEnds(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	why := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(why)
	if _, err := srv.Gateway.WaitReady(ctx, 0); !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
	srv.Close()
	srv.Close()
	if _, err := srv.Gateway.WaitReady(deadline(t), 0); !errors.Is(err, discordtest.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// A bot that falls silent loses its connection, and can resume.
// discord.com/developers/docs/events/gateway#sending-heartbeats
func TestSilentBotIsDropped(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{HeartbeatPatience: 20 * time.Millisecond})
	bot, r := online(t, srv)
	if code := bot.closeCode(); code != discordtest.CloseSessionTimedOut {
		t.Errorf("closed with %d", code)
	}
	again := dial(t, srv)
	again.send(6, resume(srv, r, 1))
	if p := again.read(); p.Type != "RESUMED" {
		t.Errorf("received %+v", p)
	}
}

// discord.com/developers/docs/events/gateway#session-start-limit-object
func TestTooManySessionStartsAreRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{SessionStarts: 1})
	online(t, srv)
	bot := dial(t, srv)
	bot.send(2, identity(srv))
	if code := bot.closeCode(); code != discordtest.CloseAuthenticationFailed {
		t.Errorf("closed with %d", code)
	}
}

// A delayed request waits while others are served, and ends with its client.
func TestDelayedAnswer(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	slow := srv.Fault(discordtest.Fault{Route: "GET /users/@me", Delay: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	req := request(t, srv, "GET", "/users/@me", nil).WithContext(ctx)
	go func() {
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		ended <- err
	}()
	if err := slow.Wait(deadline(t), 1); err != nil {
		t.Fatal(err)
	}
	accepted(t, rest(t, srv, "GET", "/users/@me", nil))
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the delayed request ended with %v", err)
	}
	if n := slow.Hits(); n != 1 {
		t.Errorf("the fault hit %d requests, want 1", n)
	}
	srv.Fault(discordtest.Fault{Route: "GET /gateway", Delay: time.Nanosecond})
	accepted(t, rest(t, srv, "GET", "/gateway", nil))
}

// The server does not read a body that is too large for any message.
// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 40005
func TestHugeRequestIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	conn, err := net.Dial("tcp", strings.TrimPrefix(srv.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = fmt.Fprintf(conn, "POST /api/v10%s HTTP/1.1\r\nHost: a\r\nUser-Agent: DiscordBot (a, 1)\r\nAuthorization: Bot %s\r\n"+
		"Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n", place(), srv.Token())
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("got %d", resp.StatusCode)
	}
}

// with_response=true gives the message back.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object
func TestCallbackWithResponse(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	r := rest(t, w.Server, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true",
		object{"type": 4, "data": object{"content": "a", "flags": 64}})
	accepted(t, r)
	for _, want := range []string{`"response_message_ephemeral":true`, `"response_message_id":"` + i.Original().ID, `"content":"a"`, `"type":4`} {
		if !strings.Contains(string(r.Body), want) {
			t.Errorf("%s lacks %s", r.Body, want)
		}
	}
}

// Requests are remembered with what they were answered.
func TestRequestsAreRecorded(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1, KeepRequests: 4})
	for range 5 {
		rest(t, srv, "GET", "/gateway", nil)
	}
	rest(t, srv, "POST", place(), object{"content": "a"})
	got := srv.Requests("POST /channels/*/messages")
	if len(got) != 1 || got[0].Status != 200 || string(got[0].Body) != `{"content":"a"}` || got[0].Header.Get("Authorization") == "" {
		t.Errorf("recorded %+v", got)
	}
	if n := len(srv.Requests("*")); n > 4 {
		t.Errorf("%d requests are kept", n)
	}
}
