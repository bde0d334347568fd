package character

import (
	"context"
	"errors"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/store/embedded"
)

type checker struct{}

func (checker) CheckInitiative(_ context.Context, _ backend.Request, expression string, values map[string]int64) ([]string, error) {
	if expression == "bad" {
		return nil, backend.NewFault(backend.Invalid, text.FaultTitle)
	}
	if _, name, named := strings.Cut(expression, "@"); named && values[name] == 0 {
		return []string{name}, nil
	}
	return nil, nil
}

func newCommand(t *testing.T) *Command {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	return New(live, checker{})
}

func ask(t *testing.T, c *Command, req backend.Request) (reply.Reply, error) {
	t.Helper()
	for _, verb := range c.Declare().Verbs {
		if verb.Path != req.Path {
			continue
		}
		operation, err := verb.Parse(req)
		if err != nil {
			return reply.Reply{}, err
		}
		model, err := operation.Execute(t.Context())
		if err != nil {
			return reply.Reply{}, err
		}
		return model.Describe(text.New().For("en")), nil
	}
	t.Fatalf("no verb %s", req.Path)
	return reply.Reply{}, nil
}

func said(answer reply.Reply) string {
	var lines []string
	for _, line := range answer.Body {
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "|")
}

func TestCharacters(t *testing.T) {
	c := newCommand(t)
	for _, step := range []struct {
		path    string
		options backend.Options
		want    string
		fault   text.ID
	}{
		{"list", nil, "You have no characters yet. /character add makes one", ""},
		{"set", backend.Options{"name": "dex", "value": "3"}, "", text.CharacterNone},
		{"add", backend.Options{"name": "Sir  Oliver", "initiative": "1d20+3"}, "Sir Oliver is number 1.||1. Sir Oliver  1d20+3  active", ""},
		{"add", backend.Options{"name": "sir oliver", "initiative": "1d20"}, "", text.CharacterTaken},
		{"add", backend.Options{"name": "\u202e\x00", "initiative": "1d20"}, "", text.CharacterNoName},
		{"add", backend.Options{"name": "Ann", "initiative": "bad"}, "", text.FaultTitle},
		{"add", backend.Options{"name": "**Änn** @everyone 🐉", "initiative": "1d20"}, "**Änn** @everyone 🐉 is number 2.||1. Sir Oliver  1d20+3  active|2. **Änn** @everyone 🐉  1d20", ""},
		{"set", backend.Options{"name": "@DEX", "value": "3"}, "Sir Oliver: @dex is now 3.||1. Sir Oliver  1d20+3  active|    @dex 3|2. **Änn** @everyone 🐉  1d20", ""},
		{"edit", backend.Options{"id": "1", "initiative": "1d20+@dex"}, "Sir Oliver is changed.||1. Sir Oliver  1d20+@dex  active|    @dex 3|2. **Änn** @everyone 🐉  1d20", ""},
		{"edit", backend.Options{"id": "2", "initiative": "1d20+@dex"}, "**Änn** @everyone 🐉 is changed.|Its initiative roll needs a value for @dex.|→ try /character set name:dex value:3 id:2||1. Sir Oliver  1d20+@dex  active|    @dex 3|2. **Änn** @everyone 🐉  1d20+@dex", ""},
		{"edit", backend.Options{"id": "1", "initiative": "1d20+3"}, "Sir Oliver is changed.||1. Sir Oliver  1d20+3  active|    @dex 3|2. **Änn** @everyone 🐉  1d20+@dex", ""},
		{"edit", backend.Options{"id": "2", "initiative": "1d20"}, "**Änn** @everyone 🐉 is changed.||1. Sir Oliver  1d20+3  active|    @dex 3|2. **Änn** @everyone 🐉  1d20", ""},
		{"set", backend.Options{"name": "d x", "value": "3"}, "", text.CharacterValueName},
		{"unset", backend.Options{"name": "dex"}, "Sir Oliver: @dex is gone.||1. Sir Oliver  1d20+3  active|2. **Änn** @everyone 🐉  1d20", ""},
		{"unset", backend.Options{"name": "dex"}, "", text.CharacterNoValue},
		{"edit", backend.Options{"id": "2"}, "", text.CharacterNothingToEdit},
		{"edit", backend.Options{"id": "2", "name": "Änn", "initiative": "2d20k1"}, "Änn is changed.||1. Sir Oliver  1d20+3  active|2. Änn  2d20k1", ""},
		{"add", backend.Options{"name": "A\u0308nn", "initiative": "1d20"}, "", text.CharacterTaken},
		{"edit", backend.Options{"id": "2", "name": "A\u0308nn"}, "Änn is changed.||1. Sir Oliver  1d20+3  active|2. Änn  2d20k1", ""},
		{"edit", backend.Options{"id": "5", "name": "Bo"}, "", text.CharacterNoSuch},
		{"select", backend.Options{"id": "2"}, "Änn is active.||1. Sir Oliver  1d20+3|2. Änn  2d20k1  active", ""},
		{"select", backend.Options{"id": "9"}, "", text.CharacterNoSuch},
		{"remove", backend.Options{"id": "2"}, "Änn is removed.||1. Sir Oliver  1d20+3  active", ""},
	} {
		answer, err := ask(t, c, backend.Request{User: 7, Path: "character/" + step.path, Options: step.options})
		var fault *backend.Fault
		if errors.As(err, &fault) != (step.fault != "") || fault != nil && fault.Message != step.fault {
			t.Fatalf("%s %v: %v", step.path, step.options, err)
		}
		if got := said(answer); err == nil && got != step.want {
			t.Errorf("%s %v: said\n%q, want\n%q", step.path, step.options, got, step.want)
		}
	}
}

