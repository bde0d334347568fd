package store

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
)

// single holds one document, changed by one caller.
type single struct {
	raw    []byte
	writes int
}

func (s *single) Load(context.Context, Key) ([]byte, error) { return s.raw, nil }
func (s *single) Erase(context.Context, Key) error          { s.raw = nil; return nil }
func (s *single) Update(_ context.Context, _ Key, change func([]byte) ([]byte, error)) error {
	raw, err := change(s.raw)
	if err == nil && string(raw) != string(s.raw) {
		s.raw, s.writes = raw, s.writes+1
	}
	return err
}

type weapon struct {
	Damage  string `json:"damage"`
	unknown Unread
}

func (w *weapon) UnmarshalJSON(raw []byte) error {
	type plain weapon
	return Decode(raw, (*plain)(w), &w.unknown)
}

func (w weapon) MarshalJSON() ([]byte, error) {
	type plain weapon
	return Encode(plain(w), w.unknown)
}

type named struct {
	Name    string   `json:"name,omitempty"`
	Weapons []weapon `json:"weapons,omitempty"`
}

func TestEditKeepsWhatItDoesNotKnow(t *testing.T) {
	for _, test := range []struct {
		name, old, want string
		change          func(*named)
		writes          int
	}{
		{"a new document gets its version", "", `{"name":"Ann","version":1}`, func(n *named) { n.Name = "Ann" }, 1},
		{
			"top-level fields of a newer version survive", `{"future":[1],"name":"Ann","version":2}`, `{"future":[1],"name":"Bo","version":2}`,
			func(n *named) { n.Name = "Bo" }, 1,
		},
		{
			"a field that is emptied goes", `{"name":"Ann","other":true,"version":1}`, `{"other":true,"version":1}`,
			func(n *named) { n.Name = "" }, 1,
		},
		{
			"nested fields survive", `{"version":1,"weapons":[{"damage":"1d6","magic":{"a":1}}]}`, `{"version":1,"weapons":[{"damage":"1d8","magic":{"a":1}}]}`,
			func(n *named) { n.Weapons[0].Damage = "1d8" }, 1,
		},
		{"nothing changed, nothing written", `{"name":"Ann","version":1}`, `{"name":"Ann","version":1}`, func(*named) {}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents := &single{}
			if test.old != "" {
				documents.raw = []byte(test.old)
			}
			err := Edit(t.Context(), documents, "user_1", func(n *named) error {
				test.change(n)
				return nil
			})
			if err != nil || string(documents.raw) != test.want || documents.writes != test.writes {
				t.Errorf("%v, %d writes, document\n%s\nwant\n%s", err, documents.writes, documents.raw, test.want)
			}
		})
	}
}

func TestEditWritesNothingAfterAnError(t *testing.T) {
	refused := errors.New("refused")
	documents := &single{raw: []byte(`{"name":"Ann"}`)}
	if err := Edit(t.Context(), documents, "user_1", func(*named) error { return refused }); !errors.Is(err, refused) {
		t.Errorf("got %v", err)
	}
	documents.raw = []byte(`{"name":`)
	var syntax *json.SyntaxError
	if err := Edit(t.Context(), documents, "user_1", func(*named) error { return nil }); !errors.As(err, &syntax) {
		t.Errorf("a broken document gave %v", err)
	}
	if documents.writes != 0 {
		t.Error("something was written")
	}
}

func TestView(t *testing.T) {
	documents := &single{}
	if got, err := View[named](t.Context(), documents, "user_1"); err != nil || got.Name != "" {
		t.Errorf("absent: %v %v", got, err)
	}
	documents.raw = []byte(`{"name":"Ann","future":1}`)
	if got, err := View[named](t.Context(), documents, "user_1"); err != nil || got.Name != "Ann" {
		t.Errorf("present: %v %v", got, err)
	}
	documents.raw = []byte(`nonsense`)
	if _, err := View[named](t.Context(), documents, "user_1"); err == nil {
		t.Error("a broken document was read")
	}
}

func TestKeys(t *testing.T) {
	for _, test := range []struct {
		key     Key
		kind    Kind
		stamp   Key
		id      uint64
		command string
	}{
		{UserSet, Users, "user_set:updated_time", 0, ""},
		{UserKey(42), User, "user_42:updated_time", 42, ""},
		{TrackerKey(1<<64 - 1), Tracker, "init_18446744073709551615:updated_time", 1<<64 - 1, ""},
		{CounterKey("roll"), Counter, "c_:updated_time", 0, "roll"},
		{"user_42:updated_time", Unknown, "", 0, ""},
		{"user_x", Unknown, "", 0, ""},
		{"user_007", Unknown, "", 0, ""},
		{"c_", Unknown, "", 0, ""},
		{"feyre:lease", Unknown, "", 0, ""},
	} {
		if got := test.key.Kind(); got != test.kind {
			t.Errorf("%s is %d, want %d", test.key, got, test.kind)
		}
		if test.kind != Unknown && test.key.Stamp() != test.stamp {
			t.Errorf("%s is stamped at %s, want %s", test.key, test.key.Stamp(), test.stamp)
		}
		if test.key.ID() != test.id || test.key.Command() != test.command {
			t.Errorf("%s: id %d, command %q", test.key, test.key.ID(), test.key.Command())
		}
	}
}
