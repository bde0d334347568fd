package discordtest_test

import (
	"strings"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 40060
func TestSecondAnswerIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	refused(t, w.respond(i, discordtest.ResponseMessage, object{"content": "b"}), 400, discordtest.CodeAlreadyAcknowledged)
	if m := i.Original(); m.Content != "a" {
		t.Errorf("the answer became %q", m.Content)
	}
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 10062
func TestAnswerToUnknownInteractionIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	for name, path := range map[string]string{
		"unknown id":    "/interactions/1/" + i.Token + "/callback",
		"unknown token": "/interactions/" + i.ID + "/nonsense/callback",
	} {
		t.Run(name, func(t *testing.T) {
			r := rest(t, w.Server, "POST", path, object{"type": 4, "data": object{"content": "a"}})
			refused(t, r, 404, discordtest.CodeUnknownInteraction)
		})
	}
}

// An answer has three seconds.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
func TestLateAnswerIsRefused(t *testing.T) {
	clock := discordtest.NewManualClock()
	w := newWorld(t, discordtest.Options{Clock: clock})
	late, inTime := w.slash(discordtest.From{}), w.slash(discordtest.From{})
	clock.Advance(3 * time.Second)
	accepted(t, w.respond(inTime, discordtest.ResponseMessage, object{"content": "a"}))
	clock.Advance(time.Millisecond)
	refused(t, w.respond(late, discordtest.ResponseMessage, object{"content": "a"}), 404, discordtest.CodeUnknownInteraction)
}

// A token lives for fifteen minutes.
// discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
func TestOldTokenIsRefused(t *testing.T) {
	clock := discordtest.NewManualClock()
	w := newWorld(t, discordtest.Options{Clock: clock})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	clock.Advance(15 * time.Minute)
	accepted(t, rest(t, w.Server, "POST", w.hook(i, ""), object{"content": "b"}))
	clock.Advance(time.Millisecond)
	refused(t, rest(t, w.Server, "POST", w.hook(i, ""), object{"content": "c"}), 401, discordtest.CodeInvalidWebhookToken)
	refused(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"content": "c"}), 401, discordtest.CodeInvalidWebhookToken)
	if n := w.InvalidRequests(); n != 2 {
		t.Errorf("%d requests count towards a ban, want 2", n)
	}
}

// Messages can only follow an answer.
// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 10015
func TestFollowUpBeforeAnswerIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	refused(t, rest(t, w.Server, "POST", w.hook(i, ""), object{"content": "a"}), 404, discordtest.CodeUnknownWebhook)
	refused(t, rest(t, w.Server, "GET", w.hook(i, "/messages/@original"), nil), 404, discordtest.CodeUnknownWebhook)
	refused(t, rest(t, w.Server, "POST", "/webhooks/1/"+i.Token, object{"content": "a"}), 404, discordtest.CodeUnknownWebhook)
	refused(t, rest(t, w.Server, "POST", "/webhooks/"+w.ApplicationID()+"/nonsense", object{"content": "a"}), 404, discordtest.CodeUnknownWebhook)
}

// discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
func TestSixthFollowUpOfUserInstallIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	only := w.answered(discordtest.From{NotInServer: true}, object{"content": "a"})
	both := w.answered(discordtest.From{UserInstall: true}, object{"content": "a"})
	for range 5 {
		accepted(t, rest(t, w.Server, "POST", w.hook(only, ""), object{"content": "b"}))
		accepted(t, rest(t, w.Server, "POST", w.hook(both, ""), object{"content": "b"}))
	}
	refused(t, rest(t, w.Server, "POST", w.hook(only, ""), object{"content": "b"}), 400, discordtest.CodeTooManyFollowUps)
	accepted(t, rest(t, w.Server, "POST", w.hook(both, ""), object{"content": "b"}))
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 10008
func TestMessageOfAnotherInteractionIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	mine := w.answered(discordtest.From{}, object{"content": "a"})
	other := w.answered(discordtest.From{}, object{"content": "b"})
	path := w.hook(mine, "/messages/"+other.Original().ID)
	refused(t, rest(t, w.Server, "GET", path, nil), 404, discordtest.CodeUnknownMessage)
	refused(t, rest(t, w.Server, "PATCH", path, object{"content": "c"}), 404, discordtest.CodeUnknownMessage)
	refused(t, rest(t, w.Server, "DELETE", path, nil), 404, discordtest.CodeUnknownMessage)
}

