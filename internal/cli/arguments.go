package cli

import (
	"errors"
	"fmt"
	"strings"

	"feyre/internal/app"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// misunderstood puts in words what is wrong with arguments that don't fit, and what would: the help of the command that was found, or the
// one that was probably meant.
func misunderstood(root *cobra.Command, args []string, err error) error {
	found, rest, _ := root.Find(args)
	if found == nil {
		found, rest = root, args
	}
	try := found.CommandPath() + " --help"
	for _, word := range rest {
		if like := found.SuggestionsFor(word); found.HasSubCommands() && !strings.HasPrefix(word, "-") && len(like) > 0 {
			try = found.CommandPath() + " " + like[0]
			break
		}
	}
	return &app.Failure{Usage: true, Sentence: misfit(err), Try: try, Err: err}
}

// misfit is the sentence about an argument. Of what cobra says only the first line is its sentence.
func misfit(err error) string {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		return fmt.Sprintf("--%s has to be %s, not %q", value.GetFlag().Name, wanted(value.GetFlag().Value.Type()), value.GetValue())
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}

// wanted names a type of flags for people.
func wanted(kind string) string {
	switch kind {
	case "bool":
		return "true or false"
	case "int64":
		return "a whole number"
	case "uint64":
		return "a whole number, 0 or more"
	default:
		return "a " + kind
	}
}

// noArgs is for commands that take no arguments beside flags.
func noArgs(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasSubCommands():
		return fmt.Errorf("unknown command %q for %q", args[0], cmd.CommandPath())
	default:
		return fmt.Errorf("%s takes flags only, but there is %q", cmd.CommandPath(), args[0])
	}
}
