package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// restoreFlags say what is restored, and whether to ask first.
type restoreFlags struct {
	generation int64
	at         string
	yes, force bool
}

// syncRestore is "feyre sync restore".
func (p *program) syncRestore(o *syncFlags) *cobra.Command {
	var flags restoreFlags
	cmd := &cobra.Command{
		Use:   "restore --generation N | --at TIME",
		Short: "Make the store what it was, and commit that as a new generation",
		Long: `Make the store what it was at a generation or a time, and commit that as a new generation. What changed since is in the history
and can be restored in turn. What people had erased stays erased.

It asks first, and refuses while a process serves from the store.`,
		Example: "  feyre sync list\n  feyre sync restore --generation 7\n  feyre sync restore --at 2026-11-24T18:00:00Z --yes",
		Args:    noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			return p.restore(ctx, *o, flags)
		}),
	}
	cmd.Flags().Int64Var(&flags.generation, "generation", 0, "the generation's `number`; see feyre sync list")
	cmd.Flags().StringVar(&flags.at, "at", "", "the newest generation at this `TIME`, such as 2026-11-24T18:00:00Z")
	cmd.Flags().BoolVar(&flags.yes, "yes", false, "don't ask")
	cmd.Flags().BoolVar(&flags.force, "force", false, "restore although a process serves from the store")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if cmd.Flags().Changed("generation") == cmd.Flags().Changed("at") {
			return errors.New("give either --generation or --at")
		}
		return nil
	}
	return cmd
}

func (p *program) restore(ctx context.Context, o syncFlags, flags restoreFlags) error {
	loaded, err := p.load(nil)
	if err != nil {
		return err
	}
	generation, err := p.generation(ctx, flags)
	if err != nil {
		return err
	}
	return p.mirror(ctx, loaded, o, func(m *app.Mirror) error {
		if m.Served && !flags.force {
			return &app.Failure{Sentence: "a process serves from this store", Try: "end it first, or restore under it with --force"}
		}
		question := fmt.Sprintf("Make the store what it was at generation %d, of %s? [y/N] ", generation.Generation, generation.Time.UTC().Format(time.RFC3339))
		if !flags.yes && !p.confirm(question) {
			return &app.Failure{Sentence: "nothing was restored", Try: "answer y, or give --yes"}
		}
		report, err := m.Restore(ctx, generation.Generation)
		if err != nil {
			return err
		}
		if o.json {
			return p.json(report)
		}
		p.tell("generation %d is restored as generation %d: %d records written back, %d removed, %d erasures kept",
			report.From, report.Generation, report.Written, report.Removed, report.Kept)
		return nil
	})
}

// generation is the one that was named, or the one of the time that was.
func (p *program) generation(ctx context.Context, flags restoreFlags) (found app.Generation, err error) {
	var at time.Time
	if flags.at != "" {
		if at, err = time.Parse(time.RFC3339, flags.at); err != nil {
			return found, &app.Failure{Usage: true, Sentence: fmt.Sprintf("%q is not a time", flags.at), Try: "--at 2026-11-24T18:00:00Z", Err: err}
		}
	}
	err = p.history(func(h *app.History) (err error) {
		number := flags.generation
		if flags.at != "" {
			if number, err = h.GenerationAt(ctx, at); err != nil {
				return err
			}
		}
		found, err = h.Generation(ctx, number)
		return err
	})
	return found, err
}

// confirm asks a question; everything but yes is no.
func (p *program) confirm(question string) bool {
	fmt.Fprint(p.streams.Err, question)
	line, err := bufio.NewReader(p.streams.In).ReadString('\n')
	if app.Terminal(p.streams.In) == nil {
		fmt.Fprintln(p.streams.Err)
	}
	if err != nil && line == "" {
		return false
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes"
}
