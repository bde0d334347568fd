package app

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot/terminal"
	"feyre/commands"
	"feyre/dice"
	"feyre/dice/odds"
	"feyre/store/embedded"

	"github.com/prometheus/client_golang/prometheus"
)

// PlayOptions say who plays, and on which store.
type PlayOptions struct {
	Screen
	Memory               bool
	User, Guild, Channel uint64
	Logger               *slog.Logger
}

// drainTimeout bounds the wait for what still has to be counted when a program ends.
const drainTimeout = 5 * time.Second

// Play answers slash commands from the screen until its input ends.
func Play(ctx context.Context, loaded Loaded, o PlayOptions) (err error) {
	live, err := playStore(ctx, loaded.Store, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, live.Close()) }()
	catalog := text.New()
	limits := loaded.Limits
	limits.Rate = 0
	bus, err := newBus(busOptions{
		limits: limits, recorder: live, logger: o.Logger, registerer: prometheus.NewRegistry(),
		deps: commands.Deps{
			Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: live,
			Odds: odds.NewCache(odds.DefaultBudget()), Health: &health{store: live}, Links: links(loaded.Discord),
		},
	})
	if err != nil {
		return err
	}
	err = newTerminal(o, catalog, bus).Run(ctx)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	return errors.Join(err, bus.Drain(drain))
}

func playStore(ctx context.Context, config StoreConfig, o PlayOptions) (liveStore, error) {
	if o.Memory {
		return embedded.Memory(embedded.Options{}), nil
	}
	return openStore(ctx, config, storeOptions{logger: o.Logger})
}

func newTerminal(o PlayOptions, catalog *text.Catalog, bus backend.Bus) *terminal.Face {
	say := catalog.For(o.Locale)
	options := terminal.Options{
		Bus: bus, Identity: terminal.Identity{User: o.User, Guild: o.Guild, Channel: o.Channel},
		Locale: o.Locale, Color: o.Color, Meant: bareRoll,
		Say: func(phrase terminal.Phrase, args ...any) string { return say.Say(text.ID(phrase), args...) },
	}
	if o.InFile != nil && o.OutFile != nil {
		return terminal.NewInteractive(options, o.InFile, o.OutFile)
	}
	return terminal.New(options, o.In, o.Out)
}

// bareRoll makes a roll of a line that is nothing but an expression, or begins as only one can: what is wrong with it is told then.
func bareRoll(line string) string {
	if _, err := dice.Parse(line); err != nil && !rolls.MatchString(line) {
		return ""
	}
	return "/roll expression:" + line
}

// rolls matches how an expression begins and no command does.
var rolls = regexp.MustCompile(`^ *(?i:[0-9@({]|[dw][0-9%])`)
