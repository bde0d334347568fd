package cli

import (
	"context"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// odds is "feyre odds".
func (p *program) odds() *cobra.Command {
	var o app.OddsOptions
	cmd := &cobra.Command{
		Use:     "odds [--json] [--png FILE] EXPRESSION",
		Short:   "Work out the exact odds of an expression",
		Example: "  feyre odds 4d6k3\n  feyre odds --json '1d20+5>15'\n  feyre odds --png odds.png 8d6",
	}
	cmd.Flags().BoolVar(&o.JSON, "json", false, "show the odds as JSON, with fractions")
	cmd.Flags().StringVar(&o.PNG, "png", "", "draw the odds as a picture into `FILE`")
	return p.expression(cmd, func(_ context.Context, expression string) error {
		o.Expression, o.Screen = expression, p.screen()
		return app.ShowOdds(o)
	})
}
