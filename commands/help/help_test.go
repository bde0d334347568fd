package help

import (
	"errors"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

func deps() Deps {
	d := Deps{
		Catalog: text.New(),
		Reference: map[string]func(text.Printer) []reply.Field{
			"dig": func(text.Printer) []reply.Field { return []reply.Field{{Name: "Depths"}} },
		},
		Links: Links{Documentation: "https://docs.example", Invite: func() string { return "" }},
	}
	d.Commands = func() []backend.Command {
		return []backend.Command{
			New(d),
			{Name: "dig", Summary: text.PingSummary, Example: "dig up", Verbs: []backend.Verb{
				{Path: "dig/up", Summary: text.PingPong, Options: []backend.Option{
					{Name: "deep", Summary: text.PingREST, Required: true}, {Name: "secret", Hidden: true},
				}},
				{Path: "dig/down", Summary: text.PingSummary},
				{Path: "dig/press", Hidden: true},
			}},
			{Name: "menu", Kind: backend.OnMessage},
		}
	}
	return d
}

func ask(t *testing.T, command string) (reply.Reply, error) {
	t.Helper()
	operation, err := New(deps()).Verbs[0].Parse(backend.Request{Options: backend.Options{"command": command}})
	if err != nil {
		t.Fatal(err)
	}
	model, err := operation.Execute(t.Context())
	if err != nil {
		return reply.Reply{}, err
	}
	return model.Describe(text.New().For("en")), nil
}

func lines(answer reply.Reply) string {
	var b strings.Builder
	for _, line := range answer.Body {
		b.WriteString(line.String() + "\n")
	}
	return b.String()
}

func TestOverview(t *testing.T) {
	answer, err := ask(t, "")
	if err != nil {
		t.Fatal(err)
	}
	want := `Try /roll expression:4d6k3, or ask for the odds of anything that can be rolled.

/help  What Feyre can do, and how
/dig  Is Feyre there, and how far away is Discord?

/help command: explains one of them.
`
	if got := lines(answer); got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
	if len(answer.Buttons) != 1 || answer.Buttons[0].Link != "https://docs.example" {
		t.Errorf("buttons %v", answer.Buttons)
	}
}

func TestPage(t *testing.T) {
	for _, typed := range []string{"dig", "/dig", " Dig sideways "} {
		answer, err := ask(t, typed)
		if err != nil {
			t.Fatal(err)
		}
		want := `Is Feyre there, and how far away is Discord?

/dig up  Pong!
    deep  REST: %d ms  (needed)

/dig down  Is Feyre there, and how far away is Discord?

Example  /dig up
`
		if got := lines(answer); got != want {
			t.Errorf("%q said\n%s\nwant\n%s", typed, got, want)
		}
		if len(answer.Fields) != 1 || answer.Fields[0].Name != "Depths" {
			t.Errorf("fields %v", answer.Fields)
		}
	}
}

func TestPageOfOneVerb(t *testing.T) {
	for typed, want := range map[string]string{
		" /Dig  up ": "/dig up  Pong!\n    deep  REST: %d ms  (needed)\n\nExample  /dig up\n",
		"dig down":   "/dig down  Is Feyre there, and how far away is Discord?\n",
	} {
		answer, err := ask(t, typed)
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(answer); got != want || answer.Title != "/"+cleanName(typed) || answer.Fields != nil {
			t.Errorf("%q said, below %q and with %d fields,\n%s\nwant\n%s", typed, answer.Title, len(answer.Fields), got, want)
		}
	}
}

func TestUnknownPage(t *testing.T) {
	for _, typed := range []string{"fly", "menu"} {
		_, err := ask(t, typed)
		var fault *backend.Fault
		if !errors.As(err, &fault) || fault.Code != backend.NotFound {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestCompletion(t *testing.T) {
	for typed, want := range map[string]string{
		"":         "help, dig",
		"/d":       "dig",
		"dig":      "dig",
		"dig ":     "dig up, dig down",
		"dig d":    "dig down",
		"help ":    "help",
		"dig down": "dig down",
		"fly ":     "",
	} {
		var offered []string
		for _, choice := range complete(deps().Commands(), text.New().For("en"), typed) {
			offered = append(offered, choice.Value)
		}
		if got := strings.Join(offered, ", "); got != want {
			t.Errorf("%q offered %s, want %s", typed, got, want)
		}
	}
}
