package cli

import (
	"context"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// healthcheck is "feyre healthcheck".
func (p *program) healthcheck() *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "healthcheck",
		Short: "Ask a running process whether it is ready; for containers",
		Args:  noArgs,
		RunE: p.run(func(ctx context.Context, _ []string) error {
			flags := map[string]app.Flag{}
			if address != "" {
				flags["web.listen"] = app.Flag{Name: "--web", Value: address}
			}
			loaded, err := p.load(flags)
			if err != nil {
				return err
			}
			return app.Healthcheck(ctx, loaded.Web, p.streams.Out)
		}),
	}
	cmd.Flags().StringVar(&address, "web", "", "`address` that the process listens on (default: web.listen)")
	return cmd
}