func TestActiveHere(t *testing.T) {
	c := newCommand(t)
	for _, name := range []string{"Ann", "Bo"} {
		if _, err := ask(t, c, backend.Request{User: 7, Path: "character/add", Options: backend.Options{"name": name, "initiative": "1d20+" + name[:1]}}); err != nil {
			t.Fatal(err)
		}
	}
	here := backend.Request{User: 7, Guild: 5, Path: "character/select", Options: backend.Options{"id": "2", "here": "true"}}
	if answer, err := ask(t, c, here); err != nil || !strings.HasPrefix(said(answer), "Bo is active in this server.") {
		t.Fatalf("%q, %v", said(answer), err)
	}
	for guild, want := range map[uint64]string{5: "Bo", 6: "Ann", 0: "Ann"} {
		if name, _, found, err := c.Active(t.Context(), 7, guild); name != want || !found || err != nil {
			t.Errorf("in %d: %q %v %v, want %q", guild, name, found, err, want)
		}
	}
	if _, _, found, err := c.Active(t.Context(), 8, 5); found || err != nil {
		t.Errorf("another user has one: %v", err)
	}
}

func TestAnOldButtonOnAPublicMessageAnswersPrivately(t *testing.T) {
	c := newCommand(t)
	if _, err := ask(t, c, backend.Request{User: 7, Path: "character/add", Options: backend.Options{"name": "Ann", "initiative": "1"}}); err != nil {
		t.Fatal(err)
	}
	path, options, ok := c.Declare().Legacy("character_1")
	if !ok {
		t.Fatal("not read")
	}
	for _, private := range []bool{false, true} {
		answer, err := ask(t, c, backend.Request{User: 7, Path: path, Options: options, Source: backend.FromButton, SubjectPrivate: private})
		if err != nil || answer.Update != private || !answer.Private {
			t.Errorf("on a message that is private %v: update %v, private %v, %v", private, answer.Update, answer.Private, err)
		}
	}
	for _, id := range []string{"character_0", "character_10", "character_x", "init_next"} {
		if _, _, ok := legacy(id); ok {
			t.Errorf("read %s", id)
		}
	}
}

func TestCompletion(t *testing.T) {
	c := newCommand(t)
	for _, name := range []string{"Ann", "Bo"} {
		_, _ = ask(t, c, backend.Request{User: 7, Path: "character/add", Options: backend.Options{"name": name, "initiative": "1"}})
	}
	_, _ = ask(t, c, backend.Request{User: 7, Path: "character/set", Options: backend.Options{"name": "dex", "value": "3"}})
	ids, err := c.completeID(t.Context(), backend.Request{User: 7, Focus: "id", Options: backend.Options{"id": "b"}})
	if err != nil || len(ids) != 1 || ids[0].Value != "2" {
		t.Errorf("ids %v, %v", ids, err)
	}
	_, _ = ask(t, c, backend.Request{User: 7, Path: "character/add", Options: backend.Options{"name": "Zo\u00eb", "initiative": "1"}})
	ids, err = c.completeID(t.Context(), backend.Request{User: 7, Focus: "id", Options: backend.Options{"id": "zoe\u0308"}})
	if err != nil || len(ids) != 1 || ids[0].Value != "3" {
		t.Errorf("ids of an accent %v, %v", ids, err)
	}
	values, err := c.completeValue(t.Context(), backend.Request{User: 7, Focus: "name", Options: backend.Options{"name": "D"}})
	if err != nil || len(values) != 1 || values[0].Value != "dex" {
		t.Errorf("values %v, %v", values, err)
	}
}
