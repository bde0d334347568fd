package discordtest_test

import (
	"encoding/json"
	"testing"

	"feyre/bot/discordtest"
)

// place returns the path of the messages of the first server's channel.
func place() string {
	return "/channels/" + discordtest.From{}.Place() + "/messages"
}

func posted(t *testing.T, r reply) discordtest.Message {
	t.Helper()
	accepted(t, r)
	var m discordtest.Message
	if err := json.Unmarshal(r.Body, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestChannelMessages(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	m := posted(t, rest(t, srv, "POST", place(), object{"content": "round 1"}))
	edited := posted(t, rest(t, srv, "PATCH", place()+"/"+m.ID, object{"content": "round 2"}))
	if edited.Content != "round 2" || edited.EditedTimestamp == nil {
		t.Errorf("edited to %+v", edited)
	}
	if got := posted(t, rest(t, srv, "GET", place()+"/"+m.ID, nil)); got.Content != "round 2" {
		t.Errorf("reads %+v", got)
	}
	accepted(t, rest(t, srv, "DELETE", place()+"/"+m.ID, nil))
	refused(t, rest(t, srv, "GET", place()+"/"+m.ID, nil), 404, discordtest.CodeUnknownMessage)
	if kept := srv.Message(m.ID); !kept.Deleted || kept.Edits != 1 {
		t.Errorf("kept as %+v", kept)
	}
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 10003, 10008
func TestUnknownPlacesAreRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	refused(t, rest(t, srv, "POST", "/channels/7/messages", object{"content": "a"}), 404, discordtest.CodeUnknownChannel)
	refused(t, rest(t, srv, "PATCH", place()+"/7", object{"content": "a"}), 404, discordtest.CodeUnknownMessage)
	refused(t, rest(t, srv, "DELETE", place()+"/7", nil), 404, discordtest.CodeUnknownMessage)
}

// discord.com/developers/docs/resources/message#create-message
func TestMissingPermissionsAreRefused(t *testing.T) {
	const most = discordtest.PermissionViewChannel | discordtest.PermissionSendMessages |
		discordtest.PermissionReadMessageHistory | discordtest.PermissionEmbedLinks
	reply := object{"content": "a", "message_reference": object{"message_id": "1"}}
	for name, c := range map[string]struct {
		without int64
		body    object
		code    int
		status  int
	}{
		"view channel":         {discordtest.PermissionViewChannel, object{"content": "a"}, discordtest.CodeMissingAccess, 403},
		"send messages":        {discordtest.PermissionSendMessages, object{"content": "a"}, discordtest.CodeMissingPermissions, 403},
		"embed links":          {discordtest.PermissionEmbedLinks, embeds(object{"title": "a"}), discordtest.CodeMissingPermissions, 403},
		"read message history": {discordtest.PermissionReadMessageHistory, reply, discordtest.CodeReplyWithoutHistory, 400},
	} {
		t.Run(name, func(t *testing.T) {
			srv := discordtest.New(t, discordtest.Options{Guilds: 1, Permissions: most &^ c.without})
			refused(t, rest(t, srv, "POST", place(), c.body), c.status, c.code)
		})
	}
}

// discord.com/developers/docs/resources/message#get-channel-message
func TestReadingWithoutHistoryIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{
		Guilds: 1, Permissions: discordtest.PermissionViewChannel | discordtest.PermissionSendMessages,
	})
	m := posted(t, rest(t, srv, "POST", place(), object{"content": "a"}))
	refused(t, rest(t, srv, "GET", place()+"/"+m.ID, nil), 403, discordtest.CodeMissingPermissions)
}

// discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
func TestFilesWithoutPermissionAreRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	refused(t, w.form("POST", place(), `{"content":"a"}`, map[string]int{"a.txt": 1}), 403, discordtest.CodeMissingPermissions)
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 50005
func TestForeignMessageIsNotEdited(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	m := srv.Say(discordtest.From{}, "mine")
	refused(t, rest(t, srv, "PATCH", place()+"/"+m.ID, object{"content": "yours"}), 403, discordtest.CodeForeignMessage)
	accepted(t, rest(t, srv, "DELETE", place()+"/"+m.ID, nil)) // MANAGE_MESSAGES is in the invite
}

// discord.com/developers/docs/resources/message#delete-message
func TestForeignMessageIsNotDeletedWithoutPermission(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1, Permissions: discordtest.PermissionViewChannel})
	m := srv.Say(discordtest.From{}, "mine")
	refused(t, rest(t, srv, "DELETE", place()+"/"+m.ID, nil), 403, discordtest.CodeMissingPermissions)
}

// Only the interaction's own token reaches an ephemeral message.
// discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
func TestEphemeralMessageIsNotInTheChannel(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.answered(discordtest.From{}, object{"content": "a", "flags": 64})
	id := i.Original().ID
	refused(t, rest(t, w.Server, "GET", place()+"/"+id, nil), 404, discordtest.CodeUnknownMessage)
	refused(t, rest(t, w.Server, "PATCH", place()+"/"+id, object{"content": "b"}), 404, discordtest.CodeUnknownMessage)
	accepted(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"content": "b"}))
}

// discord.com/developers/docs/resources/message#message-reference-structure
func TestReplyToNothingIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
	to := object{"message_id": "7"}
	r := rest(t, srv, "POST", place(), object{"content": "a", "message_reference": to})
	malformed(t, r, "message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE")
	srv.TakeViolations()
	to["fail_if_not_exists"] = false
	accepted(t, rest(t, srv, "POST", place(), object{"content": "a", "message_reference": to}))
}
