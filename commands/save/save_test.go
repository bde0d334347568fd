package save

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/store"
	"feyre/store/embedded"
)

// refusing refuses the expression "bad".
type refusing struct{}

func (refusing) CheckSaved(_ context.Context, _ backend.Request, _, expression string) error {
	if expression == "bad" {
		return backend.NewFault(backend.Invalid, text.FaultTitle)
	}
	return nil
}

// player asks one user's questions of a command over a store of its own.
type player struct {
	t       *testing.T
	command *Command
	verbs   map[string]backend.Verb
}

func newPlayer(t *testing.T) *player {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	command := New(live, refusing{})
	verbs := map[string]backend.Verb{}
	for _, verb := range command.Declare().Verbs {
		verbs[verb.Path] = verb
	}
	return &player{t, command, verbs}
}

func (p *player) ask(path string, options backend.Options) (reply.Reply, error) {
	p.t.Helper()
	operation, err := p.verbs[path].Parse(backend.Request{User: 7, Options: options, Subject: options["subject"]})
	if err != nil {
		return reply.Reply{}, err
	}
	model, err := operation.Execute(p.t.Context())
	if err != nil {
		return reply.Reply{}, err
	}
	return model.Describe(text.New().For("en")), nil
}

func said(answer reply.Reply) string {
	var lines []string
	for _, line := range answer.Body {
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "|")
}

func TestSaving(t *testing.T) {
	p := newPlayer(t)
	for _, step := range []struct {
		path    string
		options backend.Options
		want    string
		fault   text.ID
	}{
		{"save/list", nil, "Nothing is saved yet. /save add keeps a roll.", ""},
		{"save/add", backend.Options{"name": "@Attack", "expression": " 1d20+@1 "}, "@attack is saved.||@attack  1d20+@1", ""},
		{"save/add", backend.Options{"name": "attack", "expression": "1d20"}, "@attack is saved; it replaces what was there.||@attack  1d20", ""},
		{"save/add", backend.Options{"name": "7up", "expression": "1d20"}, "", text.SaveName},
		{"save/add", backend.Options{"name": "naïve", "expression": "1d20"}, "", text.SaveName},
		{"save/add", backend.Options{"name": "x", "expression": "bad"}, "", text.FaultTitle},
		{"save/remove", backend.Options{"name": "nothing"}, "", text.SaveNoSuch},
		{"save/remove", backend.Options{"name": "@attack"}, "@attack is removed.||Nothing is saved yet. /save add keeps a roll.", ""},
	} {
		answer, err := p.ask(step.path, step.options)
		var fault *backend.Fault
		if errors.As(err, &fault) != (step.fault != "") || fault != nil && fault.Message != step.fault {
			t.Fatalf("%s %v: %v", step.path, step.options, err)
		}
		if got := said(answer); err == nil && got != step.want {
			t.Errorf("%s %v: said %q, want %q", step.path, step.options, got, step.want)
		}
	}
}

func TestTheFiftyFirstIsRefusedAndFiftyFit(t *testing.T) {
	p := newPlayer(t)
	for i := range maxRolls {
		name := fmt.Sprintf("n%0*d", maxName-1, i)
		if _, err := p.ask("save/add", backend.Options{"name": name, "expression": strings.Repeat("1d6+", 124) + "1"}); err != nil {
			t.Fatal(err)
		}
	}
	_, err := p.ask("save/add", backend.Options{"name": "more", "expression": "1"})
	var fault *backend.Fault
	if !errors.As(err, &fault) || fault.Message != text.SaveFull {
		t.Errorf("the next one: %v", err)
	}
	answer, err := p.ask("save/list", nil)
	if err != nil || len(said(answer)) > 3900 {
		t.Errorf("%d characters, %v", len(said(answer)), err)
	}
	saved, err := p.command.Saved(t.Context(), 7)
	if err != nil || len(saved) != maxRolls {
		t.Errorf("%d saved, %v", len(saved), err)
	}
}

func TestAskingForAName(t *testing.T) {
	p := newPlayer(t)
	answer, err := p.ask("save/ask", backend.Options{"subject": "1d20+5"})
	if err != nil || answer.Modal == nil || answer.Modal.Path != "save/add" || answer.Modal.Inputs[1].Value != "1d20+5" {
		t.Errorf("%+v, %v", answer, err)
	}
	answer, _ = p.ask("save/ask", backend.Options{"subject": strings.Repeat("1", maxExpression+1)})
	if answer.Modal != nil {
		t.Error("asked about what can't be saved")
	}
}

func TestOtherPartsOfTheDocumentSurvive(t *testing.T) {
	p := newPlayer(t)
	documents := p.command.documents
	err := documents.Update(t.Context(), store.UserKey(7), func([]byte) ([]byte, error) {
		return []byte(`{"version":1,"characters":[{"id":1,"name":"Ann"}],"saved":[{"name":"a","expression":"1","colour":"red"}]}`), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.ask("save/add", backend.Options{"name": "b", "expression": "2"}); err != nil {
		t.Fatal(err)
	}
	raw, _ := documents.Load(t.Context(), store.UserKey(7))
	var document struct {
		Characters []json.RawMessage `json:"characters"`
		Saved      []map[string]any  `json:"saved"`
	}
	if err := json.Unmarshal(raw, &document); err != nil || len(document.Characters) != 1 || len(document.Saved) != 2 || document.Saved[0]["colour"] != "red" {
		t.Errorf("the document is now %s, %v", raw, err)
	}
}

func TestCompletion(t *testing.T) {
	p := newPlayer(t)
	for _, name := range []string{"attack", "axe", "bow"} {
		if _, err := p.ask("save/add", backend.Options{"name": name, "expression": "1d20"}); err != nil {
			t.Fatal(err)
		}
	}
	choices, err := p.command.complete(t.Context(), backend.Request{User: 7, Focus: "name", Options: backend.Options{"name": "@A"}})
	if err != nil || len(choices) != 2 || choices[0].Value != "attack" || choices[1].Name != "@axe  1d20" {
		t.Errorf("offered %v, %v", choices, err)
	}
}
