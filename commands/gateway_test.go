package commands

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/bot/discordtest"
	"feyre/store"
)

// Every verb of every command but /init, which has its own, with every option of it, typed at Discord.
func TestEveryCommandAtDiscord(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	used := map[string]bool{}
	for _, test := range []struct {
		path string
		args discordtest.Args
		want string
	}{
		{"character add", discordtest.Args{"name": "**Sir** @everyone", "initiative": "1d1+12"}, `\\*\\*Sir\\*\\* @`},
		{"character list", nil, "1d1+12"},
		{"character set", discordtest.Args{"name": "dex", "value": 3}, "@dex 3"},
		{"character set", discordtest.Args{"name": "wis", "value": 1, "id": 1}, "@dex 3, @wis 1"},
		{"character unset", discordtest.Args{"name": "wis", "id": 1}, "@wis is gone."},
		{"character edit", discordtest.Args{"id": 1, "name": "Wyrm", "initiative": "1d1+@dex+@con"}, "try /character set name:con value:3 id:1"},
		{"character select", discordtest.Args{"id": 1, "here": true}, "is active in this server"},
		{"save add", discordtest.Args{"name": "attack", "expression": "1d1+@dex+@1"}, "@attack is saved."},
		{"save list", nil, "1d1+@dex+@1"},
		{"roll", discordtest.Args{"expression": "@attack(5)"}, "1d1+3+5"},
		{"roll", discordtest.Args{"expression": "7", "secret": true}, "7"},
		{"odds", discordtest.Args{"expression": "4d6k3"}, "15869/1296"},
		{"odds", discordtest.Args{"expression": "1d20+5>15"}, "The part that succeeds, 50 %, is green."},
		{"save remove", discordtest.Args{"name": "attack"}, "@attack is removed."},
		{"character unset", discordtest.Args{"name": "dex"}, "@dex is gone."},
		{"character remove", discordtest.Args{"id": 1}, "Wyrm is removed."},
		{"help", nil, "/privacy"},
		{"help", discordtest.Args{"command": "init"}, "/init join"},
		{"stats", nil, "Statistics"},
		{"health", nil, "✓ **Store**"},
		{"ping", nil, "Pong!"},
		{"privacy show", nil, "Characters: 0"},
		{"privacy export", nil, "feyre.json"},
		{"privacy delete", nil, "Delete everything"},
	} {
		path := strings.ReplaceAll(test.path, " ", "/")
		used[path] = true
		for name := range test.args {
			used[path+" "+name] = true
		}
		if _, got := c.told(c.Discord.Slash(c.Patient(), discordtest.From{}, test.path, test.args)); !strings.Contains(got, test.want) {
			t.Errorf("/%s says\n%s\nwithout %q", test.path, got, test.want)
		}
	}
	all, _ := declared(t)
	for _, command := range all {
		for _, verb := range command.Verbs {
			if command.Name != "init" && command.Kind != backend.OnMessage && !verb.Hidden && !used[verb.Path] {
				t.Errorf("%s was never asked for", verb.Path)
			}
			for _, option := range verb.Options {
				if command.Name != "init" && !option.Hidden && !used[verb.Path+" "+option.Name] {
					t.Errorf("%s was never asked for with %s", verb.Path, option.Name)
				}
			}
		}
	}
}

