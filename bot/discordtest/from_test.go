package discordtest_test

import (
	"encoding/json"
	"testing"

	"feyre/bot/discordtest"
)

// What the bot learns about where it was called.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
func TestContexts(t *testing.T) {
	guild := discordtest.GuildID(0)
	player := discordtest.Player(0).ID
	cases := map[string]struct {
		from    discordtest.From
		context int
		owners  string
		member  bool
	}{
		"server":                 {discordtest.From{}, 0, `{"0":"` + guild + `"}`, true},
		"server and user":        {discordtest.From{UserInstall: true}, 0, `{"0":"` + guild + `","1":"` + player + `"}`, true},
		"only user, in server":   {discordtest.From{NotInServer: true}, 0, `{"1":"` + player + `"}`, true},
		"another's installation": {discordtest.From{NotInServer: true, Installer: "7"}, 0, `{"1":"7"}`, true},
		"direct message":         {discordtest.From{DM: true}, 1, `{"0":"0"}`, false},
		"group":                  {discordtest.From{Private: true}, 2, `{"1":"` + player + `"}`, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, discordtest.Options{})
			c.from.Locale, c.from.GuildLocale, c.from.AttachmentSizeLimit = "de", "fr", 4096
			c.from.AppPermissions, c.from.Permissions = 2048, 1024
			w.slash(c.from)
			var got struct {
				Context     int
				Locale      string
				GuildLocale string          `json:"guild_locale"`
				Owners      json.RawMessage `json:"authorizing_integration_owners"`
				Limit       int             `json:"attachment_size_limit"`
				App         string          `json:"app_permissions"`
				User        *discordtest.User
				Member      *struct {
					User        discordtest.User
					Permissions string
				}
			}
			w.bot.event("INTERACTION_CREATE", &got)
			if got.Context != c.context || string(got.Owners) != c.owners || (got.Member != nil) != c.member || (got.User != nil) == c.member {
				t.Errorf("the bot received %+v, owners %s", got, got.Owners)
			}
			if got.Locale != "de" || got.Limit != 4096 || got.App != "2048" || c.member && (got.GuildLocale != "fr" || got.Member.Permissions != "1024") {
				t.Errorf("the bot received %+v", got)
			}
		})
	}
}

// A registered command is held to its declaration, as Discord's client does.
func TestDeclaredOptions(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	register(t, w.Server, command(object{
		"name": "init", "contexts": list{0}, "integration_types": list{0},
		"options": list{option(1, "join", object{"options": list{
			option(3, "name", object{"required": true, "max_length": 5}),
			option(4, "count", object{"min_value": 1, "max_value": 9}),
			option(3, "side", object{"choices": list{object{"name": "Foe", "value": "foe"}}}),
			option(6, "who", nil),
		}})},
	}))
	cases := map[string]struct {
		from discordtest.From
		path string
		args discordtest.Args
		ok   bool
	}{
		"as declared": {discordtest.From{}, "init join", discordtest.Args{
			"name": "Oli", "count": 3, "side": "foe", "who": discordtest.Player(2),
		}, true},
		"unknown command":    {discordtest.From{}, "roll", nil, false},
		"unknown subcommand": {discordtest.From{}, "init leave", nil, false},
		"no subcommand":      {discordtest.From{}, "init", nil, false},
		"unknown option":     {discordtest.From{}, "init join", discordtest.Args{"name": "Oli", "age": 1}, false},
		"missing option":     {discordtest.From{}, "init join", nil, false},
		"wrong type":         {discordtest.From{}, "init join", discordtest.Args{"name": 7}, false},
		"too long":           {discordtest.From{}, "init join", discordtest.Args{"name": "Oliver"}, false},
		"out of range":       {discordtest.From{}, "init join", discordtest.Args{"name": "Oli", "count": 10}, false},
		"no such choice":     {discordtest.From{}, "init join", discordtest.Args{"name": "Oli", "side": "friend"}, false},
		"wrong context":      {discordtest.From{DM: true}, "init join", discordtest.Args{"name": "Oli"}, false},
		"wrong installation": {discordtest.From{NotInServer: true}, "init join", discordtest.Args{"name": "Oli"}, false},
	}
	for name, c := range cases {
		if _, err := w.Slash(deadline(t), c.from, c.path, c.args); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Context menu commands carry their target.
func TestContextMenus(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	register(t, w.Server, object{"type": 3, "name": "Roll this"}, object{"type": 2, "name": "Greet"})
	m := w.Say(discordtest.From{User: discordtest.Player(3)}, "4d6")
	if _, err := w.OnMessage(deadline(t), discordtest.From{}, "Roll that", m.ID); err == nil {
		t.Error("an unregistered command was sent")
	}
	if _, err := w.OnMessage(deadline(t), discordtest.From{}, "Roll this", m.ID); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data struct {
			Type     int
			TargetID string `json:"target_id"`
			Resolved struct {
				Messages map[string]discordtest.Message
				Users    map[string]discordtest.User
			}
		}
	}
	w.bot.event("INTERACTION_CREATE", &got)
	if got.Data.TargetID != m.ID || got.Data.Resolved.Messages[m.ID].Content != "4d6" {
		t.Errorf("the bot received %+v", got)
	}
	if _, err := w.OnUser(deadline(t), discordtest.From{}, "Greet", discordtest.Player(4)); err != nil {
		t.Fatal(err)
	}
	w.bot.event("INTERACTION_CREATE", &got)
	if id := discordtest.Player(4).ID; got.Data.TargetID != id || got.Data.Resolved.Users[id].Username != "player4" {
		t.Errorf("the bot received %+v", got)
	}
}
