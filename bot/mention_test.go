package bot

import (
	"context"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

// answerTo waits for the bot's answer to a message.
func (r *rig) answerTo(t *testing.T, said *discordtest.Message) *discordtest.Message {
	t.Helper()
	m, err := r.discord.WaitMessage(patient(t), said.ChannelID, func(m *discordtest.Message) bool {
		return m.Author.Bot && m.Reference != nil && m.Reference.MessageID == said.ID
	})
	if err != nil {
		t.Fatalf("%v; log:\n%s", err, r.log)
	}
	return m
}

func toBot(r *rig, words string) string { return "<@" + r.discord.ApplicationID() + "> " + words }

func TestMentions(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("roll/again", say("rolled again")))
	r.start(t)
	for _, from := range []discordtest.From{{}, {DM: true}} {
		answered := r.answerTo(t, r.discord.Say(from, toBot(r, "roll 4d6k3")))
		if len(answered.Embeds) != 0 || !strings.Contains(answered.Content, "4d6k3") || len(answered.Pings()) != 0 {
			t.Errorf("answered %q, embeds %d, notifies %v", answered.Content, len(answered.Embeds), answered.Pings())
		}
		i, err := r.discord.Press(patient(t), from, answered.ID, "roll/again")
		r.answered(t, i, err)
		if req := r.bus.last(t); req.Subject != "4d6k3" {
			t.Errorf("the button of a plain message has the subject %q", req.Subject)
		}
	}
}

func TestMentionsThatAreNone(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus())
	session := r.start(t)
	r.discord.Say(discordtest.From{}, "no mention")
	r.discord.Say(discordtest.From{}, "in the middle "+toBot(r, "ping"))
	robot := discordtest.Player(1)
	robot.Bot = true
	r.discord.Say(discordtest.From{User: robot}, toBot(r, "ping"))
	session.Dispatch("MESSAGE_CREATE", map[string]any{"id": r.discord.ApplicationID(), "content": 5}) // not even a message
	last := r.discord.Say(discordtest.From{}, toBot(r, "ping"))
	r.answerTo(t, last)
	if n := len(r.discord.Requests("POST /channels/*/messages")); n != 1 {
		t.Errorf("%d messages posted, want one", n)
	}
}

// Messages that don't name the bot are dropped before anything of them is decoded; the count says so.
func TestOtherMessagesAreDropped(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus())
	r.bot.self.Store(1_000_000_000_000_000_001)
	broken := frame{event: []byte("MESSAGE_CREATE"), rest: []byte(`{"content": nothing that can be decoded`)}
	r.bot.dispatch(t.Context(), broken)
	if log := r.log.String(); log != "" {
		t.Errorf("a message that doesn't name the bot was looked at: %s", log)
	}
}

func TestMentionOfAPrivateVerb(t *testing.T) {
	t.Parallel()
	bus := newFakeBus().on("act", say("for your eyes only"))
	bus.private["act"] = true
	r := newRig(t, discordtest.Options{Guilds: 1}, bus)
	r.start(t)
	answered := r.answerTo(t, r.discord.Say(discordtest.From{}, toBot(r, "act")))
	if strings.Contains(answered.Content, "eyes only.") == false || !strings.Contains(answered.Content, "/act") {
		t.Errorf("answered %q", answered.Content)
	}
	if len(bus.seen) != 0 {
		t.Error("done although its answer can't be shown")
	}
}

func TestMentionWithMoreToSay(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("init/next", func(context.Context, backend.Request) reply.Reply {
		next := saying("your turn")
		next.Mention = 5
		return reply.Reply{
			Title: "Turn 2", Body: reply.Lines("Anna"), Sticky: "init", Next: []reply.Reply{next},
			Fields: []reply.Field{{Name: "Order", Value: reply.Lines("Anna", "Bo")}}, Footer: "turn 2 of 4",
		}
	}))
	r.start(t)
	said := r.discord.Say(discordtest.From{}, toBot(r, "init next"))
	first := r.answerTo(t, said)
	if want := "**Turn 2**\nAnna\n**Order**\nAnna\nBo\n-# turn 2 of 4"; first.Content != want {
		t.Errorf("answered %q, want %q", first.Content, want)
	}
	if _, err := r.discord.WaitMessage(patient(t), said.ChannelID, func(m *discordtest.Message) bool {
		return m.Content == "<@5> your turn" && len(m.Pings()) == 1
	}); err != nil {
		t.Error(err)
	}
	r.discord.Say(discordtest.From{}, toBot(r, "init next"))
	waitFor(t, func() bool { return r.discord.Message(first.ID).Deleted })
}

// Of two live messages that go out at the same time the newer one stays, though the older one is noted last.
func TestMentionOvertaken(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("init/next", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("Anna"), Sticky: "init"}
	}))
	r.start(t)
	const newer = 1 << 62
	channel := discordtestChannel()
	if _, err := r.bot.sticky.Remember(t.Context(), channel, "init", newer); err != nil {
		t.Fatal(err)
	}
	overtaken := r.answerTo(t, r.discord.Say(discordtest.From{}, toBot(r, "init next")))
	waitFor(t, func() bool { return r.discord.Message(overtaken.ID).Deleted })
	if live, err := r.bot.sticky.Remember(t.Context(), channel, "init", newer); err != nil || live != newer {
		t.Errorf("the live message is %d, %v", live, err)
	}
}

func TestMentionOff(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus(), func(o *Options) { o.Config.Mentions = false })
	session := r.start(t)
	session.Dispatch("MESSAGE_CREATE", r.discord.Say(discordtest.From{}, toBot(r, "ping")))
	r.slash(t, "ping", nil)
	if n := len(r.discord.Requests("POST /channels/*/messages")); n != 0 {
		t.Errorf("%d messages posted", n)
	}
}
