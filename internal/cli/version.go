package cli

import (
	"context"
	"fmt"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// version is "feyre version".
func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show what this program was built from",
		Args:  noArgs,
		RunE: p.run(func(context.Context, []string) error {
			_, err := fmt.Fprint(p.streams.Out, versionLine())
			return err
		}),
	}
}

func versionLine() string { return fmt.Sprintf("feyre %s (%s)\n", app.Version(), app.Platform()) }
