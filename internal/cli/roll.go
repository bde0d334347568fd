package cli

import (
	"context"
	"strings"
	"unicode"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// roll is "feyre roll".
func (p *program) roll() *cobra.Command {
	var (
		o    app.RollOptions
		seed uint64
	)
	cmd := &cobra.Command{
		Use:     "roll [--json] [--seed N] EXPRESSION",
		Short:   "Roll an expression",
		Example: "  feyre roll 4d6k3\n  feyre roll -2+1d6\n  feyre roll --json --seed 7 2d20k1 + 5",
	}
	cmd.Flags().BoolVar(&o.JSON, "json", false, "show the roll as JSON")
	cmd.Flags().Uint64Var(&seed, "seed", 0, "roll the same every time for the same `number`")
	return p.expression(cmd, func(_ context.Context, expression string) error {
		if cmd.Flags().Changed("seed") {
			o.Seed = &seed
		}
		o.Expression, o.Screen = expression, p.screen()
		return app.Roll(o)
	})
}

// expression makes cmd a command of one expression: its arguments are joined, and those that begin with a minus sign are part of
// it, unless they look like a flag.
func (p *program) expression(cmd *cobra.Command, work func(ctx context.Context, expression string) error) *cobra.Command {
	cmd.DisableFlagParsing = true
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		flags, words := split(args, func(name string) bool {
			flag := cmd.Flags().Lookup(name)
			return flag != nil && flag.NoOptDefVal == ""
		})
		if err := cmd.Flags().Parse(flags); err != nil {
			return err
		}
		if help, _ := cmd.Flags().GetBool("help"); help {
			return cmd.Help()
		}
		p.understood = true
		if len(words) == 0 {
			return &app.Failure{Usage: true, Sentence: "the expression is missing", Try: "feyre " + cmd.Name() + " 4d6k3"}
		}
		return work(cmd.Context(), strings.Join(words, " "))
	}
	return cmd
}

// split parts the flags, with their values, from the words of an expression. After "--" everything is expression.
func split(args []string, takesValue func(flag string) bool) (flags, words []string) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			return flags, append(words, args[i+1:]...)
		case !looksLikeFlag(arg):
			words = append(words, arg)
			continue
		}
		flags = append(flags, arg)
		if takesValue(strings.TrimLeft(arg, "-")) && i+1 < len(args) {
			i++
			flags = append(flags, args[i])
		}
	}
	return flags, words
}

// looksLikeFlag is true of -h and of two dashes with a letter behind, which begin no expression of use.
func looksLikeFlag(arg string) bool {
	name, dashes := strings.CutPrefix(arg, "--")
	return arg == "-h" || dashes && name != "" && unicode.IsLetter(rune(name[0]))
}
