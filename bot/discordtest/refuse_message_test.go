package discordtest_test

import (
	"testing"

	"feyre/bot/discordtest"
)

func TestMessageRefusals(t *testing.T) {
	const create = "discord.com/developers/docs/resources/message#create-message"
	const mentions = "discord.com/developers/docs/resources/message#allowed-mentions-object"
	const upload = "discord.com/developers/docs/reference#uploading-files"
	runRefusals(t, discordtest.ResponseMessage, []refusal{
		{"content over 2000 characters", create, object{"content": text(2001)}, "content", "BASE_TYPE_MAX_LENGTH"},
		{
			"unknown kind of mention", mentions,
			object{"content": "a", "allowed_mentions": object{"parse": list{"all"}}},
			"allowed_mentions.parse.0", "BASE_TYPE_CHOICES",
		},
		{
			"mentions parsed and listed", mentions,
			object{"content": "a", "allowed_mentions": object{"parse": list{"users"}, "users": list{"1"}}},
			"allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
		},
		{
			"over 100 mentioned users", mentions,
			object{"content": "a", "allowed_mentions": object{"users": times(101, func(int) string { return "1" })}},
			"allowed_mentions.users", "BASE_TYPE_MAX_LENGTH",
		},
		{
			"over 100 mentioned roles", mentions,
			object{"content": "a", "allowed_mentions": object{"roles": times(101, func(int) string { return "1" })}},
			"allowed_mentions.roles", "BASE_TYPE_MAX_LENGTH",
		},
		{
			"attachment that was not uploaded", upload,
			object{"content": "a", "attachments": list{object{"id": "0", "filename": "a.png"}}},
			"attachments.0.id", "ATTACHMENT_NOT_FOUND",
		},
		{"nonce over 25 characters", create, object{"content": "a", "nonce": text(26)}, "nonce", "BASE_TYPE_MAX_LENGTH"},
	})
}

func TestMessagesAtTheLimit(t *testing.T) {
	runAccepted(t, discordtest.ResponseMessage, map[string]any{
		"content of 2000 characters": object{"content": text(2000)},
		"blanks around are not counted": object{
			"content":          " " + text(1990) + "  ",
			"allowed_mentions": object{"parse": list{}, "users": list{"1"}},
		},
		"only an embed": object{"embeds": list{object{"title": "a"}}},
	})
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 50006
func TestEmptyMessageIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	for name, body := range map[string]any{
		"nothing":     object{},
		"only blanks": object{"content": " \n "},
		"only flags":  object{"flags": 64},
		"only rows":   object{"components": list{row(button("a"))}},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, w.respond(w.slash(discordtest.From{}), discordtest.ResponseMessage, body), 400, discordtest.CodeEmptyMessage)
		})
	}
	w.TakeViolations()
}

// An edit must leave something to see.
// discord.com/developers/docs/resources/message#edit-message
func TestEditToNothingIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	refused(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"content": ""}), 400, discordtest.CodeEmptyMessage)
	accepted(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"content": "", "embeds": list{object{"title": "b"}}}))
	w.TakeViolations()
}

// A value of the wrong type is a malformed form.
// discord.com/developers/docs/reference#error-messages
func TestWrongTypeIsRefused(t *testing.T) {
	runRefusals(t, discordtest.ResponseMessage, []refusal{
		{"content is a number", "discord.com/developers/docs/reference#error-messages", object{"content": 7}, "content", "BASE_TYPE_INVALID"},
	})
}
