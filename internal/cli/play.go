package cli

import (
	"context"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// play is "feyre play".
func (p *program) play() *cobra.Command {
	o := app.PlayOptions{User: 1, Guild: 1, Channel: 1}
	cmd := &cobra.Command{
		Use:   "play",
		Short: "Answer slash commands from standard input, without Discord",
		Long: `Answer slash commands from standard input, without Discord.

A line is what one would type in Discord, such as /roll expression:4d6k3. Buttons are listed under a reply as
[init/next] Next; "press init/next" presses one. "as ID" makes you another user, "in ID" changes the channel,
"quit" or the end of the input ends it.`,
		Example: "  feyre play\n  echo '/roll 4d6k3' | feyre play --memory",
		Args:    noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			o.Screen, o.Logger = p.screen(), p.logger(loaded.Log)
			return app.Play(ctx, loaded, o)
		}),
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.Memory, "memory", false, "keep nothing: no file is read or written")
	flags.Uint64Var(&o.User, "user", o.User, "be the user with this `ID`")
	flags.Uint64Var(&o.Guild, "guild", o.Guild, "be in the server with this `ID`; 0 is a direct message")
	flags.Uint64Var(&o.Channel, "channel", o.Channel, "be in the channel with this `ID`")
	return cmd
}
