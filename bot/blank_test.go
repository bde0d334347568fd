package bot

import (
	"context"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

// Discord refuses names and labels in which there is nothing to see.
func TestNothingToSee(t *testing.T) {
	t.Parallel()
	for _, nothing := range []string{"", " ", "\u202e", "\u200b\u2060 \ufeff", "\n\t"} {
		bus := newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply {
			return reply.Reply{
				Title: nothing, Subject: nothing, Body: reply.Lines(nothing), Footer: nothing,
				Fields:  []reply.Field{{Name: nothing, Value: reply.Lines(nothing)}},
				Buttons: []reply.Button{{Label: nothing, Path: "act/press"}},
				Select: &reply.Select{Path: "act/press", Option: "o", Choices: []reply.Choice{
					{Label: nothing, Value: "v", Detail: nothing},
				}, Placeholder: nothing},
			}
		})
		bus.complete = func(context.Context, backend.Request) []backend.Choice {
			return []backend.Choice{{Name: nothing, Value: "v"}}
		}
		r := newRig(t, discordtest.Options{Guilds: 1}, bus)
		r.start(t)
		_, response := r.slash(t, "act", nil)
		if len(response.Message.Components) != 2 {
			t.Errorf("%q: answered %+v", nothing, response.Message)
		}
		i, err := r.discord.Autocomplete(patient(t), discordtest.From{}, "roll", discordtest.Args{"expression": "x"}, "expression")
		if response := r.answered(t, i, err); len(response.Choices) != 1 {
			t.Errorf("%q: offered %+v", nothing, response.Choices)
		}
		said := r.discord.Say(discordtest.From{}, "<@"+r.discord.BotUser().ID+"> act")
		if _, err := r.discord.WaitMessage(patient(t), said.ChannelID, func(m *discordtest.Message) bool { return m.ID > said.ID }); err != nil {
			t.Errorf("%q: %v; log: %s", nothing, err, r.log)
		}
	}
}
