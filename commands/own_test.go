package commands

import (
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
	"feyre/store/embedded"
)

// A character that joins by its name rolls with its own expression and its own values, whichever is active.
func TestEveryOwnCharacterJoinsByItsName(t *testing.T) {
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	catalog := text.New()
	bus, err := backend.NewController(backend.ControllerOptions{
		Config: backend.DefaultConfig(), Catalog: catalog, Recorder: live,
		Commands: All(Deps{Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: live}),
	})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(user uint64, path string, options backend.Options) string {
		answer := bus.Handle(t.Context(), backend.Request{User: user, Channel: 9, Guild: 5, Path: path, Options: options})
		if len(answer.Body) == 0 {
			return answer.Title
		}
		return answer.Body[0].String()
	}
	for _, step := range []struct {
		name, path string
		user       uint64
		options    backend.Options
		want       string
	}{
		{"the first", "character/add", 1, backend.Options{"name": "Mira", "initiative": "1d1+@dex"}, "Mira is number 1."},
		{"its value", "character/set", 1, backend.Options{"name": "dex", "value": "3"}, "Mira: @dex is now 3."},
		{"the second", "character/add", 1, backend.Options{"name": "Bob", "initiative": "1d1+@dex"}, "Bob is number 2."},
		{"without a value of its own", "init/join", 1, backend.Options{"character": "bob"}, "there is nothing named @dex"},
		{"the second's value", "character/set", 1, backend.Options{"name": "dex", "value": "7", "id": "2"}, "Bob: @dex is now 7."},
		{"one that isn't active", "init/join", 1, backend.Options{"character": "Bob", "hp": "@dex"}, "Bob joins at 8."},
		{"its values in a roll that is given", "init/join", 1, backend.Options{"character": "Bob", "roll": "1d1+10+@dex"}, "Bob rolls again: 18."},
		{"the active one", "init/join", 1, backend.Options{"character": "Mira"}, "Mira joins at 4."},
		{"another becomes active", "character/select", 1, backend.Options{"id": "2"}, "Bob is active."},
		{"rolling again keeps to its values", "init/join", 1, backend.Options{"character": "Mira"}, "Mira rolls again: 4."},
		{"a name of none of them takes the active one's values", "init/join", 1, backend.Options{"character": "Mule", "roll": "1d1+@dex"}, "Mule joins at 8."},
		{"somebody else's", "init/join", 2, backend.Options{"character": "Bobby"}, "What does Bobby roll?"},
	} {
		if got := ask(step.user, step.path, step.options); got != step.want {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
	}
	offered := bus.Complete(t.Context(), backend.Request{User: 1, Channel: 10, Guild: 5, Path: "init/join", Focus: "character", Options: backend.Options{"character": ""}})
	var names []string
	for _, choice := range offered {
		names = append(names, choice.Value)
	}
	if got := strings.Join(names, ","); got != "Bob,Mira" {
		t.Errorf("offered %q, the active one first", got)
	}
}
