// Package help is /help: an overview, and a page for each command, made from the declarations.
package help

import (
	"context"
	"slices"
	"strings"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

// Links are where the overview's buttons lead; an empty one is left out.
type Links struct {
	Documentation string
	// Invite is asked each time, for the application's id may become known only when Discord has been reached.
	Invite func() string
}

// Deps is what the command works with.
type Deps struct {
	Catalog *text.Catalog
	// Commands lists all declarations, this one among them.
	Commands func() []backend.Command
	// Reference has further fields for the page of a command, by its name.
	Reference map[string]func(text.Printer) []reply.Field
	Links     Links
}

// New declares /help.
func New(deps Deps) backend.Command {
	return backend.Command{
		Name: "help", Summary: text.HelpSummary, Example: "help command:roll",
		Verbs: []backend.Verb{{
			Path: "help", Summary: text.HelpSummary, Storeless: true,
			Options: []backend.Option{{
				Name: "command", Summary: text.HelpOption, Max: 64,
				Complete: func(_ context.Context, req backend.Request) ([]backend.Choice, error) {
					return complete(deps.Commands(), req.Printer(deps.Catalog), req.Options["command"]), nil
				},
			}},
			Parse: deps.parse,
		}},
	}
}

func (d Deps) parse(req backend.Request) (backend.Operation, error) {
	name, say := cleanName(req.Options.Text("command")), req.Printer(d.Catalog)
	return backend.OperationFunc(func(context.Context) (backend.Model, error) {
		commands := d.Commands()
		if name == "" {
			return overview{commands: commands, links: d.Links}, nil
		}
		at := slices.IndexFunc(commands, func(c backend.Command) bool {
			return c.Kind == backend.Slash && (c.Name == name || say.Command(c.Name) == "/"+name)
		})
		if at < 0 {
			return nil, backend.NewFault(backend.NotFound, text.HelpNoSuch, text.Typed("/"+name)).WithTry(text.FaultTryHelp)
		}
		return page{command: commands[at], reference: d.Reference[commands[at].Name]}, nil
	}), nil
}

// cleanName reads "/init next" as well as "init".
func cleanName(typed string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(strings.ToLower(typed)), "/"), " ")
	return name
}

// complete offers the commands whose name begins with what is typed, the one that the asker knows or the English one.
func complete(commands []backend.Command, say text.Printer, typed string) []backend.Choice {
	var choices []backend.Choice
	typed = cleanName(typed)
	for _, command := range commands {
		shown := say.Command(command.Name)
		if command.Kind == backend.Slash && (strings.HasPrefix(command.Name, typed) || strings.HasPrefix(shown, "/"+typed)) {
			choices = append(choices, backend.Choice{Name: shown, Value: command.Name})
		}
	}
	return choices
}
