// Package help is /help: an overview, and a page for each command, made from the declarations.
package help

import (
	"context"
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
		first, _, _ := strings.Cut(name, " ")
		for _, command := range commands {
			if command.Kind != backend.Slash || !means(say, command.Name, first) {
				continue
			}
			if verb, found := verbOf(command, say, name); found && len(command.Verbs) > 1 {
				return verbPage{command: command, verb: verb}, nil
			}
			return page{command: command, reference: d.Reference[command.Name]}, nil
		}
		return nil, backend.NewFault(backend.NotFound, text.HelpNoSuch, text.Typed("/"+name)).WithTry(text.FaultTryHelp)
	}), nil
}

// cleanName reads "/init next" and "init  Next" as "init next".
func cleanName(typed string) string {
	return strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimSpace(strings.ToLower(typed)), "/")), " ")
}

// means says whether a clean name is that of a path, as the asker knows it or in English.
func means(say text.Printer, path, name string) bool {
	return say.Command(path) == "/"+name || strings.ReplaceAll(path, "/", " ") == name
}

// verbOf finds the verb that a clean name means.
func verbOf(command backend.Command, say text.Printer, name string) (backend.Verb, bool) {
	for _, verb := range command.Verbs {
		if !verb.Hidden && means(say, verb.Path, name) {
			return verb, true
		}
	}
	return backend.Verb{}, false
}

// complete offers the commands whose name begins with what is typed, the one that the asker knows or the English one; behind the
// whole name of a command, its verbs.
func complete(commands []backend.Command, say text.Printer, typed string) []backend.Choice {
	var choices []backend.Choice
	name, behind := cleanName(typed), strings.HasSuffix(typed, " ")
	offer := func(path string) {
		english, shown := strings.ReplaceAll(path, "/", " "), say.Command(path)
		if strings.HasPrefix(english, name) || strings.HasPrefix(shown, "/"+name) {
			choices = append(choices, backend.Choice{Name: shown, Value: english})
		}
	}
	first, _, inVerb := strings.Cut(name, " ")
	for _, command := range commands {
		switch {
		case command.Kind != backend.Slash:
		case len(command.Verbs) > 1 && (inVerb || behind) && means(say, command.Name, first):
			for _, verb := range command.Verbs {
				if !verb.Hidden {
					offer(verb.Path)
				}
			}
		default:
			offer(command.Name)
		}
	}
	return choices
}
