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
			_, err := fmt.Fprintf(p.streams.Out, "feyre %s (%s)\n", app.Version(), app.Platform())
			return err
		}),
	}
}

// versionFlag reads a lone --version or -v as the command. The library's own flag takes templates, which make the program 12 MB larger.
func versionFlag(args []string) []string {
	if len(args) == 1 && (args[0] == "--version" || args[0] == "-v") {
		return []string{"version"}
	}
	return args
}
