package commands

import (
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

// What Discord offers while an option is typed.
func TestOffersAtDiscord(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	from := discordtest.From{}
	for path, args := range map[string]discordtest.Args{
		"character add": {"name": "Sir Oliver", "initiative": "1d20"},
		"save add":      {"name": "attack", "expression": "1d20+@1"},
		"init join":     {"character": "Goblin", "roll": "12"},
	} {
		c.told(c.Discord.Slash(c.Patient(), from, path, args))
	}
	c.told(c.Discord.Slash(c.Patient(), from, "character set", discordtest.Args{"name": "dex", "value": 3}))
	c.told(c.Discord.Slash(c.Patient(), from, "init condition", discordtest.Args{"name": "hexed"}))
	for _, test := range []struct {
		path, focus, typed, want string
	}{
		{"roll", "expression", "2d6+@dex", "2d6+@dex  averages 10.00"},
		{"roll", "expression", "1d20+", "1d20+  something is missing after +"},
		{"roll", "expression", "1d20+@at", "1d20+@attack  1d20+@1"},
		{"odds", "expression", "4d6k3", "4d6k3  averages 12.24"},
		{"help", "command", "in", "/init"},
		{"save remove", "name", "at", "@attack  1d20+@1"},
		{"character select", "id", "oli", "1. Sir Oliver"},
		{"character edit", "id", "1", "1. Sir Oliver"},
		{"character unset", "name", "d", "dex 3"},
		{"init join", "character", "sir", "Sir Oliver"},
		{"init remove", "character", "gob", "Goblin"},
		{"init move", "before", "", "Goblin"},
		{"init condition", "name", "hex", "hexed"},
	} {
		i, err := c.Discord.Autocomplete(c.Patient(), from, test.path, discordtest.Args{test.focus: test.typed}, test.focus)
		var offered []string
		for _, choice := range c.Answered(i, err).Response().Choices {
			offered = append(offered, choice.Name)
		}
		if got := strings.Join(offered, "|"); !strings.Contains(got, test.want) {
			t.Errorf("/%s %s:%s offers %q without %q", test.path, test.focus, test.typed, got, test.want)
		}
	}
	if log := c.Log.String(); strings.Contains(log, "can't offer") {
		t.Errorf("offers were refused:\n%s", log)
	}
}
