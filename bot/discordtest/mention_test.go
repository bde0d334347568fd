package discordtest_test

import (
	"slices"
	"testing"

	"feyre/bot/discordtest"
)

// Whom a message pings depends on what it allows.
// discord.com/developers/docs/resources/message#allowed-mentions-object
func TestPings(t *testing.T) {
	const content = "<@1> <@!2> <@&3> @everyone <@1>"
	cases := map[string]struct {
		allowed any
		want    []string
	}{
		"nothing said":    {nil, []string{"1", "2", "&3", "everyone"}},
		"nobody":          {object{"parse": list{}}, nil},
		"users":           {object{"parse": list{"users"}}, []string{"1", "2"}},
		"one user":        {object{"parse": list{}, "users": list{"2"}}, []string{"2"}},
		"roles":           {object{"parse": list{"roles"}}, []string{"&3"}},
		"one role":        {object{"parse": list{}, "roles": list{"3"}}, []string{"&3"}},
		"everyone":        {object{"parse": list{"everyone"}}, []string{"everyone"}},
		"a user not said": {object{"parse": list{}, "users": list{"9"}}, nil},
	}
	w := newWorld(t, discordtest.Options{})
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			body := object{"content": content}
			if c.allowed != nil {
				body["allowed_mentions"] = c.allowed
			}
			if got := w.answered(discordtest.From{}, body).Original().Pings(); !slices.Equal(got, c.want) {
				t.Errorf("pings %q, want %q", got, c.want)
			}
		})
	}
}

// A reply pings whom it replies to unless told not to.
func TestReplyPings(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	m := srv.Say(discordtest.From{}, "roll please")
	body := object{"content": "a", "message_reference": object{"message_id": m.ID}}
	for _, ping := range []bool{true, false} {
		body["allowed_mentions"] = object{"parse": list{}, "replied_user": ping}
		got := posted(t, rest(t, srv, "POST", place(), body))
		if (len(got.Mentions) == 1) != ping || got.Reference.MessageID != m.ID {
			t.Errorf("replied_user %v: the reply is %+v", ping, got)
		}
	}
}

// A bot reads a message only if it is mentioned or in private.
// discord.com/developers/docs/events/gateway#message-content-intent
func TestMessageContent(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	bot := dial(t, srv)
	id := identity(srv)
	id["intents"] = discordtest.IntentGuildMessages | discordtest.IntentDirectMessages
	bot.send(2, id)
	bot.event("READY", &ready{})
	mention := "<@" + srv.ApplicationID() + "> roll 4d6"
	for _, c := range []struct {
		from          discordtest.From
		content, want string
	}{
		{discordtest.From{}, "hello", ""},
		{discordtest.From{}, mention, mention},
		{discordtest.From{DM: true}, "hello", "hello"},
	} {
		said := srv.Say(c.from, c.content)
		var got discordtest.Message
		bot.event("MESSAGE_CREATE", &got)
		if got.ID != said.ID || got.Content != c.want {
			t.Errorf("%q reaches the bot as %q", c.content, got.Content)
		}
	}
}

// Without the intent the bot hears nothing, not even of its own messages.
func TestMessagesNeedTheIntent(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	w.Say(discordtest.From{}, "<@"+w.ApplicationID()+">")
	w.answered(discordtest.From{}, object{"content": "a"})
	w.slash(discordtest.From{})
	for range 2 {
		if p := w.bot.read(); p.Type != "INTERACTION_CREATE" {
			t.Errorf("received %s", p.Type)
		}
	}
}

// With the intent it hears of its own public messages too.
func TestOwnMessagesAreHeard(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	bot := dial(t, srv)
	id := identity(srv)
	id["intents"] = discordtest.IntentGuildMessages
	bot.send(2, id)
	bot.event("READY", &ready{})
	m := posted(t, rest(t, srv, "POST", place(), object{"content": "a"}))
	posted(t, rest(t, srv, "PATCH", place()+"/"+m.ID, object{"content": "b"}))
	accepted(t, rest(t, srv, "DELETE", place()+"/"+m.ID, nil))
	for _, want := range []string{"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"} {
		if p := bot.read(); p.Type != want {
			t.Errorf("received %s, want %s", p.Type, want)
		}
	}
	found, err := srv.WaitMessage(deadline(t), discordtest.From{}.Place(), func(m *discordtest.Message) bool { return m.Edits == 1 })
	if err != nil || found.Content != "b" || len(srv.Messages(found.ChannelID)) != 1 {
		t.Errorf("found %+v, %v", found, err)
	}
}
