package cli

import (
	"context"
	"errors"

	"feyre/internal/app"
	"feyre/internal/importer"

	"github.com/spf13/cobra"
)

// imports is "feyre import".
func (p *program) imports() *cobra.Command {
	var (
		o      app.ImportOptions
		asJSON bool
	)
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Take over the old bot's data",
		Long: `Take over the old bot's data: users, counters and trackers from its Redis, users from its users blob, characters from its table as
JSON lines. It may be broken off and begun anew, and adds nothing twice: what was taken whole under a name (--source) is not taken under it
again, not even after the store was lost and restored, and what a person had erased since then stays erased.`,
		Example: "  feyre import --redis redis://127.0.0.1:6379/0\n  feyre import --users users.json --characters characters.jsonl",
		Args:    noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			o.Logger = p.logger(loaded.Log)
			report, err := app.Import(ctx, loaded, o)
			if asJSON {
				return errors.Join(p.json(report), err)
			}
			if err == nil {
				p.tellImport(report)
			}
			return err
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Redis, "redis", "", "`address` of the old bot's Redis, such as redis://127.0.0.1:6379/0")
	flags.StringVar(&o.Users, "users", "", "`file` with the old bot's users blob")
	flags.StringVar(&o.Characters, "characters", "", "`file` with the old bot's table of characters, as JSON lines")
	flags.StringVar(&o.Source, "source", "old-bot", "`name` of where the data come from, the same at every try")
	flags.BoolVar(&asJSON, "json", false, "show the report as JSON")
	return cmd
}

func (p *program) tellImport(report importer.Report) {
	for _, line := range []struct {
		name  string
		tally importer.Tally
	}{
		{"users", report.Users},
		{"counters", report.Counters},
		{"trackers", report.Trackers},
		{"characters", report.Characters},
	} {
		p.tell("%-11s %6d taken, %6d known already, %6d left", line.name, line.tally.Taken, line.tally.Known, line.tally.Left)
	}
	for _, part := range report.Before {
		p.tell("  %s: imported before, nothing is taken again (other data need a --source of their own)", part)
	}
	for _, part := range report.Nothing {
		p.tell("  %s: nothing was found there that can be taken; is it the old bot's?", part)
	}
	for _, left := range report.Left {
		p.tell("  left: %s", left)
	}
}
