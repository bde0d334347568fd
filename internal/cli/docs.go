package cli

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// docs is the hidden "feyre docs", for packages.
func (p *program) docs() *cobra.Command {
	cmd := &cobra.Command{Use: "docs", Short: "Write documentation for packages", Hidden: true, Args: noArgs}
	man := &cobra.Command{Use: "man DIRECTORY", Short: "Write man pages", Args: cobra.ExactArgs(1)}
	man.RunE = p.run(func(_ context.Context, args []string) error {
		root := man.Root()
		root.DisableAutoGenTag = true
		return doc.GenManTree(root, &doc.GenManHeader{Title: "FEYRE", Section: "1", Source: "Feyre", Manual: "Feyre"}, args[0])
	})
	cmd.AddCommand(man)
	return cmd
}