// A deleted message cannot be edited, and is deleted once.
func TestDeletedAnswerIsGone(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	path := w.hook(i, "/messages/@original")
	accepted(t, rest(t, w.Server, "DELETE", path, nil))
	refused(t, rest(t, w.Server, "DELETE", path, nil), 404, discordtest.CodeUnknownMessage)
	refused(t, rest(t, w.Server, "PATCH", path, object{"content": "b"}), 404, discordtest.CodeUnknownMessage)
	refused(t, rest(t, w.Server, "GET", path, nil), 404, discordtest.CodeUnknownMessage)
}

// Each kind of interaction has its kinds of answer.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
func TestAnswerOfTheWrongTypeIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	w.Autocompletes(t)
	posted := w.answered(discordtest.From{}, with(row(button("go")))).Original().ID
	make := map[string]func() (*discordtest.Interaction, error){
		"command": func() (*discordtest.Interaction, error) { return w.slash(discordtest.From{}), nil },
		"button": func() (*discordtest.Interaction, error) {
			return w.Press(deadline(t), discordtest.From{}, posted, "go")
		},
		"autocomplete": func() (*discordtest.Interaction, error) {
			return w.Autocomplete(deadline(t), discordtest.From{}, "roll", discordtest.Args{"expression": "4"}, "expression")
		},
	}
	for kind, types := range map[string][]int{"command": {1, 6, 7, 8, 99}, "button": {1, 8}, "autocomplete": {4, 5, 9}} {
		i, err := make[kind]()
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range types {
			malformed(t, w.respond(i, wrong, object{"content": "a"}), "type", "BASE_TYPE_CHOICES")
		}
	}
	w.TakeViolations()
}

// Autocompletes declares /roll with an option that is completed.
func (w *world) Autocompletes(t *testing.T) {
	t.Helper()
	register(t, w.Server, options(option(3, "expression", object{"autocomplete": true}), option(4, "count", object{"autocomplete": true})))
}

func TestChoiceRefusals(t *testing.T) {
	const page = "discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete"
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	w.Autocompletes(t)
	one := func(name string, value any) list { return list{object{"name": name, "value": value}} }
	for _, c := range []refusal{
		{"over 25", page, times(26, func(int) any { return object{"name": "a", "value": "a"} }), "", "BASE_TYPE_MAX_LENGTH"},
		{"name over 100", page, one(text(101), "a"), "0.name", "BASE_TYPE_BAD_LENGTH"},
		{"no name", page, one("", "a"), "0.name", "BASE_TYPE_REQUIRED"},
		{"value over 100", page, one("a", text(101)), "0.value", "BASE_TYPE_BAD_LENGTH"},
		{"number for a text", page, one("a", 4), "0.value", "STRING_TYPE_CONVERT"},
	} {
		t.Run(c.name, func(t *testing.T) {
			i, err := w.Autocomplete(deadline(t), discordtest.From{}, "roll", discordtest.Args{"expression": "4"}, "expression")
			if err != nil {
				t.Fatal(err)
			}
			r := w.respond(i, discordtest.ResponseAutocomplete, object{"choices": c.body})
			malformed(t, r, strings.TrimSuffix("data.choices."+c.at, "."), c.code)
		})
	}
	w.TakeViolations()
}

// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-messages
func TestDeferralWithOtherFlagsIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	i := w.slash(discordtest.From{})
	malformed(t, w.respond(i, discordtest.ResponseDeferred, object{"flags": discordtest.FlagComponentsV2}), "data.flags", "BITFIELD_INVALID")
	accepted(t, w.respond(i, discordtest.ResponseDeferred, object{"flags": discordtest.FlagEphemeral}))
	w.TakeViolations()
}
