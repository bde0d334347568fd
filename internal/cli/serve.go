package cli

import (
	"context"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// serve is "feyre serve".
func (p *program) serve() *cobra.Command {
	o := app.ServeOptions{Bot: true, Backend: true, Syncer: true}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the bot, or some of its parts",
		Long: `Run the bot, or some of its parts: --bot is the connection to Discord, --backend what answers commands, --syncer what mirrors
the store to the archive. A bot without backend answers every command with one sentence, for maintenance.

SIGTERM, SIGINT and SIGHUP stop it after what is under way; another one, not in the same moment, ends it at once.`,
		Example: "  feyre serve\n  feyre serve --bot=false --backend=false   only the syncer\n  feyre serve --shards 16 --shard-ids 0-3",
		Args:    noArgs,
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.Bot, "bot", true, "connect to Discord")
	flags.BoolVar(&o.Backend, "backend", true, "answer commands")
	flags.BoolVar(&o.Syncer, "syncer", true, "mirror the store to the archive")
	flags.String("web", "", "`address` of the page, its API, health and metrics (web.listen); empty: off")
	flags.String("shards", "", "shards over all processes (discord.shards); 0: what Discord recommends")
	flags.String("shard-ids", "", "the shards of this process, such as 0-3,7 (discord.shard_ids)")
	flags.String("debug", "", "`address` of Go's profiler, for this machine only (debug.listen); empty: off")
	cmd.RunE = p.run(func(ctx context.Context, _ []string) error {
		loaded, err := p.load(changed(cmd, map[string]string{
			"web": "web.listen", "shards": "discord.shards", "shard-ids": "discord.shard_ids",
			"debug": "debug.listen",
		}))
		if err != nil {
			return err
		}
		o.Logger = p.logger(loaded.Log)
		return app.Serve(ctx, loaded, o)
	})
	return cmd
}

// changed collects the flags that were given, by the key that each sets.
func changed(cmd *cobra.Command, keys map[string]string) map[string]app.Flag {
	given := map[string]app.Flag{}
	for name, key := range keys {
		if flag := cmd.Flags().Lookup(name); flag.Changed {
			given[key] = app.Flag{Name: "--" + name, Value: flag.Value.String()}
		}
	}
	return given
}
