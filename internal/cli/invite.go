package cli

import (
	"context"
	"fmt"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// invite is "feyre invite".
func (p *program) invite() *cobra.Command {
	return &cobra.Command{
		Use:   "invite",
		Short: "Show the address that adds the bot to a server",
		Args:  noArgs,
		RunE: p.run(func(context.Context, []string) error {
			loaded, err := p.load(nil)
			if err != nil {
				return err
			}
			address, err := app.InviteURL(loaded.Discord)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(p.streams.Out, address)
			return err
		}),
	}
}
