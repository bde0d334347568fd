package cli

import (
	"context"
	"errors"
	"fmt"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// sync is "feyre sync" with its subcommands.
func (p *program) sync() *cobra.Command {
	var (
		once, full bool
		o          syncFlags
	)
	cmd := &cobra.Command{
		Use:   "sync",
		Short: "Mirror the store to the archive, once or for as long as it runs",
		Long: `Mirror the store to the archive: once with --once, else at every sync.interval until it is stopped.

Where a running process has the embedded store open, that process does the pass.`,
		Args: noArgs, SuggestionsMinimumDistance: 2,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			if once || full {
				return p.syncOnce(ctx, loaded, full, o)
			}
			return app.Serve(ctx, loaded, app.ServeOptions{
				Syncer: true, Adopt: o.adopt, AcceptLoss: o.acceptLoss, Logger: p.logger(loaded.Log),
			})
		}),
	}
	flags := cmd.Flags()
	flags.BoolVar(&once, "once", false, "do exactly one pass")
	flags.BoolVar(&full, "full", false, "with --once: compare everything, and write damaged parts of the archive anew")
	flags.BoolVar(&o.adopt, "adopt", false, "take an archive of another lineage as this store's own: both are merged")
	flags.StringSliceVar(&o.acceptLoss, "accept-loss", nil, "give up a damaged `BUCKET` of which nothing can be read; may be repeated")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		for _, bucket := range o.acceptLoss {
			if !app.CanBeLost(bucket) {
				return fmt.Errorf("--accept-loss: there is no bucket %q: give its name as it is told, such as 0007", bucket)
			}
		}
		return nil
	}
	cmd.PersistentFlags().BoolVar(&o.json, "json", false, "show the result as JSON")
	cmd.AddCommand(p.syncStatus(&o), p.syncVerify(&o), p.syncList(&o), p.syncRestore(&o))
	return cmd
}

// syncFlags are the flags that the sync commands share.
type syncFlags struct {
	adopt, json bool
	acceptLoss  []string
}

// mirror opens the mirror that is configured and lets work use it.
func (p *program) mirror(ctx context.Context, loaded app.Loaded, o syncFlags, work func(*app.Mirror) error) (err error) {
	bar := p.progress()
	defer bar.end()
	m, err := app.OpenMirror(ctx, loaded, app.SyncOptions{
		Adopt: o.adopt, AcceptLoss: o.acceptLoss, Progress: bar.step, Logger: p.logger(loaded.Log),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	return work(m)
}

// history opens the archive that is configured and lets work read it.
func (p *program) history(work func(*app.History) error) (err error) {
	loaded, err := p.load(nil)
	if err != nil {
		return err
	}
	bar := p.progress()
	defer bar.end()
	h, err := app.OpenHistory(loaded, app.SyncOptions{Progress: bar.step, Logger: p.logger(loaded.Log)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return work(h)
}

func (p *program) syncOnce(ctx context.Context, loaded app.Loaded, full bool, o syncFlags) error {
	return p.mirror(ctx, loaded, o, func(m *app.Mirror) error {
		pass := m.Once
		if full {
			pass = m.Full
		}
		report, err := pass(ctx)
		if err != nil {
			return err
		}
		if o.json {
			return p.json(report)
		}
		p.tellPass(report)
		return nil
	})
}

func (p *program) syncStatus(o *syncFlags) *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "Show the last pass, what is waiting, and sizes", Args: noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			return p.mirror(ctx, loaded, *o, func(m *app.Mirror) error {
				status, err := m.Status(ctx)
				if err != nil {
					return err
				}
				if o.json {
					return errors.Join(p.json(status), statusFailure(status))
				}
				p.tellStatus(status)
				return statusFailure(status)
			})
		}),
	}
}

func (p *program) syncVerify(o *syncFlags) *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "Read the whole archive back and compare checksums and counts", Args: noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			return p.history(func(h *app.History) error {
				found, err := h.Verify(ctx)
				if o.json {
					return errors.Join(p.json(found), err)
				}
				p.tellVerification(found, err == nil)
				return err
			})
		}),
	}
}

func (p *program) syncList(o *syncFlags) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the generations that can be restored, newest first", Args: noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			return p.history(func(h *app.History) error {
				list, err := h.List(ctx)
				if err != nil {
					return err
				}
				if o.json {
					return p.json(list)
				}
				p.tellGenerations(list)
				return nil
			})
		}),
	}
}
