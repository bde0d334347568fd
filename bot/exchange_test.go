package bot

import (
	"context"
	"strings"
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
			var message *discordtest.Message
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

// Whoever does a request is told until when, and can be ended.
func TestRequestsHaveADeadline(t *testing.T) {
	t.Parallel()
	until := make(chan time.Time, 1)
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", func(ctx context.Context, _ backend.Request) reply.Reply {
		deadline, _ := ctx.Deadline()
		until <- deadline
		return saying("done")
	}), func(o *Options) { o.Timing.Request = time.Hour })
	began := time.Now()
	r.start(t)
	r.slash(t, "act", nil)
	if at := <-until; at.Before(began.Add(time.Hour)) || at.After(time.Now().Add(time.Hour)) {
		t.Errorf("the deadline is %v after the start of the test, want an hour after the request came", at.Sub(began))
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

// A deferral whose acknowledgement gets lost has got through: the reply takes its place.
func TestDeferralThatSeemedToFail(t *testing.T) {
	t.Parallel()
	verb := newSlow(saying("done"))
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", verb.verb), hurried)
	r.start(t)
	r.discord.Fault(discordtest.Fault{Route: "POST /interactions/*/*/callback", Times: maxAttempts, CutAfter: true})
	i, _ := r.slash(t, "act", nil)
	waitFor(t, func() bool { return strings.Contains(r.log.String(), "can't defer") })
	close(verb.let)
	if m, err := i.WaitMessage(patient(t)); err != nil || description(m) != "done" {
		t.Errorf("%+v, %v; log:\n%s", m, err, r.log)
	}
}
