package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// configuration is "feyre config" with its subcommands.
func (p *program) configuration() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the configuration as it is in effect, secrets masked",
		Args:  noArgs, SuggestionsMinimumDistance: 2,
		RunE: p.run(func(context.Context, []string) error {
			loaded, err := app.Load(app.Sources{File: p.config, Env: p.streams.Env})
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(p.streams.Out, loaded.Effective())
			return err
		}),
	}
	cmd.AddCommand(p.configInit(), p.configCheck())
	return cmd
}

// configInit is "feyre config init".
func (p *program) configInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a configuration file that explains every key",
		Args:  noArgs,
		RunE: p.run(func(context.Context, []string) error {
			name := p.config
			if name == "" {
				name = app.DefaultFile
			}
			if err := create(name, app.Example()); err != nil {
				return err
			}
			_, err := fmt.Fprintf(p.streams.Out, "wrote %s; fill in discord.token, then: feyre config check\n", name)
			return err
		}),
	}
}

// create writes a file that isn't there yet, for its owner only: it is going to hold secrets.
func create(name, content string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &app.Failure{Sentence: name + " is there already and was left as it is", Try: "feyre config init --config other.yaml", Err: err}
	}
	if err != nil {
		return unwritten(err)
	}
	return fill(file, name, content)
}

// fill writes all of a new file, or takes it away: half of it would be in the way of the next try.
func fill(file io.WriteCloser, name, content string) error {
	_, err := io.WriteString(file, content)
	if err = errors.Join(err, file.Close()); err != nil {
		return unwritten(errors.Join(err, os.Remove(name)))
	}
	return nil
}

func unwritten(err error) error {
	return &app.Failure{
		Sentence: "the configuration file can't be written: " + err.Error(), Err: err,
		Try: "--config with a file in a directory that is there, can be written and has room",
	}
}

// configCheck is "feyre config check".
func (p *program) configCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong with the configuration, line by line",
		Args:  noArgs,
		RunE: p.run(func(context.Context, []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			note := ""
			if loaded.Discord.Token == "" {
				note = "; discord.token is empty, which everything but the bot can do without"
			}
			_, err = fmt.Fprintf(p.streams.Out, "the configuration is good%s\n", note)
			return err
		}),
	}
}
