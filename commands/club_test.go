package commands

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"feyre/backend/text"
	"feyre/bot/discordtest"
	"feyre/commands/health"
	"feyre/dice"
	"feyre/dice/odds"
	"feyre/internal/chart"
	"feyre/internal/testbot"
	"feyre/store/embedded"
)

// healthy is a Feyre without parts.
type healthy struct{}

func (healthy) Check(context.Context) []health.Part {
	return []health.Part{{Name: text.HealthStore, OK: true}}
}

// club is every command on a Discord of its own.
type club struct {
	*testbot.Bot
	live *embedded.Store
}

func newClub(t *testing.T) *club {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	catalog := text.New()
	all := All(Deps{Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: live, Health: healthy{}, Odds: odds.NewCache(odds.DefaultBudget()), Paint: chart.PNG})
	return &club{Bot: testbot.Start(t, all, catalog, live), live: live}
}

// told is what Discord shows of an interaction's answer, as JSON.
func (c *club) told(i *discordtest.Interaction, err error) (*discordtest.Message, string) {
	c.Helper()
	message := c.Answered(i, err).Response().Message
	if message == nil || message.Content == "" && len(message.Embeds) == 0 {
		message = c.Said(i)
	}
	var shown bytes.Buffer
	coder := json.NewEncoder(&shown)
	coder.SetEscapeHTML(false)
	if err := coder.Encode(message); err != nil {
		c.Fatal(err)
	}
	return message, shown.String()
}
