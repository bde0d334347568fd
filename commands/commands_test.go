package commands

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
	"feyre/store/embedded"
)

func declared(t *testing.T) ([]backend.Command, *text.Catalog) {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	catalog := text.New()
	return All(Deps{Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: live}), catalog
}

var name = regexp.MustCompile(`^[-_a-z0-9]{1,32}$`)

// What is declared can be registered: names, lengths and orders that Discord takes, in every language.
func TestDeclarations(t *testing.T) {
	commands, catalog := declared(t)
	short := func(where string, id text.ID) {
		t.Helper()
		for _, lang := range text.Langs() {
			if said := catalog.Raw(lang, id); said == "" || utf8.RuneCountInString(said) > 100 {
				t.Errorf("%s: %s in %s has %d characters, wanted 1 to 100", where, id, lang, utf8.RuneCountInString(said))
			}
		}
	}
	for _, command := range commands {
		if !name.MatchString(command.Name) {
			t.Errorf("command %q", command.Name)
		}
		short(command.Name, command.Summary)
		shown := 0
		for _, verb := range command.Verbs {
			if verb.Parse == nil || verb.Path != verbPath(verb.Path) {
				t.Errorf("%s: verb %q", command.Name, verb.Path)
			}
			if verb.Hidden {
				continue
			}
			shown++
			short(verb.Path, verb.Summary)
			checkOptions(t, verb, short)
		}
		if shown == 0 || shown > 25 {
			t.Errorf("%s has %d verbs to show", command.Name, shown)
		}
	}
}

func checkOptions(t *testing.T, verb backend.Verb, short func(string, text.ID)) {
	t.Helper()
	optional := false
	for _, option := range verb.Options {
		if option.Hidden {
			continue
		}
		short(verb.Path, option.Summary)
		if !name.MatchString(option.Name) || option.Required && optional {
			t.Errorf("%s: option %q is badly named, or required after an optional one", verb.Path, option.Name)
		}
		optional = optional || !option.Required
		if len(option.Choices) > 25 || len(verb.Options) > 25 {
			t.Errorf("%s: too many options or choices", verb.Path)
		}
	}
}

// verbPath is what a path may look like: one or two names.
func verbPath(path string) string {
	parts := strings.Split(path, "/")
	for _, part := range parts {
		if !name.MatchString(part) || len(parts) > 2 {
			return ""
		}
	}
	return path
}

// Every command answers, through the controller, what its example says.
func TestExamples(t *testing.T) {
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	catalog := text.New()
	commands := All(Deps{Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: live})
	controller, err := backend.NewController(backend.ControllerOptions{Config: backend.DefaultConfig(), Commands: commands, Catalog: catalog, Recorder: live})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"roll", "help", "stats", "ping", "privacy/show", "character/list", "save/list"} {
		req := backend.Request{User: 1, Path: path}
		if path == "roll" {
			req.Options = backend.Options{"expression": "1d20+5>15t2d6+4"}
		}
		answer := controller.Handle(t.Context(), req)
		if answer.Title == "" && len(answer.Body) == 0 {
			t.Errorf("%s said nothing", path)
		}
		if len(answer.Body) > 0 && strings.Contains(answer.Body[0].String(), "our side") {
			t.Errorf("%s broke: %v", path, answer.Body)
		}
	}
	if err := controller.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	counts, err := live.Counts(t.Context())
	if err != nil || counts["roll"] != 1 || counts["character"] != 1 {
		t.Errorf("counted %v, %v", counts, err)
	}
}
