package cli

import "github.com/spf13/cobra"

// root is the command that holds all others.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "feyre",
		Short: "A Discord bot for tabletop role-playing games: dice, initiative, characters",
		Example: `  feyre play                  the bot's commands here, without Discord
  feyre roll 4d6k3            one roll
  feyre config init           a configuration file to fill in
  feyre serve                 the bot`,
		SilenceErrors: true, SuggestionsMinimumDistance: 2,
		SilenceUsage: true,
	}
	root.PersistentFlags().StringVar(&p.config, "config", "", "configuration `file` (default: config.yaml, if there)")
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(
		p.serve(),
		p.register(),
		p.sync(),
		p.imports(),
		p.play(),
		p.roll(),
		p.odds(),
		p.configuration(),
		p.invite(),
		p.healthcheck(),
		p.version(),
		p.docs(),
	)
	root.InitDefaultHelpCmd()
	help, _, _ := root.Find([]string{"help"})
	help.Run, help.RunE = nil, p.help
	return root
}

// help shows the help of a command; cobra's own shrugs at one that isn't there.
func (p *program) help(cmd *cobra.Command, args []string) error {
	found, rest, err := cmd.Root().Find(args)
	if err != nil {
		return err
	}
	if err := found.ValidateArgs(rest); err != nil {
		return err
	}
	found.InitDefaultHelpFlag()
	return found.Help()
}
