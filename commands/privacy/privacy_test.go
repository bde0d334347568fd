package privacy

import (
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/store"
	"feyre/store/embedded"
)

func TestPrivacy(t *testing.T) {
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	verbs := map[string]backend.Verb{}
	for _, verb := range New(live).Declare().Verbs {
		if !verb.Private(backend.Request{}) {
			t.Errorf("%s is not private", verb.Path)
		}
		verbs[verb.Path] = verb
	}
	ask := func(path string) reply.Reply {
		t.Helper()
		operation, err := verbs[path].Parse(backend.Request{User: 42})
		if err != nil {
			t.Fatal(err)
		}
		model, err := operation.Execute(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return model.Describe(text.New().For("en"))
	}
	counts := func(characters, saved string) {
		t.Helper()
		answer := ask("privacy/show")
		if answer.Body[1].String() != characters || answer.Body[2].String() != saved {
			t.Errorf("shows %v", answer.Body)
		}
	}
	counts("Characters: 0", "Saved rolls: 0")
	if file := string(ask("privacy/export").Files[0].Data); !strings.Contains(file, `"document": null`) {
		t.Errorf("exported %s", file)
	}

	err := live.Update(t.Context(), store.UserKey(42), func([]byte) ([]byte, error) {
		return []byte(`{"version":1,"characters":[{"id":1}],"saved":[{},{}],"future":"x"}`), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := live.Record(t.Context(), "privacy", 42); err != nil {
		t.Fatal(err)
	}
	counts("Characters: 1", "Saved rolls: 2")
	if file := string(ask("privacy/export").Files[0].Data); !strings.Contains(file, `"future": "x"`) || !strings.Contains(file, `"user": "42"`) {
		t.Errorf("exported %s", file)
	}
	if question := ask("privacy/delete"); len(question.Buttons) != 1 || question.Buttons[0].Path != "privacy/erase" || question.Tone != reply.Warning {
		t.Errorf("asked %+v", question)
	}
	counts("Characters: 1", "Saved rolls: 2")

	ask("privacy/erase")
	if users, err := live.Users(t.Context()); users != 0 || err != nil {
		t.Errorf("%d users left, %v", users, err)
	}
	if document, err := live.Load(t.Context(), store.UserKey(42)); document != nil || err != nil {
		t.Errorf("left %s, %v", document, err)
	}
	counts("Characters: 0", "Saved rolls: 0")
}
