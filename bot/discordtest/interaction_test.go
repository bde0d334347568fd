package discordtest_test

import (
	"encoding/json"
	"slices"
	"testing"

	"feyre/bot/discordtest"
)

// A deferred answer is a placeholder until it is edited, and stays as private
// as it was.
func TestDeferredAnswer(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	for _, flags := range []int{0, discordtest.FlagEphemeral} {
		i := w.slash(discordtest.From{})
		accepted(t, w.respond(i, discordtest.ResponseDeferred, object{"flags": flags}))
		if m := i.Original(); !m.Loading() {
			t.Errorf("the placeholder is %+v", m)
		}
		accepted(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"content": "done", "flags": 64 - flags}))
		m, err := i.WaitMessage(deadline(t))
		if err != nil {
			t.Fatal(err)
		}
		if m.Content != "done" || m.Ephemeral() != (flags != 0) {
			t.Errorf("flags %d: the message is %+v", flags, m)
		}
	}
}

// The first follow-up after a deferral fills in the placeholder; once that is
// deleted, a follow-up is a message of its own.
// discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
func TestFollowUpAfterDeferral(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	filled, deleted := w.slash(discordtest.From{}), w.slash(discordtest.From{})
	for _, i := range []*discordtest.Interaction{filled, deleted} {
		accepted(t, w.respond(i, discordtest.ResponseDeferred, nil))
	}
	accepted(t, rest(t, w.Server, "POST", w.hook(filled, ""), object{"content": "late", "flags": 64}))
	if m := filled.Original(); m.Content != "late" || m.Ephemeral() || len(filled.FollowUps()) != 0 {
		t.Errorf("the placeholder became %+v, with %d follow-ups", m, len(filled.FollowUps()))
	}
	accepted(t, rest(t, w.Server, "DELETE", w.hook(deleted, "/messages/@original"), nil))
	accepted(t, rest(t, w.Server, "POST", w.hook(deleted, ""), object{"content": "sorry", "flags": 64}))
	list, err := deleted.WaitFollowUps(deadline(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	if !list[0].Ephemeral() || list[0].Content != "sorry" || !deleted.Original().Deleted {
		t.Errorf("follow-up %+v, original %+v", list[0], deleted.Original())
	}
}

func TestFollowUpIsEditedAndDeleted(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	m := posted(t, rest(t, w.Server, "POST", w.hook(i, "?wait=true"), object{"content": "b"}))
	path := w.hook(i, "/messages/"+m.ID)
	posted(t, rest(t, w.Server, "PATCH", path, object{"content": "c"}))
	if got := posted(t, rest(t, w.Server, "GET", path, nil)); got.Content != "c" {
		t.Errorf("reads %q", got.Content)
	}
	accepted(t, rest(t, w.Server, "DELETE", path, nil))
	if got := i.FollowUps(); len(got) != 1 || !got[0].Deleted {
		t.Errorf("follow-ups: %+v", got)
	}
}

// A button edits its own message, at once or later.
func TestButtonEditsItsMessage(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	message := w.answered(discordtest.From{}, with(row(button("next")))).Original().ID
	i, err := w.Press(deadline(t), discordtest.From{User: discordtest.Player(1)}, message, "next")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		ID      string
		Message discordtest.Message
		Data    struct {
			CustomID      string `json:"custom_id"`
			ComponentType int    `json:"component_type"`
		}
	}
	for got.Data.CustomID == "" {
		w.bot.event("INTERACTION_CREATE", &got)
	}
	if got.ID != i.ID || got.Message.ID != message || got.Data.CustomID != "next" || got.Data.ComponentType != 2 {
		t.Errorf("the bot received %+v", got)
	}
	accepted(t, w.respond(i, discordtest.ResponseUpdate, object{"content": "round 2"}))
	if m := i.Original(); m.ID != message || m.Content != "round 2" || len(m.Components) != 1 {
		t.Errorf("the message became %+v", m)
	}
	later, err := w.Press(deadline(t), discordtest.From{}, message, "next")
	if err != nil {
		t.Fatal(err)
	}
	accepted(t, w.respond(later, discordtest.ResponseDeferUpdate, nil))
	posted(t, rest(t, w.Server, "PATCH", w.hook(later, "/messages/@original"), object{"content": "round 3", "components": list{}}))
	if m := w.Message(message); m.Content != "round 3" || len(m.Components) != 0 {
		t.Errorf("the message became %+v", m)
	}
}

// Nobody presses what is not there, disabled, or not shown to them.
func TestPressesThatCannotBe(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	public := w.answered(discordtest.From{}, with(
		row(button("go"), changed(object{"custom_id": "off", "disabled": true})),
		row(selectOf(choices(2), nil)),
	)).Original().ID
	secret := with(row(button("go")))
	secret["flags"] = discordtest.FlagEphemeral
	private := w.answered(discordtest.From{}, secret).Original().ID
	me, other := discordtest.From{}, discordtest.From{User: discordtest.Player(1)}
	cases := map[string]func() error{
		"absent button":      func() error { _, err := w.Press(deadline(t), me, public, "stay"); return err },
		"disabled button":    func() error { _, err := w.Press(deadline(t), me, public, "off"); return err },
		"absent message":     func() error { _, err := w.Press(deadline(t), me, "7", "go"); return err },
		"another's message":  func() error { _, err := w.Press(deadline(t), other, private, "go"); return err },
		"select as a button": func() error { _, err := w.Press(deadline(t), me, public, "s"); return err },
		"button as a select": func() error { _, err := w.Choose(deadline(t), me, public, "go", "0"); return err },
		"absent value":       func() error { _, err := w.Choose(deadline(t), me, public, "s", "9"); return err },
		"too many values":    func() error { _, err := w.Choose(deadline(t), me, public, "s", "0", "1"); return err },
	}
	for name, try := range cases {
		if try() == nil {
			t.Errorf("%s: the press was sent", name)
		}
	}
	if _, err := w.Press(deadline(t), me, private, "go"); err != nil {
		t.Error(err)
	}
	if _, err := w.Choose(deadline(t), other, public, "s", "1"); err != nil {
		t.Error(err)
	}
}

// A modal opens, is filled in within its bounds, and comes back.
func TestModal(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	opened := w.slash(discordtest.From{})
	if _, err := w.Submit(deadline(t), opened, nil); err == nil {
		t.Error("a modal was submitted that is not open")
	}
	accepted(t, w.respond(opened, discordtest.ResponseModal, modal(
		label(input(object{"max_length": 5})), row(input(object{"custom_id": "note", "label": "Note", "required": false})),
	)))
	for name, values := range map[string]map[string]string{
		"too long": {"name": "Oliver"}, "missing": {}, "unknown": {"name": "Oli", "age": "7"},
	} {
		if _, err := w.Submit(deadline(t), opened, values); err == nil {
			t.Errorf("%s: the modal was submitted", name)
		}
	}
	i, err := w.Submit(deadline(t), opened, map[string]string{"name": "Oli"})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type int
		Data json.RawMessage
	}
	for got.Type != discordtest.KindModalSubmit {
		w.bot.event("INTERACTION_CREATE", &got)
	}
	const want = `{"components":[{"component":{"custom_id":"name","id":2,"type":4,"value":"Oli"},"id":1,"type":18},` +
		`{"components":[{"custom_id":"note","id":4,"type":4,"value":""}],"id":3,"type":1}],"custom_id":"m"}`
	if string(got.Data) != want {
		t.Errorf("the bot received %s, want %s", got.Data, want)
	}
	malformed(t, w.respond(i, discordtest.ResponseModal, modal()), "type", "BASE_TYPE_CHOICES")
	w.TakeViolations()
	accepted(t, w.respond(i, discordtest.ResponseMessage, object{"content": "Welcome"}))
}

func TestAutocomplete(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	w.Autocompletes(t)
	i, err := w.Autocomplete(deadline(t), discordtest.From{}, "roll", discordtest.Args{"expression": "4d", "count": 2}, "expression")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data struct {
			Options []struct {
				Name    string
				Focused bool
			}
		}
	}
	w.bot.event("INTERACTION_CREATE", &got)
	if len(got.Data.Options) != 2 || got.Data.Options[0].Focused || !got.Data.Options[1].Focused {
		t.Errorf("the bot received %+v", got.Data)
	}
	accepted(t, w.respond(i, discordtest.ResponseAutocomplete, object{"choices": list{object{"name": "4d6", "value": "4d6"}}}))
	answer, err := i.Wait(deadline(t))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(answer.Choices, func(c discordtest.Choice) bool { return c.Value == "4d6" }) {
		t.Errorf("choices: %+v", answer.Choices)
	}
}