// Buttons, forms and the message command: what can't be typed.
func TestHiddenVerbsAtDiscord(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	from := discordtest.From{}
	used := map[string]bool{}
	press := func(on *discordtest.Message, customID string) *discordtest.Interaction {
		t.Helper()
		used[customID] = true
		return c.Answered(c.Discord.Press(c.Patient(), from, on.ID, customID))
	}
	said := c.Discord.Say(from, "I attack with `1d1+4`, twice")
	rolled, got := c.told(c.Discord.OnMessage(c.Patient(), from, "Roll this", said.ID))
	if !strings.Contains(got, "1d1+4") {
		t.Errorf("Roll this says %s", got)
	}
	if _, got := c.told(press(rolled, "roll/again"), nil); !strings.Contains(got, "1d1+4") {
		t.Errorf("Roll again says %s", got)
	}
	asked := press(rolled, "odds/show")
	shown := asked.Response().Message
	if shown == nil { // it took long enough to be put off, and then comes as a message of its own
		later, err := asked.WaitFollowUps(c.Patient(), 1)
		if err != nil {
			t.Fatal(err)
		}
		shown = later[0]
	}
	if len(shown.Embeds) == 0 || shown.Embeds[0].Title != "Odds" || !shown.Ephemeral() {
		t.Errorf("Odds shows %+v", shown)
	}
	c.told(c.Discord.Slash(c.Patient(), from, "character add", discordtest.Args{"name": "Ann", "initiative": "1"}))
	c.told(c.Discord.Slash(c.Patient(), from, "character add", discordtest.Args{"name": "Bo", "initiative": "1"}))
	if _, got := c.told(press(c.Discord.SayAsBot(from, "Your characters", "character_1", "character_2"), "character_2"), nil); !strings.Contains(got, "Bo is active.") {
		t.Errorf("the old bot's button says %s", got)
	}
	form := press(rolled, "save/ask")
	i, err := c.Discord.Submit(c.Patient(), form, map[string]string{"name": "attack", "expression": "1d1+4"})
	if _, got := c.told(i, err); !strings.Contains(got, "@attack is saved.") {
		t.Errorf("the form says %s", got)
	}
	question, _ := c.told(c.Discord.Slash(c.Patient(), from, "privacy delete", nil))
	if _, got := c.told(press(question, "privacy/erase"), nil); !strings.Contains(got, "All of it is deleted.") {
		t.Errorf("erasing says %s", got)
	}
	all, _ := declared(t)
	for _, command := range all {
		for _, verb := range command.Verbs {
			if command.Name != "init" && verb.Hidden && !used[verb.Path] {
				t.Errorf("%s was never pressed", verb.Path)
			}
		}
	}
}

// The most that anybody may keep fits Discord's limits in every language: nothing is refused, and the face cuts nothing.
func TestFullListsAtDiscord(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	for n, sign := range []string{"x", "*", "語", "🐉", "`", "_", "~|", "@everyone "} {
		user, err := strconv.ParseUint(discordtest.Player(n).ID, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		err = store.Edit(t.Context(), c.live, store.UserKey(user), func(kept *map[string]any) error {
			*kept = fullest(sign)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, locale := range []string{"en-US", "de", "fr"} {
			from := discordtest.From{User: discordtest.Player(n), Locale: locale}
			for path, args := range map[string]discordtest.Args{
				"character list": nil, "character select": {"id": 9}, "save list": nil,
				"save add": {"name": "a" + strings.Repeat("_", 29) + "09", "expression": "1d20"},
			} {
				if _, got := c.told(c.Discord.Slash(c.Patient(), from, path, args)); strings.Contains(got, "our side") {
					t.Errorf("%s with %q breaks: %s", path, sign, got)
				}
			}
		}
	}
	if log := c.Log.String(); strings.Contains(log, "was cut") || strings.Contains(log, "refused") {
		t.Errorf("something was cut or refused:\n%s", log)
	}
}

// fullest is a user's document with all that may be in it.
func fullest(sign string) map[string]any {
	long := func(n int) string { return string([]rune(strings.Repeat(sign, n))[:n]) }
	values := map[string]int64{}
	for i := range 40 {
		values[fmt.Sprintf("a%s%02d", strings.Repeat("_", 29), i)] = -1_000_000
	}
	var characters, saved []any
	for i := range 9 {
		characters = append(characters, map[string]any{
			"id": i + 1, "name": long(63) + strconv.Itoa(i), "initiative": "1 # " + long(196), "values": values,
		})
	}
	for i := range 50 {
		saved = append(saved, map[string]any{"name": fmt.Sprintf("a%s%02d", strings.Repeat("_", 29), i), "expression": "1 # " + long(496)})
	}
	return map[string]any{"characters": characters, "saved": saved, "active": 1}
}
