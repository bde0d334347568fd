package discordtest_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/gorilla/websocket"

	"feyre/bot/discordtest"
)

func resume(srv *discordtest.Server, r ready, seq int64) object {
	return object{"token": srv.Token(), "session_id": r.SessionID, "seq": seq}
}

// A session that lost its connection gets what it missed, at the address that
// READY gave.
// discord.com/developers/docs/events/gateway#resuming
func TestResumeReplaysMissedEvents(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	session, err := w.Gateway.WaitReady(deadline(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	w.slash(discordtest.From{})
	var seen struct{ ID string }
	last := w.bot.event("INTERACTION_CREATE", &seen)
	session.Cut()
	if err := w.Gateway.WaitDisconnected(deadline(t)); err != nil {
		t.Fatal(err)
	}
	missed := []string{w.slash(discordtest.From{}).ID, w.slash(discordtest.From{}).ID}

	bot := connect(t, w.Server, w.Gateway.URL()[:len(w.Gateway.URL())-len("/gateway/")]+discordtest.ResumePath)
	bot.read() // HELLO
	bot.send(6, object{"token": w.Token(), "session_id": session.ID, "seq": *last.Seq})
	for n, want := range missed {
		p := bot.event("INTERACTION_CREATE", &seen)
		if seen.ID != want || *p.Seq != *last.Seq+int64(n)+1 {
			t.Errorf("event %d is %s with sequence %d, want %s", n, seen.ID, *p.Seq, want)
		}
	}
	bot.event("RESUMED", &object{})
	if err := session.WaitResumes(deadline(t), 1); err != nil {
		t.Fatal(err)
	}
	if got := w.Gateway.Connections(); got[1].Path != discordtest.ResumePath {
		t.Errorf("connections: %+v", got)
	}
	w.slash(discordtest.From{})
	bot.event("INTERACTION_CREATE", &seen)
}

// discord.com/developers/docs/events/gateway#resuming
func TestResumeRefusals(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	session, err := w.Gateway.WaitReady(deadline(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	r := ready{SessionID: session.ID}
	closes := map[string]struct {
		body object
		code int
	}{
		"wrong token":   {object{"token": "wrong", "session_id": r.SessionID, "seq": 1}, discordtest.CloseAuthenticationFailed},
		"seq to come":   {resume(w.Server, r, session.Seq()+100), discordtest.CloseInvalidSequence},
		"negative seq":  {resume(w.Server, r, -1), discordtest.CloseInvalidSequence},
		"seq is a text": {object{"seq": "a"}, discordtest.CloseDecodeError},
	}
	for name, c := range closes {
		t.Run(name, func(t *testing.T) {
			bot := dial(t, w.Server)
			bot.send(6, c.body)
			if code := bot.closeCode(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
		})
	}
	t.Run("unknown session", func(t *testing.T) {
		bot := dial(t, w.Server)
		bot.send(6, resume(w.Server, ready{SessionID: "nonsense"}, 1))
		invalid(t, bot, false)
	})
}

// invalid wants an invalid session.
func invalid(t *testing.T, bot *client, resumable bool) {
	t.Helper()
	p := bot.read()
	var got bool
	if err := json.Unmarshal(p.Data, &got); err != nil || p.Op != 9 || got != resumable {
		t.Errorf("got op %d with %s, want invalid session with %v", p.Op, p.Data, resumable)
	}
}

// A session that has forgotten what was missed is invalid.
func TestResumeTooLate(t *testing.T) {
	w := newWorld(t, discordtest.Options{ReplayLimit: 2})
	session, err := w.Gateway.WaitReady(deadline(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		session.Dispatch("TYPING_START", object{})
	}
	bot := dial(t, w.Server)
	bot.send(6, resume(w.Server, ready{SessionID: session.ID}, 1))
	invalid(t, bot, false)
}

// Closing with 1000 or 1001 ends the session; other codes keep it.
// discord.com/developers/docs/events/gateway#disconnecting
func TestCloseCodesOfTheBot(t *testing.T) {
	for code, kept := range map[int]bool{1000: false, 1001: false, 4900: true} {
		srv := serving(t, discordtest.Options{})
		bot, r := online(t, srv)
		message := websocket.FormatCloseMessage(code, "")
		if err := bot.ws.WriteMessage(websocket.CloseMessage, message); err != nil {
			t.Fatal(err)
		}
		if err := srv.Gateway.WaitDisconnected(deadline(t)); err != nil {
			t.Fatal(err)
		}
		again := dial(t, srv)
		again.send(6, resume(srv, r, 1))
		if p := again.read(); (p.Type == "RESUMED") != kept {
			t.Errorf("after close code %d: %+v", code, p)
		}
	}
}

// What a test can do to a session.
func TestSessionScripts(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	session, err := w.Gateway.WaitReady(deadline(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	skipTo := func(op int) packet {
		for {
			if p := w.bot.read(); p.Op == op {
				return p
			}
		}
	}
	session.Reconnect()
	skipTo(7)
	session.InvalidSession(true)
	if p := skipTo(9); string(p.Data) != "true" {
		t.Errorf("invalid session carries %s", p.Data)
	}
	session.Close(discordtest.CloseUnknownError, "bye")
	if code := w.bot.closeCode(); code != discordtest.CloseUnknownError {
		t.Errorf("closed with %d", code)
	}
}

// Plans apply to connections in order.
func TestPlans(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	srv.Gateway.Plan(
		discordtest.Plan{RefuseStatus: 503},
		discordtest.Plan{OnIdentify: discordtest.Reaction{Close: 4013}},
		discordtest.Plan{OnIdentify: discordtest.Reaction{Invalid: true}},
		discordtest.Plan{OnIdentify: discordtest.Reaction{Reconnect: true}},
		discordtest.Plan{OnResume: discordtest.Reaction{Invalid: true, Resumable: true}},
	)
	_, resp, err := websocket.DefaultDialer.Dial(srv.Gateway.URL()+"?v=10&encoding=json", nil)
	if err == nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Fatalf("the first connection: %v", err)
	}
	_ = resp.Body.Close()
	refusedBot := dial(t, srv)
	refusedBot.send(2, identity(srv))
	if code := refusedBot.closeCode(); code != 4013 {
		t.Errorf("the second connection closed with %d", code)
	}
	invalidBot := dial(t, srv)
	invalidBot.send(2, identity(srv))
	invalid(t, invalidBot, false)
	movedBot, _ := online(t, srv)
	if p := movedBot.read(); p.Op != 7 {
		t.Errorf("the fourth connection got op %d after READY", p.Op)
	}
	resumingBot := dial(t, srv)
	resumingBot.send(6, object{})
	invalid(t, resumingBot, true)
	if _, r := online(t, srv); r.SessionID == "" {
		t.Error("a connection without a plan is not served")
	}
}

// Without HELLO nothing comes, and the server can still be closed.
func TestNoHello(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	srv.Gateway.Plan(discordtest.Plan{NoHello: true})
	silent := connect(t, srv, srv.Gateway.URL())
	if err := srv.Gateway.WaitConnections(deadline(t), 1); err != nil {
		t.Fatal(err)
	}
	srv.Close()
	if _, data, err := silent.ws.ReadMessage(); err == nil {
		t.Errorf("received %s", data)
	}
}
