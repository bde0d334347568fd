package bot

import (
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"

	"pgregory.net/rapid"
)

func TestCustomIDs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		path   string
		args   []reply.Arg
		option string
		number int
		want   string
	}{
		{"init/next", nil, "", 0, "init/next"},
		{"init/next", []reply.Arg{{Name: "turn", Value: "3"}}, "", 0, "init/next?turn=3"},
		{"act", []reply.Arg{{Name: "a", Value: "b&c=d"}, {Name: "e", Value: ""}}, "", 2, "act?a=b%26c%3Dd&e=#2"},
		{"character/select", nil, "id", 0, "character/select$id"},
		{"act", []reply.Arg{{Name: "a", Value: string(make([]byte, 60))}}, "", 0, ""},
	} {
		if got := customID(test.path, test.args, test.option, test.number); got != test.want {
			t.Errorf("%s%v is written %q, want %q", test.path, test.args, got, test.want)
		}
	}
	for _, id := range []string{"", "#", "?a=b", "act?%zz", "$x"} {
		if got, ok := parseCustomID(id); ok {
			t.Errorf("%q is read as %+v", id, got)
		}
	}
}

func TestCustomIDsAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringMatching(`[a-z]{1,8}(/[a-z]{1,8})?`).Draw(t, "path")
		values := rapid.MapOfN(rapid.StringMatching(`[a-z]{1,6}`), rapid.StringN(0, 12, 12), 0, 3).Draw(t, "values")
		option := rapid.StringMatching(`[a-z]{0,5}`).Draw(t, "option")
		var args []reply.Arg
		for name, value := range values {
			args = append(args, reply.Arg{Name: name, Value: value})
		}
		id := customID(path, args, option, rapid.IntRange(0, 3).Draw(t, "number"))
		if id == "" {
			return // too long, which another test looks at
		}
		got, ok := parseCustomID(id)
		if !ok || got.path != path || got.option != option || len(got.options) != len(values) {
			t.Fatalf("%q is read as %+v", id, got)
		}
		for name, value := range values {
			if got.options[name] != value {
				t.Fatalf("%q: %s is %q, want %q", id, name, got.options[name], value)
			}
		}
	})
}

// What people typed is in the options of a custom id, and no log holds it.
func TestLoggedNamesHoldNothingTyped(t *testing.T) {
	t.Parallel()
	again := customID("roll/again", []reply.Arg{{Name: "expression", Value: "4d6 # secret"}}, "name", 2)
	for _, test := range []struct {
		data interactionData
		want string
	}{
		{interactionData{Name: "init"}, "init"},
		{interactionData{CustomID: again}, "roll/again"},
		{interactionData{CustomID: customID("init/hp", nil, "change", 0)}, "init/hp"},
		{interactionData{CustomID: customID("init/next", nil, "", 3)}, "init/next"},
		{interactionData{CustomID: "init/next"}, "init/next"},
	} {
		in := &interaction{Data: test.data}
		if got := in.loggedName(); got != test.want {
			t.Errorf("%+v is logged as %q, want %q", test.data, got, test.want)
		}
	}
}

func TestMentionsAreRead(t *testing.T) {
	t.Parallel()
	d := newDecoder(newFakeBus(), text.New())
	for _, test := range []struct {
		content, path string
		options       backend.Options
		ok            bool
	}{
		{"<@5> roll 4d6k3 + 2", "roll", backend.Options{"expression": "4d6k3 + 2"}, true},
		{"  <@!5>ROLL 4d6", "roll", backend.Options{"expression": "4d6"}, true},
		{"<@5>", "help", backend.Options{}, true},
		{"<@5> help roll", "help", backend.Options{"command": "roll"}, true},
		{"<@5> init next", "init/next", backend.Options{}, true},
		{"<@5> init join Sir Oliver", "init/join", backend.Options{"character": "Sir Oliver"}, true},
		{"<@5> ping please", "ping", backend.Options{}, true},
		{"<@5> init/join Bo", "init/join", backend.Options{"character": "Bo"}, true},
		{"<@5> roll/again", "roll", backend.Options{"expression": "again"}, true}, // what is hidden can't be typed
		{"<@5> dance", "dance", backend.Options{}, true},
		{"hello <@5> roll 4d6", "", nil, false},
		{"<@55> roll 4d6", "", nil, false},
		{"roll 4d6", "", nil, false},
	} {
		req, ok := d.mention(&message{ID: 1, Content: test.content}, 5)
		if ok != test.ok || req.Path != test.path || len(req.Options) != len(test.options) {
			t.Errorf("%q is read as %q %v, %v", test.content, req.Path, req.Options, ok)
		}
		for name, want := range test.options {
			if got := req.Options[name]; got != want {
				t.Errorf("%q: %s is %q", test.content, name, got)
			}
		}
	}
}
