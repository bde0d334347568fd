package bot

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/diamondburned/arikawa/v3/gateway"

	"feyre/bot/discordtest"
)

func TestBareIgnoresResumeAddress(t *testing.T) {
	t.Parallel()
	discord := discordtest.New(t, discordtest.Options{})
	_, session := openBare(t, discord)
	session.Reconnect()
	if err := session.WaitResumes(patient(t), 1); err != nil {
		t.Fatal(err)
	}
	if path := discord.Gateway.Connections()[1].Path; path == discordtest.ResumePath {
		t.Error("arikawa resumes where READY said: the mend may go")
	}
}

func TestBareIdentifiesAnewWhereItCouldResume(t *testing.T) {
	t.Parallel()
	discord := discordtest.New(t, discordtest.Options{})
	_, session := openBare(t, discord)
	session.InvalidSession(true)
	if err := discord.Gateway.WaitIdentifies(patient(t), 2); err != nil {
		t.Errorf("arikawa resumes a resumable session, the mend may go: %v", err)
	}
}

func TestBareHangsWithoutHello(t *testing.T) {
	t.Parallel()
	discord := discordtest.New(t, discordtest.Options{})
	discord.Gateway.Plan(discordtest.Plan{NoHello: true})
	bare := bareSession(discord)
	if err := bare.Open(within(t, time.Second)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("arikawa notices that no HELLO comes, the mend may go: %v", err)
	}
	if n := len(discord.Gateway.Connections()); n != 1 {
		t.Errorf("arikawa tried %d connections, the mend may go", n)
	}
}

func TestBareSendsBesideAZombie(t *testing.T) {
	t.Parallel()
	discord := discordtest.New(t, discordtest.Options{HeartbeatInterval: 100 * time.Millisecond})
	discord.Gateway.Plan(discordtest.Plan{MuteHeartbeats: true})
	_, session := openBare(t, discord)
	if err := session.WaitHeartbeats(patient(t), 2); err != nil {
		t.Errorf("arikawa leaves a connection after one heartbeat without acknowledgement, the mend may go: %v", err)
	}
}

// A gateway that ends takes its session along: one that is made of its state has to begin anew.
func TestBareEndsTheSession(t *testing.T) {
	t.Parallel()
	discord := discordtest.New(t, discordtest.Options{})
	connect := func(bare *gateway.Gateway, until func() error) {
		ctx, cancel := context.WithCancel(t.Context())
		ops := bare.Connect(ctx)
		ended := make(chan error, 1)
		go func() {
			ended <- until()
			cancel()
		}()
		for range ops {
		}
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	}
	first := bareGateway(discord.Gateway.URL(), discord.Token())
	connect(first, func() error {
		_, err := discord.Gateway.WaitReady(patient(t), 0)
		return err
	})
	second := bareGateway(discord.Gateway.URL(), discord.Token())
	second.SetState(first.State())
	connect(second, func() error { return discord.Gateway.WaitIdentifies(patient(t), 2) })
}

// Handlers run all at once, however many there are.
func TestBareHandlersAreUnbounded(t *testing.T) {
	t.Parallel()
	const n = 1000
	discord := discordtest.New(t, discordtest.Options{})
	bare, session := openBare(t, discord)
	var running atomic.Int64
	let := make(chan struct{})
	bare.AddHandler(func(*gateway.TypingStartEvent) {
		running.Add(1)
		<-let
	})
	for range n {
		session.Dispatch("TYPING_START", map[string]any{"channel_id": "5"})
	}
	waitFor(t, func() bool { return running.Load() == n })
	close(let)
}

// unknownComponent is an interaction on a message with a text display, which arikawa doesn't expect there, and with a component of a
// type that isn't invented yet.
func unknownComponent(id, token string) map[string]any {
	return map[string]any{
		"id": id, "application_id": discordtest.DefaultApplicationID, "type": 3, "token": token, "version": 1,
		"channel_id": "5", "user": map[string]any{"id": "6", "username": "someone"},
		"data": map[string]any{"component_type": 2, "custom_id": "ping"},
		"message": map[string]any{
			"id": "7", "channel_id": "5", "content": "",
			"components": []any{map[string]any{"type": 10, "id": 1, "content": "text"}, map[string]any{"type": 99, "id": 2}},
		},
	}
}

func TestBareLosesUnknownComponents(t *testing.T) {
	t.Parallel()
	discord := discordtest.New(t, discordtest.Options{})
	bare, session := openBare(t, discord)
	got := make(chan *gateway.InteractionCreateEvent, 1)
	next := make(chan *gateway.TypingStartEvent, 1)
	bare.AddSyncHandler(func(e *gateway.InteractionCreateEvent) { got <- e })
	bare.AddSyncHandler(func(e *gateway.TypingStartEvent) { next <- e })
	session.Dispatch("INTERACTION_CREATE", unknownComponent("100", "token"))
	session.Dispatch("TYPING_START", map[string]any{"channel_id": "5"})
	select {
	case <-next: // events come in order
	case <-patient(t).Done():
		t.Fatal("no event came")
	}
	select {
	case <-got:
		t.Error("arikawa hands on what it doesn't know, the mend may go")
	default:
	}
}

func TestUnknownComponentsAreAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	session := r.start(t)
	session.Dispatch("INTERACTION_CREATE", unknownComponent("100", "token"))
	if _, err := r.discord.WaitRequests(patient(t), "POST /interactions/100/token/callback", 1); err != nil {
		t.Fatal(err)
	}
}
