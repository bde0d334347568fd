package bot

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot/discordtest"
)

func registration(server *discordtest.Server, commands []backend.Command) Registration {
	config := DefaultConfig()
	config.Token, config.APIURL = server.Token(), server.URL
	return Registration{Config: config, Commands: commands, Catalog: text.New()}
}

// sample is commands of every shape.
func sample() []backend.Command {
	return []backend.Command{
		{
			Name: "roll", Summary: text.FaultTitle, Contexts: []backend.Context{backend.InServer}, Permissions: backend.ManageMessages,
			Verbs: []backend.Verb{{Path: "roll", Options: []backend.Option{
				{Name: "secret", Summary: text.FaultTitle, Kind: backend.Boolean},
				{Name: "expression", Summary: text.FaultTitle, Required: true, Max: 500, Complete: completeNothing},
				{Name: "internal", Hidden: true},
			}}},
		},
		{
			Name: "init", Summary: text.FaultTitle, Verbs: []backend.Verb{
				{Path: "init/join", Summary: text.FaultTitle, Options: []backend.Option{
					{Name: "count", Summary: text.FaultTitle, Kind: backend.Integer, Min: 1, Max: 20},
					{Name: "who", Summary: text.FaultTitle, Kind: backend.User},
					{Name: "how", Summary: text.FaultTitle, Choices: []backend.Choice{{Name: "fast", Value: "f"}, {Label: text.FaultTitle, Value: "s"}}},
				}},
				{Path: "init/npc/add", Summary: text.FaultTitle},
				{Path: "init/npc/drop", Summary: text.FaultTitle},
				{Path: "init/press", Hidden: true},
			},
		},
		{Name: "rollthis", Kind: backend.OnMessage, Label: text.FaultTitle, Verbs: []backend.Verb{{Path: "rollthis"}}},
	}
}

func completeNothing(context.Context, backend.Request) ([]backend.Choice, error) { return nil, nil }

func TestRegister(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1})
	step := func(what string, r Registration, changed bool, commands int, diff ...string) {
		t.Helper()
		got, err := Register(patient(t), r)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if got.Changed != changed || got.Commands != commands || !slices.Equal(got.Diff, diff) {
			t.Errorf("%s: %+v, want changed %v, %d commands, %q", what, got, changed, commands, diff)
		}
	}
	all := registration(server, sample())
	step("the first time", all, true, 3, "+ /init", "+ /roll", "+ message: That did not work")
	step("again", all, false, 3)

	changed := sample()
	changed[0].Verbs[0].Options[1].Max = 400
	changed[0].Permissions = 0
	changed[1].Summary = text.FaultInternal
	step("changed", registration(server, changed), true, 3, "~ /init: description, options", "~ /roll: options, permissions")
	step("one less", registration(server, changed[:2]), true, 2, "- message: That did not work")

	guild := registration(server, sample())
	guild.Guild = 1
	step("for a server", guild, true, 3, "+ /init", "+ /roll", "+ message: That did not work")
	step("for a server again", guild, false, 3)

	clearing := registration(server, sample())
	clearing.Clear = true
	step("clear", clearing, true, 0, "- /init", "- /roll")
	step("clear again", clearing, false, 0)
	if n := len(server.Commands("1")); n != 3 {
		t.Errorf("%d commands of the server are left", n)
	}
	if n := len(server.Requests("PUT /applications/*/commands")); n != 4 {
		t.Errorf("overwritten %d times, want only where something changed", n)
	}
}

func TestRegisterFails(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{})
	r := registration(server, sample())
	r.Config.Token = ""
	if _, err := Register(patient(t), r); !errors.Is(err, ErrNoToken) {
		t.Errorf("without a token: %v", err)
	}
	r.Config.Token = "wrong-secret"
	var fatal *FatalError
	if _, err := Register(patient(t), r); !errors.As(err, &fatal) || strings.Contains(err.Error(), "secret") {
		t.Errorf("with a wrong token: %v", err)
	}
	r.Config.ApplicationID = server.ApplicationID()
	if _, err := Register(patient(t), r); !errors.As(err, &fatal) {
		t.Errorf("with a wrong token and an id: %v", err)
	}
}

