package bot

import (
	"context"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/bot/discordtest"
)

func TestSelects(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus().on("ping", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("choose"), Select: &reply.Select{
			Placeholder: "Who?", Path: "act/press", Option: "id", Args: []reply.Arg{{Name: "page", Value: "2"}},
			Choices: []reply.Choice{{Label: "Sir Oliver", Value: "7", Detail: "1d20+3", Chosen: true}, {Label: "Anna", Value: "8"}},
		}}
	}).on("act/press", say("chosen")))
	r.start(t)
	_, response := r.slash(t, "ping", nil)
	id := response.Message.Components[0].Components[0].CustomID
	i, err := r.discord.Choose(patient(t), discordtest.From{}, response.Message.ID, id, "8")
	r.answered(t, i, err)
	if req := r.bus.last(t); req.Path != "act/press" || req.Options.Text("id") != "8" || req.Options.Text("page") != "2" {
		t.Errorf("request %+v", req)
	}
}

func TestModals(t *testing.T) {
	t.Parallel()
	form := &reply.Modal{
		Title: "Join the fight", Path: "init/join", Args: []reply.Arg{{Name: "from", Value: "button"}},
		Inputs: []reply.Input{
			{Name: "character", Label: "Name", Required: true, Max: 40},
			{Name: "note", Label: "Note", Long: true, Value: "none", Placeholder: "anything"},
		},
	}
	bus := newFakeBus().
		on("act/press", func(context.Context, backend.Request) reply.Reply { return reply.Reply{Modal: form} }).
		on("init/join", func(_ context.Context, req backend.Request) reply.Reply {
			r := saying("joined as " + req.Options.Text("character"))
			r.Update = true
			return r
		})
	r := newRig(t, discordtest.Options{}, bus)
	r.start(t)
	source, i := r.press(t, pressed)
	opened := r.answered(t, i, nil)
	if opened.Modal == nil || opened.Modal.Title != "Join the fight" {
		t.Fatalf("opened %+v", opened)
	}
	submitted, err := r.discord.Submit(patient(t), i, map[string]string{"character": "Sir Oliver", "note": ""})
	r.answered(t, submitted, err)
	if got := description(r.discord.Message(source.ID)); got != "joined as Sir Oliver" {
		t.Errorf("the message with the button says %q", got)
	}
	req := r.bus.last(t)
	if req.Source != backend.FromModal || req.Options.Text("from") != "button" || req.Options.Given("note") || req.Subject != "4d6" {
		t.Errorf("request %+v", req)
	}
}

// A form can only be a first answer: who waited too long for one is told.
func TestModalAfterDeferral(t *testing.T) {
	t.Parallel()
	verb := newSlow(reply.Reply{Modal: &reply.Modal{Title: "x", Path: "act", Inputs: []reply.Input{{Name: "a", Label: "a"}}}})
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", verb.verb), hurried)
	r.start(t)
	i, _ := r.slash(t, "act", nil)
	close(verb.let)
	list, err := i.WaitFollowUps(patient(t), 1)
	if err != nil || !list[0].Ephemeral() || !strings.Contains(description(list[0]), "too long") {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	bus := newFakeBus()
	bus.complete = func(_ context.Context, req backend.Request) []backend.Choice {
		if req.Focus != "expression" || req.Options.Text("expression") != "@fi" || req.Source != backend.FromAutocomplete {
			return nil
		}
		list := []backend.Choice{{Name: "@fireball — 8d6", Value: "@fireball"}, {Label: text.FaultTryHelp, Value: strings.Repeat("x", 101)}}
		for range 40 {
			list = append(list, backend.Choice{Name: strings.Repeat("n", 200), Value: "v"})
		}
		return list
	}
	r := newRig(t, discordtest.Options{}, bus)
	r.start(t)
	i, err := r.discord.Autocomplete(patient(t), discordtest.From{}, "roll", discordtest.Args{"expression": "@fi"}, "expression")
	response := r.answered(t, i, err)
	if len(response.Choices) != maxChoices || response.Choices[0].Value != "@fireball" {
		t.Errorf("%d choices, first %+v", len(response.Choices), response.Choices[0])
	}
	i, err = r.discord.Autocomplete(patient(t), discordtest.From{}, "ping", discordtest.Args{"x": "y"}, "x")
	if response = r.answered(t, i, err); len(response.Choices) != 0 {
		t.Errorf("choices %+v where there are none", response.Choices)
	}
}

func TestMessageCommands(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("rollthis", say("rolled")))
	r.start(t)
	said := r.discord.Say(discordtest.From{User: discordtest.Player(4)}, "I attack with 1d20+5")
	i, err := r.discord.OnMessage(patient(t), discordtest.From{}, "That did not work", said.ID) // its name in the menu
	r.answered(t, i, err)
	req := r.bus.last(t)
	if req.Path != "rollthis" || req.Source != backend.FromMessage || req.Target == nil || req.Target.Content != "I attack with 1d20+5" {
		t.Errorf("request %+v", req)
	}
	if decimal(req.Target.ID) != said.ID || decimal(req.Target.Author) != discordtest.Player(4).ID {
		t.Errorf("target %+v", req.Target)
	}
}

