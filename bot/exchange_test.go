package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

// hurried makes a bot defer almost at once.
func hurried(o *Options) { o.Timing.Defer = 20 * time.Millisecond }

// slow is a verb that says its reply when it is let.
type slow struct {
	reply reply.Reply
	let   chan struct{}
}

func newSlow(r reply.Reply) *slow { return &slow{reply: r, let: make(chan struct{})} }

func (s *slow) verb(ctx context.Context, _ backend.Request) reply.Reply {
	select {
	case <-s.let:
	case <-ctx.Done():
	}
	return s.reply
}

func saying(text string) reply.Reply { return reply.Reply{Body: reply.Lines(text)} }

func private(r reply.Reply) reply.Reply {
	r.Private = true
	return r
}

func description(m *discordtest.Message) string {
	if m == nil || len(m.Embeds) == 0 {
		return ""
	}
	return m.Embeds[0].Description
}

func TestDeferral(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name             string
		private          bool // as the verb says beforehand
		reply            reply.Reply
		followed         bool // the reply comes as a message of its own
		ephemeral, gone  bool // of the message that the reply is in; of the placeholder
		placeholderFlags bool
	}{
		{name: "public", reply: saying("done")},
		{name: "private", private: true, reply: private(saying("done")), ephemeral: true},
		{name: "private after all", reply: private(saying("done")), followed: true, ephemeral: true, gone: true},
		{name: "public after all", private: true, reply: saying("done"), ephemeral: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			verb := newSlow(test.reply)
			bus := newFakeBus().on("act", verb.verb)
			bus.private["act"] = test.private
			r := newRig(t, discordtest.Options{}, bus, hurried)
			r.start(t)
			i, response := r.slash(t, "act", nil)
			if response.Type != discordtest.ResponseDeferred {
				t.Fatalf("first answer has type %d", response.Type)
			}
			close(verb.let)
			message := i.Original()
			if test.followed {
				list, err := i.WaitFollowUps(patient(t), 1)
				if err != nil {
					t.Fatal(err)
				}
				if original := i.Original(); test.gone && original != nil && !original.Deleted {
					t.Error("the placeholder is still there")
				}
				message = list[0]
			} else {
				var err error
				if message, err = i.WaitMessage(patient(t)); err != nil {
					t.Fatal(err)
				}
			}
			if description(message) != "done" || message.Ephemeral() != test.ephemeral {
				t.Errorf("ends as %q, ephemeral %v, want %v", description(message), message.Ephemeral(), test.ephemeral)
			}
		})
	}
}

// press makes a message with a button to act/press, and presses it.
func (r *rig) press(t *testing.T, button reply.Button) (source *discordtest.Message, i *discordtest.Interaction) {
	t.Helper()
	r.bus.on("act", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Subject: "4d6", Body: reply.Lines("before"), Buttons: []reply.Button{button}}
	})
	shown, _ := r.slash(t, "act", nil)
	source, err := shown.WaitMessage(patient(t)) // a busy machine may have had to defer it
	if err != nil {
		t.Fatal(err)
	}
	i, err = r.discord.Press(patient(t), discordtest.From{}, source.ID, source.Components[0].Components[0].CustomID)
	if err != nil {
		t.Fatal(err)
	}
	return source, i
}

var pressed = reply.Button{Label: "Press", Path: "act/press"}

