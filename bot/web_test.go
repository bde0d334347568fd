package bot

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

// newWebRig is a bot that takes interactions over HTTP only.
func newWebRig(t *testing.T, bus *fakeBus, adjust ...func(*Options)) (*rig, string) {
	t.Helper()
	discord := discordtest.New(t, discordtest.Options{Guilds: 1})
	adjust = append([]func(*Options){func(o *Options) {
		o.Config.Gateway = false
		o.Config.Interactions = InteractionsConfig{Listen: "127.0.0.1:0", PublicKey: hex.EncodeToString(discord.PublicKey)}
		o.Timing.Reconnect = time.Second // the waits of a real bot, for what overtakes its answer on a busy machine
	}}, adjust...)
	r := rigOn(t, discord, bus, adjust...)
	r.launch(t)
	address := "http://" + r.bot.InteractionsAddress().String() + "/"
	if err := discord.SetInteractionsURL(patient(t), address); err != nil {
		t.Fatal(err)
	}
	return r, address
}

func TestHTTPInteractions(t *testing.T) {
	t.Parallel()
	r, _ := newWebRig(t, newFakeBus().on("roll/again", say("rolled again")))
	_, response := r.slash(t, "roll", discordtest.Args{"expression": "4d6k3"})
	if !strings.Contains(description(response.Message), "4d6k3") {
		t.Errorf("answered %+v", response.Message)
	}
	i, err := r.discord.Press(patient(t), discordtest.From{}, response.Message.ID, "roll/again")
	if got := description(r.answered(t, i, err).Message); got != "rolled again" {
		t.Errorf("the button says %q", got)
	}
	if n := len(r.discord.Gateway.Connections()); n != 0 {
		t.Errorf("%d connections to the gateway", n)
	}
	if err := r.bot.Ready(); err != nil {
		t.Errorf("not ready: %v", err)
	}
}

func TestHTTPDeferralAndFollowUps(t *testing.T) {
	t.Parallel()
	verb := newSlow(reply.Reply{Body: reply.Lines("done"), Next: []reply.Reply{saying("next")}})
	r, _ := newWebRig(t, newFakeBus().on("act", verb.verb), hurried)
	i, response := r.slash(t, "act", nil)
	if response.Type != discordtest.ResponseDeferred {
		t.Fatalf("first answer has type %d", response.Type)
	}
	close(verb.let)
	if m, err := i.WaitMessage(patient(t)); err != nil || description(m) != "done" {
		t.Errorf("%+v, %v", m, err)
	}
	if list, err := i.WaitFollowUps(patient(t), 1); err != nil || description(list[0]) != "next" {
		t.Errorf("%+v, %v", list, err)
	}
}

// What follows the first answer at once finds it there.
func TestHTTPAnswerIsNotOvertaken(t *testing.T) {
	t.Parallel()
	r, _ := newWebRig(t, newFakeBus().on("ping", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("pong"), Next: []reply.Reply{saying("next")}}
	}))
	for range 20 {
		i, _ := r.slash(t, "ping", nil)
		if _, err := i.WaitFollowUps(patient(t), 1); err != nil {
			t.Fatalf("%v; log:\n%s", err, r.log)
		}
	}
}

func TestHTTPRefusals(t *testing.T) {
	t.Parallel()
	r, address := newWebRig(t, newFakeBus())
	body := []byte(`{"id":"77","application_id":"1","type":2,"token":"t","data":{"name":"ping","type":1},"user":{"id":"5"}}`)
	now := time.Now()
	forged := r.discord.Sign(body, now)
	forged.Signature[3] ^= 1
	other := r.discord.Sign([]byte("{}"), now)
	mistimed := r.discord.Sign(body, now)
	mistimed.Timestamp = "soon"
	for _, test := range []struct {
		name   string
		signed discordtest.Signed
		status int
	}{
		{"forged", forged, 401},
		{"signature of another body", other, 401},
		{"no signature", discordtest.Signed{Timestamp: "1"}, 401},
		{"short signature", discordtest.Signed{Signature: []byte{1, 2}, Timestamp: forged.Timestamp}, 401},
		{"no time", discordtest.Signed{Signature: forged.Signature}, 401},
		{"time that is none", mistimed, 401},
		{"six minutes old", r.discord.Sign(body, now.Add(-6*time.Minute)), 401},
		{"six minutes early", r.discord.Sign(body, now.Add(6*time.Minute)), 401},
	} {
		if status := post(t, r, address, body, test.signed); status != test.status {
			t.Errorf("%s: status %d, want %d", test.name, status, test.status)
		}
	}
	if status := post(t, r, address, []byte("no json"), r.discord.Sign([]byte("no json"), now)); status != http.StatusBadRequest {
		t.Errorf("no JSON: status %d", status)
	}
	r.bus.mu.Lock()
	defer r.bus.mu.Unlock()
	if len(r.bus.seen) != 0 {
		t.Errorf("%d refused requests reached the bus", len(r.bus.seen))
	}
}

