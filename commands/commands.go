// Package commands is the list of everything that Feyre can be asked. A new command is a folder beside this file and one line in All.
package commands

import (
	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/commands/character"
	"feyre/commands/health"
	"feyre/commands/help"
	"feyre/commands/initiative"
	"feyre/commands/odds"
	"feyre/commands/ping"
	"feyre/commands/privacy"
	"feyre/commands/roll"
	"feyre/commands/save"
	"feyre/commands/stats"
	"feyre/dice"
	"feyre/store"
)

// Deps is what the commands work with. Only Catalog and Roller are needed where just the declarations are wanted (registration, help);
// a command that lacks a part can't be executed. Latency, Reach and Links may always be left out.
type Deps struct {
	Catalog *text.Catalog
	Roller  *dice.Roller
	Store   store.Live
	Odds    Odds
	Paint   odds.Painter // nil: charts are text
	Latency ping.Latency
	Reach   stats.Reach
	Health  health.Checker
	Links   help.Links
}

// Odds works out the odds that replies show.
type Odds interface {
	roll.Odds
	odds.Odds
}

// All declares every command, in the order that help shows them.
func All(deps Deps) []backend.Command {
	var all []backend.Command
	engine := roll.NewEngine(deps.Roller)
	characters := character.New(deps.Store, engine)
	saves := save.New(deps.Store, engine)
	engine.UseNames(characters, saves)
	rolls := roll.New(engine, deps.Catalog, deps.Odds, saves)

	all = []backend.Command{
		rolls.Declare(),
		odds.New(odds.Deps{Reader: engine, Odds: deps.Odds, Paint: deps.Paint, Catalog: deps.Catalog, Complete: rolls.Complete}).Declare(),
		initiative.New(initiative.Deps{Documents: deps.Store, Roller: engine, Roster: characters, Catalog: deps.Catalog}),
		characters.Declare(),
		saves.Declare(),
		help.New(help.Deps{
			Catalog:   deps.Catalog,
			Commands:  func() []backend.Command { return all },
			Reference: map[string]func(text.Printer) []reply.Field{"roll": roll.Reference},
			Links:     deps.Links,
		}),
		stats.New(deps.Store, deps.Reach).Declare(),
		health.New(deps.Health),
		ping.New(deps.Latency),
		privacy.New(deps.Store).Declare(),
		rolls.DeclareMessage(),
	}
	return all
}