func TestWhoAsks(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus())
	r.start(t)
	for _, from := range []discordtest.From{
		{User: discordtest.Player(3), Locale: "de", Permissions: discordtest.PermissionManageMessages},
		{User: discordtest.Player(3), DM: true},
		{User: discordtest.Player(3), Private: true},
	} {
		i, err := r.discord.Slash(patient(t), from, "ping", nil)
		r.answered(t, i, err)
		req := r.bus.last(t)
		if decimal(req.User) != discordtest.Player(3).ID || req.UserName != "Player 3" || decimal(req.Channel) != i.From.ChannelID {
			t.Errorf("request %+v", req)
		}
		if inServer := !from.DM && !from.Private; (req.Guild != 0) != inServer || req.Permissions.Has(backend.ManageMessages) != inServer {
			t.Errorf("request %+v", req)
		}
		if from.Locale != "" && req.Locale != from.Locale {
			t.Errorf("locale %q", req.Locale)
		}
	}
}

func TestFollowingMessages(t *testing.T) {
	t.Parallel()
	next := saying("your turn")
	next.Mention = 2_000_000_000_000_000_009
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("next turn"), Next: []reply.Reply{next}}
	}))
	r.start(t)
	i, _ := r.slash(t, "act", nil)
	list, err := i.WaitFollowUps(patient(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	if pings := list[0].Pings(); len(pings) != 1 || pings[0] != "2000000000000000009" || !strings.HasSuffix(list[0].Content, "your turn") {
		t.Errorf("%q notifies %v", list[0].Content, pings)
	}
}

// Names of people and characters do nothing but show.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	const name = "@everyone <@2000000000000000001> <@&5> **x** [a](https://evil.example) ```\u202e"
	hostile := reply.Reply{
		Title: name, Subject: name, Footer: name, Body: reply.Lines(name), Fields: []reply.Field{{Name: name, Value: reply.Lines(name)}},
		Buttons: []reply.Button{{Label: name, Path: "act/press", Args: []reply.Arg{{Name: "n", Value: "a&b?c#d$e"}}}},
	}
	second := hostile
	second.Mention = 5
	hostile.Next = []reply.Reply{second}
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply { return hostile }))
	r.start(t)
	i, response := r.slash(t, "act", nil)
	if pings := response.Message.Pings(); len(pings) != 0 {
		t.Errorf("notifies %v", pings)
	}
	list, err := i.WaitFollowUps(patient(t), 1)
	if err != nil || len(list[0].Pings()) != 1 {
		t.Errorf("notifies %v, %v; want the one that is meant", list, err)
	}
	_, body, _ := strings.Cut(description(response.Message), subjectClose) // in the block before it, nothing means anything
	if strings.Contains(response.Message.Embeds[0].Title, "**x") || strings.Contains(body, "](https://") {
		t.Errorf("shows %+v", response.Message.Embeds[0])
	}
}

// What arikawa's own types refuse or change goes out as it is: a file alone, and an embed full of characters of two bytes.
func TestRepliesGoOutAsTheyAre(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("ü", maxEmbedDescription-room)
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().
		on("act", func(context.Context, backend.Request) reply.Reply {
			return reply.Reply{Files: []reply.File{{Name: "a.txt", Data: []byte("contents")}}}
		}).on("ping", say(full)))
	r.start(t)
	if _, response := r.slash(t, "act", nil); len(response.Message.Attachments) != 1 {
		t.Errorf("a file alone: %+v", response.Message)
	}
	if _, response := r.slash(t, "ping", nil); description(response.Message) != full {
		t.Errorf("a full embed has %d bytes of %d", len(description(response.Message)), len(full))
	}
}

func TestStickyMessages(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1}, newFakeBus().on("init/get", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("tracker"), Sticky: "init", Buttons: []reply.Button{{Label: "Next", Path: "init/next"}}}
	}))
	r.start(t)
	first, _ := r.slash(t, "init get", nil)
	waitFor(t, func() bool { return r.bot.flights.count() == 0 })
	second, _ := r.slash(t, "init get", nil)
	waitFor(t, func() bool { return first.Original().Deleted })

	r.discord.Fault(discordtest.Fault{Route: "DELETE /channels/*/messages/*", Status: 403, Code: discordtest.CodeMissingPermissions})
	third, _ := r.slash(t, "init get", nil)
	waitFor(t, func() bool { return len(second.Original().Components) == 0 })
	if second.Original().Deleted || len(third.Original().Components) == 0 {
		t.Error("the wrong message lost its buttons")
	}
}
