package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

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
		Args: cobra.NoArgs,
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
		state := "nothing had changed"
		if report.Committed {
			state = fmt.Sprintf("generation %d is committed", report.Generation)
		}
		p.tell("%s (%s, %s)", state, report.Mode, report.Took.Round(time.Millisecond))
		p.tell("  to the archive  %d records, %s in %d blobs", report.ToArchive, size(report.Uploaded), report.Blobs)
		p.tell("  to the store    %d records", report.ToStore)
		p.tellNonzero("  united          %d documents", report.United)
		p.tellNonzero("  added up        %d counters", report.Added)
		p.tellNonzero("  expired         %d trackers", report.Expired)
		p.tellNonzero("  removed         %d old blobs", report.Removed)
		p.tellNonzero("  left alone      %d values that are not JSON", report.Skipped)
		p.tellList("  salvaged        %s", report.Salvaged)
		p.tellList("  written anew    %s", report.Repaired)
		p.tellList("  lost            %s", report.Lost)
		return nil
	})
}

// emptyArchive is told instead of praise for nothing.
const emptyArchive = "the archive is empty: nothing was ever mirrored to it"

func (p *program) syncStatus(o *syncFlags) *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "Show the last pass, what is waiting, and sizes", Args: cobra.NoArgs,
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
					return p.json(status)
				}
				last := "never"
				if !status.LastPass.IsZero() {
					last = fmt.Sprintf("%s, %s ago", status.LastPass.UTC().Format(time.RFC3339), status.Age.Round(time.Second))
				}
				p.tell("archive     %s", status.Archive)
				p.tell("last pass   %s", last)
				p.tell("generation  %d in the store, %d in the archive", status.Generation, status.Newest)
				p.tell("waiting     %d changes", status.Waiting)
				p.tell("size        %d records, %s, %s before compression", status.Records, size(status.Bytes), size(status.RawBytes))
				switch r := status.Rehearsal; {
				case r == nil:
					p.tell("rehearsal   none yet")
				case r.Problem != "":
					p.tell("rehearsal   generation %d differed: %s", r.Generation, r.Problem)
				default:
					p.tell("rehearsal   generation %d came back whole, %d records", r.Generation, r.Records)
				}
				if status.Problem != "" {
					return &app.Failure{Sentence: status.Problem}
				}
				return nil
			})
		}),
	}
}

func (p *program) syncVerify(o *syncFlags) *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "Read the whole archive back and compare checksums and counts", Args: cobra.NoArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			return p.history(func(h *app.History) error {
				found, err := h.Verify(ctx)
				if o.json {
					return errors.Join(p.json(found), err)
				}
				for _, line := range found.Damaged {
					p.tell("damaged: %s", line)
				}
				for _, line := range found.DamagedPast {
					p.tell("damaged, in older generations only: %s", line)
				}
				switch {
				case err != nil:
				case found.Generations == 0:
					p.tell(emptyArchive)
				default:
					p.tell("all is well: %d generations, %d blobs, %d records, %s", found.Generations, found.Blobs, found.Records, size(found.Bytes))
				}
				return err
			})
		}),
	}
}

func (p *program) syncList(o *syncFlags) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the generations that can be restored, newest first", Args: cobra.NoArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			return p.history(func(h *app.History) error {
				list, err := h.List(ctx)
				if err != nil {
					return err
				}
				if o.json {
					return p.json(list)
				}
				if len(list) == 0 {
					p.tell(emptyArchive)
				}
				for _, g := range list {
					note := ""
					if g.Current {
						note = "  current"
					}
					if g.Problem != "" {
						note += "  " + g.Problem
					}
					p.tell("%6d  %s  %d records  %s%s", g.Generation, g.Time.UTC().Format(time.RFC3339), g.Records, size(g.Bytes), note)
				}
				return nil
			})
		}),
	}
}

func (p *program) tellNonzero(format string, n int64) {
	if n != 0 {
		p.tell(format, n)
	}
}

func (p *program) tellList(format string, names []string) {
	if len(names) > 0 {
		p.tell(format, strings.Join(names, ", "))
	}
}
