package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"
)

// RegisterOptions say what Discord is told about the slash commands.
type RegisterOptions struct {
	// Guild registers for one server only; 0 for all.
	Guild uint64
	// DryRun shows what would be sent instead.
	DryRun bool
	// Clear removes every command.
	Clear bool
	Out   io.Writer
}

// Register makes Discord's list of slash commands like the declarations.
func Register(ctx context.Context, loaded Loaded, o RegisterOptions) error {
	catalog := text.New()
	commands := declarations(catalog)
	if o.DryRun {
		return dryRun(o, commands, catalog)
	}
	done, err := bot.Register(ctx, bot.Registration{
		Config: loaded.Discord, Commands: commands, Catalog: catalog, Guild: o.Guild, Clear: o.Clear,
	})
	switch {
	case errors.Is(err, bot.ErrNoToken):
		return errNoToken()
	case err != nil:
		return discordFailure(err)
	}
	for _, line := range done.Diff {
		if _, err := fmt.Fprintln(o.Out, line); err != nil {
			return err
		}
	}
	state := "nothing had changed"
	if done.Changed {
		state = "Discord was told"
	}
	_, err = fmt.Fprintf(o.Out, "%s; there are %d commands\n", state, done.Commands)
	return err
}

// dryRun shows the JSON array that would be put in place of Discord's list.
func dryRun(o RegisterOptions, commands []backend.Command, catalog *text.Catalog) error {
	if o.Clear {
		commands = nil
	}
	list, err := bot.Declarations(commands, catalog, o.Guild)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.Out, "%s\n", list)
	return err
}
