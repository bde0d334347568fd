package cli

import (
	"context"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// register is "feyre register".
func (p *program) register() *cobra.Command {
	var o app.RegisterOptions
	cmd := &cobra.Command{
		Use:     "register",
		Short:   "Tell Discord which slash commands there are",
		Example: "  feyre register\n  feyre register --guild 1234   one server only, at once\n  feyre register --dry-run",
		Args:    noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			o.Out = p.streams.Out
			return app.Register(ctx, loaded, o)
		}),
	}
	flags := cmd.Flags()
	flags.Uint64Var(&o.Guild, "guild", 0, "register for the server with this `ID` only")
	flags.BoolVar(&o.DryRun, "dry-run", false, "show the JSON that would be sent")
	flags.BoolVar(&o.Clear, "clear", false, "remove every command")
	return cmd
}