// The whole declaration, as the documentation of Discord has it.
func TestDeclarations(t *testing.T) {
	t.Parallel()
	raw, err := Declarations(sample(), text.New(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	roll, fight, onMessage := list[0], list[1], list[2]
	want := func(what string, got, want any) {
		t.Helper()
		one, _ := json.Marshal(got)
		two, _ := json.Marshal(want)
		if string(one) != string(two) {
			t.Errorf("%s is %s, want %s", what, one, two)
		}
	}
	want("permissions", roll["default_member_permissions"], "8192")
	want("no permissions", fight["default_member_permissions"], nil)
	want("contexts", roll["contexts"], []int{0})
	want("all contexts", fight["contexts"], []int{0, 1, 2})
	want("installs", roll["integration_types"], []int{0, 1})
	want("nsfw", roll["nsfw"], false)
	local := map[string]string{"de": "Das hat nicht geklappt", "fr": "Cela n'a pas marché"}
	want("localisations", roll["description_localizations"], local)
	want("localised name", onMessage["name_localizations"], local)
	want("kind", onMessage["type"], 3)

	options := roll["options"].([]any)
	if len(options) != 2 {
		t.Fatalf("options %v: the hidden one is declared", options)
	}
	expression := options[0].(map[string]any) // required options first
	want("expression", expression["name"], "expression")
	want("autocomplete", expression["autocomplete"], true)
	want("length", expression["max_length"], 500)

	verbs := fight["options"].([]any)
	if len(verbs) != 2 {
		t.Fatalf("verbs %v", verbs)
	}
	join, npc := verbs[0].(map[string]any), verbs[1].(map[string]any)
	count := join["options"].([]any)[0].(map[string]any)
	want("min", count["min_value"], 1)
	want("max", count["max_value"], 20)
	want("group", npc["type"], 2)
	want("verbs of the group", len(npc["options"].([]any)), 2)
}

func TestDeclarationMistakes(t *testing.T) {
	t.Parallel()
	long := backend.Option{Name: strings.Repeat("x", 33), Summary: text.FaultTitle}
	for name, command := range map[string]backend.Command{
		"capital":         {Name: "Roll", Summary: text.FaultTitle},
		"space":           {Name: "roll it", Summary: text.FaultTitle},
		"no name":         {Summary: text.FaultTitle},
		"no description":  {Name: "roll"},
		"long option":     {Name: "roll", Summary: text.FaultTitle, Verbs: []backend.Verb{{Path: "roll", Options: []backend.Option{long}}}},
		"same option":     {Name: "roll", Summary: text.FaultTitle, Verbs: []backend.Verb{{Path: "roll", Options: slices.Repeat([]backend.Option{{Name: "x", Summary: text.FaultTitle}}, 2)}}},
		"many options":    {Name: "roll", Summary: text.FaultTitle, Verbs: []backend.Verb{{Path: "roll", Options: manyOptions(26)}}},
		"options and sub": {Name: "roll", Summary: text.FaultTitle, Verbs: []backend.Verb{{Path: "roll", Options: manyOptions(1)}, {Path: "roll/x", Summary: text.FaultTitle}}},
	} {
		if _, err := Declarations([]backend.Command{command}, text.New(), 0); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	twice := sample()
	if _, err := Declarations(append(twice, twice[0]), text.New(), 0); err == nil {
		t.Error("the same command twice: no error")
	}
}

// In no language may two names that stand beside one another be the same.
func TestDeclaredNamesDifferInEveryLanguage(t *testing.T) {
	t.Parallel()
	named := func(name string, options ...string) backend.Command {
		verb := backend.Verb{Path: name}
		for _, option := range options {
			verb.Options = append(verb.Options, backend.Option{Name: option, Summary: text.FaultTitle})
		}
		return backend.Command{Name: name, Summary: text.FaultTitle, Verbs: []backend.Verb{verb}}
	}
	for name, commands := range map[string][]backend.Command{
		"command würfeln is called like roll in de":    {named("roll"), named("würfeln")},
		"command init is called like initiative in fr": {named("initiative"), named("init")},
		"command roll tp is called like hp in de":      {named("roll", "hp", "tp")},
	} {
		if _, err := Declarations(commands, text.New(), 0); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v, want %s", err, name)
		}
	}
	if _, err := Declarations([]backend.Command{named("roll", "hp", "ac"), named("init", "hp")}, text.New(), 0); err != nil {
		t.Error(err)
	}
}

func manyOptions(n int) []backend.Option {
	options := make([]backend.Option, n)
	for i := range options {
		options[i] = backend.Option{Name: "o" + decimal(uint64(i)), Summary: text.FaultTitle}
	}
	return options
}