func TestButtons(t *testing.T) {
	t.Parallel()
	update := saying("after")
	update.Update = true
	away := reply.Reply{Delete: true}
	for _, test := range []struct {
		name     string
		reply    reply.Reply
		deferred bool
		source   string // what the message with the button says in the end; "-" is deleted
		own      string // what a message of the reply's own says
	}{
		{name: "new message", reply: saying("after"), source: "before", own: "after"},
		{name: "new message, deferred", reply: saying("after"), deferred: true, source: "before", own: "after"},
		{name: "update", reply: update, source: "after"},
		{name: "update, deferred", reply: update, deferred: true, source: "after"},
		{name: "update for the asker alone", reply: private(update), source: "before", own: "after"},
		{name: "update for the asker alone, deferred", reply: private(update), deferred: true, source: "before", own: "after"},
		{name: "delete", reply: away, source: "-"},
		{name: "delete, deferred", reply: away, deferred: true, source: "-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			verb := newSlow(test.reply)
			bus := newFakeBus().on("act/press", verb.verb)
			adjust := func(*Options) {}
			if test.deferred {
				adjust = hurried
			}
			r := newRig(t, discordtest.Options{}, bus, adjust)
			r.start(t)
			if !test.deferred {
				close(verb.let)
			}
			source, i := r.press(t, pressed)
			if _, err := i.Wait(patient(t)); err != nil {
				t.Fatal(err)
			}
			if test.deferred {
				close(verb.let)
			}
			waitFor(t, func() bool {
				now := r.discord.Message(source.ID)
				return test.source == "-" && now.Deleted || !now.Deleted && strings.HasSuffix(description(now), test.source)
			})
			if test.own == "" {
				return
			}
			if test.deferred {
				list, err := i.WaitFollowUps(patient(t), 1)
				if err != nil || description(list[0]) != test.own || list[0].Ephemeral() != test.reply.Private {
					t.Errorf("follow-up %+v, %v", list, err)
				}
			} else if own := i.Response().Message; description(own) != test.own || own.Ephemeral() != test.reply.Private {
				t.Errorf("answer %+v", own)
			}
		})
	}
}

func TestSubjectComesBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act/press", say("ok")))
	r.start(t)
	_, i := r.press(t, reply.Button{Label: "x", Path: "act/press", Args: []reply.Arg{{Name: "a", Value: "1&2=3"}, {Name: "b", Value: "ü"}}})
	if _, err := i.Wait(patient(t)); err != nil {
		t.Fatal(err)
	}
	req := r.bus.last(t)
	if req.Subject != "4d6" || req.SubjectPrivate || req.Source != backend.FromButton {
		t.Errorf("request %+v", req)
	}
	if req.Options.Text("a") != "1&2=3" || req.Options.Text("b") != "ü" {
		t.Errorf("options %v", req.Options)
	}
}

func TestOldAndUnknownComponents(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus().on("init/next", say("next turn")))
	session := r.start(t)
	for id, want := range map[string]string{"old_next": "next turn", "who/knows?what": "no longer", "": "no longer", "act?%zz": "no longer"} {
		i, err := r.discord.Slash(patient(t), discordtest.From{}, "ping", nil) // for a message to press on
		source := r.answered(t, i, err).Message
		payload := unknownComponent(decimal(uint64(len(id))+900), "token-"+id[:min(3, len(id))])
		payload["data"] = map[string]any{"component_type": 2, "custom_id": id}
		payload["message"] = source
		session.Dispatch("INTERACTION_CREATE", payload)
		requests, err := r.discord.WaitRequests(patient(t), "POST /interactions/"+payload["id"].(string)+"/*/callback", 1)
		if err != nil {
			t.Fatalf("%q: no answer: %v", id, err)
		}
		if body := string(requests[0].Body); !strings.Contains(body, want) {
			t.Errorf("%q is answered with %s", id, body)
		}
	}
}

func TestPanicIsAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply { panic("broken") }))
	r.start(t)
	_, response := r.slash(t, "act", nil)
	if !response.Private() || !strings.Contains(description(response.Message), "broke on our side") {
		t.Errorf("answered %+v", response.Message)
	}
	if !strings.Contains(r.log.String(), "broken") {
		t.Error("the panic isn't logged")
	}
	r.slash(t, "ping", nil)
}

func TestRequestThatNeverEnds(t *testing.T) {
	t.Parallel()
	let := make(chan struct{})
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply {
		<-let // whatever its context says
		return saying("much too late")
	}), hurried, func(o *Options) { o.Timing.Request = 60 * time.Millisecond })
	r.start(t)
	i, _ := r.slash(t, "act", nil)
	list, err := i.WaitFollowUps(patient(t), 1)
	if err != nil || !strings.Contains(description(list[0]), "took too long") {
		t.Fatalf("%+v, %v", list, err)
	}
	close(let)
	if err := r.bot.Stop(patient(t)); err != nil {
		t.Fatal(err)
	}
	if n := len(i.FollowUps()); n != 1 {
		t.Errorf("%d follow-ups", n)
	}
}

