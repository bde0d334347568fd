package discordtest_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"feyre/bot/discordtest"
)

func register(t *testing.T, srv *discordtest.Server, list ...any) []discordtest.Command {
	t.Helper()
	r := rest(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", list)
	accepted(t, r)
	var got []discordtest.Command
	if err := json.Unmarshal(r.Body, &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestCommandsAtTheLimit(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	var list []any
	for n := range 100 {
		list = append(list, command(object{"name": fmt.Sprint("ab-c_é'", n), "description": text(100)}))
	}
	for n := range 15 {
		list = append(list, object{"type": 2, "name": fmt.Sprint("Greet User ", n)}, object{"type": 3, "name": fmt.Sprint("Read ", n)})
	}
	list[0] = command(object{
		"name_localizations": object{"de": "wurf"}, "default_member_permissions": "8", "contexts": []any{0, 1, 2}, "integration_types": []any{0, 1},
		"options": []any{option(2, "group", object{"options": []any{option(1, "verb", object{"options": []any{
			option(4, "count", object{"required": true, "min_value": 1, "max_value": 9}),
			option(3, "name", object{"min_length": 0, "max_length": 6000, "autocomplete": true}),
		}})}})},
	})
	if got := register(t, srv, list...); len(got) != 130 {
		t.Fatalf("%d commands are registered", len(got))
	}
}

// discord.com/developers/docs/interactions/application-commands#registering-a-command
func TestTooManyCommandsAreRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Spec: bareSpec()})
	for name, kind := range map[string]struct{ kind, n int }{"slash": {1, 101}, "user": {2, 16}, "message": {3, 16}} {
		t.Run(name, func(t *testing.T) {
			list := times(kind.n, func(n int) any {
				if kind.kind == 1 {
					return command(object{"name": fmt.Sprint("a", n)})
				}
				return object{"type": kind.kind, "name": fmt.Sprint("a", n)}
			})
			r := rest(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", list)
			refused(t, r, 400, discordtest.CodeTooManyCommands)
		})
	}
}

// discord.com/developers/docs/interactions/application-commands#registering-a-command
func TestTooManyCreatesADayAreRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	for round := range 2 {
		register(t, srv, times(100, func(n int) any { return command(object{"name": fmt.Sprint("a", round, "-", n)}) })...)
	}
	r := rest(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", list{command(nil)})
	refused(t, r, 400, discordtest.CodeTooManyDailyCreates)
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 20012
func TestCommandsOfAnotherApplicationAreRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	refused(t, rest(t, srv, "PUT", "/applications/7/commands", list{}), 403, discordtest.CodeNotYourApplication)
	refused(t, rest(t, srv, "GET", "/applications/7/commands", nil), 403, discordtest.CodeNotYourApplication)
}

// Ids stay with names; a version changes only with its command.
func TestBulkOverwrite(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	first := register(t, srv, command(nil), command(object{"name": "help"}))
	second := register(t, srv, command(object{"name": "help"}), command(object{"description": "Roll all dice"}))
	help, roll := second[0], second[1]
	if help.ID != first[1].ID || help.Version != first[1].Version {
		t.Errorf("help changed from %+v to %+v", first[1], help)
	}
	if roll.ID != first[0].ID || roll.Version == first[0].Version {
		t.Errorf("roll went from %+v to %+v", first[0], roll)
	}
	if gone := register(t, srv); len(gone) != 0 || len(srv.Commands("")) != 0 {
		t.Errorf("%d commands are left", len(gone))
	}
}

func TestCommandsOfOneGuild(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	path := "/applications/" + srv.ApplicationID() + "/guilds/5/commands"
	accepted(t, rest(t, srv, "PUT", path, list{command(object{"description_localizations": object{"de": "Würfle"}})}))
	if len(srv.Commands("")) != 0 || len(srv.Commands("5")) != 1 {
		t.Fatal("the command is registered in the wrong place")
	}
	for query, want := range map[string]string{"": "", "?with_localizations=true": "Würfle"} {
		var got []discordtest.Command
		if err := json.Unmarshal(rest(t, srv, "GET", path+query, nil).Body, &got); err != nil {
			t.Fatal(err)
		}
		if got[0].DescriptionLocalizations["de"] != want || got[0].GuildID != "5" {
			t.Errorf("GET%s gives %+v", query, got[0])
		}
	}
}