func post(t *testing.T, r *rig, address string, body []byte, signed discordtest.Signed) int {
	t.Helper()
	response, err := r.discord.Post(patient(t), address, body, signed)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

func TestHTTPReplay(t *testing.T) {
	t.Parallel()
	r, address := newWebRig(t, newFakeBus())
	body := []byte(`{"id":"77","application_id":"1","type":2,"token":"t","data":{"name":"ping","type":1},"user":{"id":"5"}}`)
	signed := r.discord.Sign(body, time.Now())
	if status := post(t, r, address, body, signed); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	if status := post(t, r, address, body, signed); status != http.StatusUnauthorized {
		t.Errorf("the same again: status %d", status)
	}
	r.bus.mu.Lock()
	defer r.bus.mu.Unlock()
	if len(r.bus.seen) != 1 {
		t.Errorf("%d requests reached the bus", len(r.bus.seen))
	}
}

// brokenReplays is a ReplaySet that can't be reached.
type brokenReplays struct{}

func (brokenReplays) Seen(context.Context, string, time.Duration) (bool, error) {
	return false, errors.New("down")
}

func TestHTTPWithoutReplaySet(t *testing.T) {
	t.Parallel()
	r, _ := newWebRig(t, newFakeBus(), func(o *Options) { o.Replays = brokenReplays{} })
	r.slash(t, "ping", nil)
}

// stuckReplays is a ReplaySet that never answers.
type stuckReplays struct{}

func (stuckReplays) Seen(ctx context.Context, _ string, _ time.Duration) (bool, error) {
	<-ctx.Done()
	return false, ctx.Err()
}

// A look for replays that hangs costs nobody the answer.
func TestHTTPWithStuckReplaySet(t *testing.T) {
	t.Parallel()
	r, _ := newWebRig(t, newFakeBus(), func(o *Options) { o.Replays = stuckReplays{} })
	r.slash(t, "ping", nil)
}

func TestReplaySetForgets(t *testing.T) {
	t.Parallel()
	s := newLocalReplays()
	seen := func(id string) bool {
		was, err := s.Seen(t.Context(), id, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return was
	}
	if seen("a") || !seen("a") {
		t.Error("one id isn't told from a new one")
	}
	s.turned = s.turned.Add(-time.Hour)
	if !seen("a") {
		t.Error("forgotten within its time")
	}
	s.turned = s.turned.Add(-time.Hour)
	_ = seen("b")
	s.turned = s.turned.Add(-time.Hour)
	_ = seen("c")
	if seen("a") {
		t.Error("remembered for ever")
	}
}

func TestHTTPMethods(t *testing.T) {
	t.Parallel()
	_, address := newWebRig(t, newFakeBus())
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: status %d", response.StatusCode)
	}
}

func TestHTTPAddressInUse(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	r := newRig(t, discordtest.Options{}, newFakeBus(), func(o *Options) {
		o.Config.Gateway = false
		o.Config.Interactions = InteractionsConfig{Listen: taken.Addr().String(), PublicKey: strings.Repeat("00", 32)}
	})
	if err := r.bot.Start(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "discord.interactions.listen") {
		t.Errorf("start says %v", err)
	}
}

func TestHTTPSticky(t *testing.T) {
	t.Parallel()
	r, _ := newWebRig(t, newFakeBus().on("init/get", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("tracker"), Sticky: "init"}
	}))
	first, _ := r.slash(t, "init get", nil)
	waitFor(t, func() bool { return r.bot.flights.count() == 0 })
	second, _ := r.slash(t, "init get", nil)
	waitFor(t, func() bool { return first.Original().Deleted })
	if second.Original().Deleted {
		t.Error("the new message is gone, too")
	}
}

func TestHTTPPingIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	r, address := newWebRig(t, newFakeBus())
	body := []byte(`{"id":"78","application_id":"1","type":1,"token":"t","version":1}`)
	response, err := r.discord.Post(patient(t), address, body, r.discord.Sign(body, time.Now()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, _ := io.ReadAll(response.Body)
	if !json.Valid(text) || string(text) != `{"type":1}` {
		t.Errorf("PING is answered %q", text)
	}
}