func TestTokensExpire(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	for _, stage := range []stage{stageOpen, stageDeferred} {
		in := &interaction{ID: 1, ApplicationID: 2, Kind: kindCommand, Token: "token"}
		x := &exchange{bot: r.bot, in: in, door: callback{rest: r.bot.rest, in: in}, arrived: time.Now().Add(-tokenLife), stage: stage}
		x.finish(t.Context(), saying("too late"))
	}
	if n := len(r.discord.Requests("*")); n != 0 {
		t.Errorf("%d requests with a token that has expired", n)
	}
}

func TestRefusedReply(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.discord.Fault(discordtest.Fault{
		Route: "POST /interactions/*/*/callback", Status: 400, Code: discordtest.CodeInvalidFormBody, Message: "Invalid Form Body",
	})
	r.start(t)
	_, response := r.slash(t, "ping", nil)
	if !response.Private() || !strings.Contains(description(response.Message), "broke on our side") {
		t.Errorf("answered %+v", response.Message)
	}
}

// A storm: everyone gets an answer, and nobody two.
func TestStorm(t *testing.T) {
	t.Parallel()
	const n = 200
	r := newRig(t, discordtest.Options{Guilds: 5, AnswerWithin: patience}, newFakeBus(), func(o *Options) {
		o.Workers, o.Waiting, o.Timing.Answer, o.Timing.Attempt = 4, 160, patience, patience
	})
	r.start(t)
	var all sync.WaitGroup
	for p := range n {
		all.Go(func() {
			from := discordtest.From{User: discordtest.Player(p), GuildID: discordtest.GuildID(p % 5)}
			i, err := r.discord.Slash(patient(t), from, "ping", nil)
			if err == nil {
				_, err = i.Wait(patient(t))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	waitFor(t, func() bool { return r.bot.flights.count() == 0 })
	for _, request := range r.discord.Requests("POST /interactions/*/*/callback") {
		if request.Status != 204 {
			t.Errorf("an answer was refused with %d: %s", request.Status, request.Response)
		}
	}
}

func TestStopFinishesWhatIsInFlight(t *testing.T) {
	t.Parallel()
	verb := newSlow(saying("done"))
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", verb.verb))
	r.start(t)
	i, err := r.discord.Slash(patient(t), discordtest.From{}, "act", nil)
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return r.bot.flights.count() == 1 })
	stopped := make(chan error)
	go func() { stopped <- r.bot.Stop(patient(t)) }()
	if err := r.discord.Gateway.WaitDisconnected(patient(t)); err != nil {
		t.Fatal(err)
	}
	close(verb.let)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if m := i.Original(); description(m) != "done" {
		t.Errorf("answered %+v", m)
	}
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	verb := newSlow(saying("done"))
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", verb.verb))
	r.start(t)
	if _, err := r.discord.Slash(patient(t), discordtest.From{}, "act", nil); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return r.bot.flights.count() == 1 })
	if err := r.bot.Stop(within(t, 50*time.Millisecond)); err == nil || !strings.Contains(err.Error(), "1 interactions") {
		t.Errorf("stop says %v", err)
	}
}

func TestMetricsCountAnswers(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.start(t)
	for range 3 {
		r.slash(t, "ping", nil)
	}
	waitFor(t, func() bool { return r.bot.flights.count() == 0 })
	families, err := r.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, family := range families {
		found[family.GetName()] = fmt.Sprint(family.GetMetric())
	}
	for name, part := range map[string]string{
		"feyre_discord_interaction_answer_seconds": "sample_count:3",
		"feyre_discord_rest_seconds":               "interactions/callback",
		"feyre_discord_shards":                     "ready",
		"feyre_discord_guilds":                     "",
	} {
		if text, there := found[name]; !there || !strings.Contains(text, part) {
			t.Errorf("%s is %q", name, text)
		}
	}
	for name, text := range found {
		if strings.Contains(text, discordtest.GuildID(0)) || strings.Contains(text, "player") {
			t.Errorf("%s has a label without bounds: %s", name, text)
		}
	}
}
