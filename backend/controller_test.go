package backend

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"feyre/backend/reply"
	"feyre/backend/text"

	"github.com/prometheus/client_golang/prometheus"
)

type ledger struct {
	mu    sync.Mutex
	calls []string
	err   error
	hold  chan struct{}
	slow  string // the one command that hold holds, all where it is empty
}

// erase is an Operation that is listed among the calls.
func (l *ledger) erase(req Request) (Operation, error) {
	return OperationFunc(func(context.Context) (Model, error) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.calls = append(l.calls, fmt.Sprint("erased ", req.User))
		return said("erased"), nil
	}), nil
}

func (l *ledger) Record(ctx context.Context, command string, _ uint64) error {
	if l.hold != nil && (l.slow == "" || l.slow == command) {
		select {
		case <-l.hold:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = append(l.calls, command)
	return l.err
}

type said string

func (s said) Describe(text.Printer) reply.Reply { return reply.Reply{Body: reply.Lines(string(s))} }

func answering(model Model, err error) func(Request) (Operation, error) {
	return func(Request) (Operation, error) {
		return OperationFunc(func(context.Context) (Model, error) { return model, err }), nil
	}
}

type downError struct{}

func (downError) Error() string     { return "dial tcp: refused, password=hunter2" }
func (downError) Unavailable() bool { return true }

func commandsUnderTest() []Command {
	return []Command{
		{Name: "echo", Verbs: []Verb{{
			Path: "echo", Parse: answering(said("hello"), nil), Storeless: true,
			Options: []Option{
				{Name: "n", Kind: Integer, Min: 1, Max: 9},
				{Name: "word", Min: 2, Max: 4},
				{Name: "yes", Kind: Boolean},
				{Name: "who", Kind: User},
				{Name: "colour", Choices: []Choice{{Name: "Red", Value: "red"}, {Name: "Blue", Value: "blue"}}},
			},
		}}},
		{Name: "keep", Verbs: []Verb{
			{Path: "keep/it", Parse: answering(said("kept"), nil), Private: func(Request) bool { return true }, Options: []Option{{Name: "what", Required: true}}},
			{Path: "keep/fault", Parse: answering(nil, NewFault(Forbidden, text.FaultBusy))},
			{Path: "keep/broken", Parse: answering(nil, errors.New("secret detail"))},
			{Path: "keep/down", Parse: answering(nil, downError{})},
			{Path: "keep/panic", Parse: func(Request) (Operation, error) { panic("secret detail") }},
		}},
	}
}

func controller(t *testing.T, recorder Recorder, config Config) (*Controller, *prometheus.Registry) {
	t.Helper()
	registry := prometheus.NewRegistry()
	commands := commandsUnderTest()
	if ledger, erases := recorder.(*ledger); erases {
		commands = append(commands, Command{Name: "keep", Verbs: []Verb{{Path: "keep/erase", Parse: ledger.erase, Settled: true}}})
	}
	c, err := NewController(ControllerOptions{
		Config: config, Commands: commands, Catalog: text.New(), Recorder: recorder, Registerer: registry,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, registry
}

func body(answer reply.Reply) string {
	lines := make([]string, len(answer.Body))
	for i, line := range answer.Body {
		lines[i] = line.String()
	}
	return strings.Join(lines, "\n")
}

func TestControllerAnswers(t *testing.T) {
	for _, test := range []struct {
		name    string
		path    string
		options Options
		want    string
		private bool
		counted string
	}{
		{"a verb", "echo", nil, "hello", false, "echo"},
		{"a private verb", "keep/it", Options{"what": "x"}, "kept", true, "keep"},
		{"unknown", "nope", nil, "There is no command /nope here.\n→ /help lists what there is", true, ""},
		{"missing option", "keep/it", nil, "The option what is missing.\n→ type /keep it what:", true, "keep"},
		{"unknown option", "echo", Options{"x": ""}, "There is no option x here.\n→ type /echo n: word: yes: who: colour:", true, "echo"},
		{"not a number", "echo", Options{"n": "five"}, "n has to be a whole number.", true, "echo"},
		{"too small", "echo", Options{"n": "0"}, "n has to be 1 or more.", true, "echo"},
		{"too large", "echo", Options{"n": "10"}, "n has to be 9 or less.", true, "echo"},
		{"too short", "echo", Options{"word": "ä"}, "word has to have at least 2 characters.", true, "echo"},
		{"too long", "echo", Options{"word": "äöüßé"}, "word may have at most 4 characters.", true, "echo"},
		{"just right", "echo", Options{"word": "äöüß", "n": "9", "yes": "true", "who": "18446744073709551615", "colour": "red"}, "hello", false, "echo"},
		{"not a truth", "echo", Options{"yes": "maybe"}, "yes has to be true or false.", true, "echo"},
		{"not a user", "echo", Options{"who": "-1"}, "who has to be a user.", true, "echo"},
		{"not a choice", "echo", Options{"colour": "green"}, "colour has to be one of: red, blue.", true, "echo"},
		{"a fault", "keep/fault", nil, "Too many people changed the same thing at this moment.", true, "keep"},
		{"an error is not shown", "keep/broken", nil, "Something broke on our side. It has been noted.\n→ try again in a moment", true, "keep"},
		{"a panic is not shown", "keep/panic", nil, "Something broke on our side. It has been noted.\n→ try again in a moment", true, "keep"},
		{"the store is down", "keep/down", nil, "The store cannot be reached right now, and this command needs it.\n→ try again in a moment", true, "keep"},
	} {
		t.Run(test.name, func(t *testing.T) {
			recorder := &ledger{}
			c, _ := controller(t, recorder, DefaultConfig())
			answer := c.Handle(t.Context(), Request{Path: test.path, Options: test.options, User: 7})
			if err := c.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := body(answer); got != test.want {
				t.Errorf("said\n%s\nwant\n%s", got, test.want)
			}
			if answer.Private != test.private {
				t.Errorf("private %v, want %v", answer.Private, test.private)
			}
			if got := strings.Join(recorder.calls, ","); got != test.counted {
				t.Errorf("counted %q, want %q", got, test.counted)
			}
		})
	}
}

func TestControllerSaysSoWhenTheStoreIsNeededAndDown(t *testing.T) {
	c, _ := controller(t, &ledger{err: downError{}}, DefaultConfig())
	answer := c.Handle(t.Context(), Request{Path: "keep/it", Options: Options{"what": "x"}})
	if got := body(answer); !strings.HasPrefix(got, "The store cannot be reached") || strings.Contains(got, "hunter2") {
		t.Errorf("said %q", got)
	}
}

func TestControllerLimitsAUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := controller(t, &ledger{}, Config{Deadline: time.Second, Rate: 1, Burst: 2})
		ask := func(user uint64) bool {
			return body(c.Handle(t.Context(), Request{Path: "echo", User: user})) == "hello"
		}
		for i, want := range []bool{true, true, false} {
			if got := ask(1); got != want {
				t.Errorf("request %d of a burst of two: served %v", i+1, got)
			}
		}
		if !ask(2) {
			t.Error("another user paid for it")
		}
		time.Sleep(time.Second) // of the bubble's clock
		if !ask(1) {
			t.Error("the limit did not recover")
		}
		if err := c.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestLimiterForgetsUsersInGenerations(t *testing.T) {
	l := newLimiter(1e-9, 1)
	for user := range uint64(5 * limiterUsers) {
		if !l.allow(user) {
			t.Fatalf("user %d refused at first", user)
		}
	}
	if n := len(l.newer) + len(l.older); n > 2*limiterUsers {
		t.Errorf("%d users remembered, want at most %d", n, 2*limiterUsers)
	}
	if l.allow(5*limiterUsers - 1) {
		t.Error("the newest user was forgotten")
	}
}

func TestCompleteOffersWhatFits(t *testing.T) {
	c, _ := controller(t, nil, DefaultConfig())
	got := c.Complete(t.Context(), Request{Path: "echo", Focus: "colour", Options: Options{"colour": "b"}})
	if len(got) != 1 || got[0].Value != "blue" {
		t.Errorf("offered %v", got)
	}
	long := strings.Repeat("é", maxChoice+1)
	fit := fitting([]Choice{{Name: long, Value: "v"}, {Name: "n", Value: long}, {Name: "empty"}})
	if len(fit) != 1 || len([]rune(fit[0].Name)) != maxChoice {
		t.Errorf("kept %v", fit)
	}
	if got := len(fitting(make([]Choice, 0))); got != 0 {
		t.Errorf("%d of none", got)
	}
	many := make([]Choice, 2*maxChoices)
	for i := range many {
		many[i].Value = "v"
	}
	if got := len(fitting(many)); got != maxChoices {
		t.Errorf("%d choices, want %d", got, maxChoices)
	}
}

func TestMaintenanceAnswersEverythingAlike(t *testing.T) {
	bus := NewMaintenance(commandsUnderTest(), text.New())
	answer := bus.Handle(t.Context(), Request{Path: "echo", Locale: "de"})
	if got := body(answer); !strings.HasPrefix(got, "Feyre wird gerade gewartet") || !answer.Private || !bus.Private(Request{}) {
		t.Errorf("said %q, private %v", got, answer.Private)
	}
}

func TestLegacyIDs(t *testing.T) {
	commands := append(commandsUnderTest(), Command{Name: "old", Legacy: func(id string) (string, Options, bool) {
		return "old/next", nil, id == "init_next"
	}})
	if path, _, ok := legacy(commands, "init_next"); !ok || path != "old/next" {
		t.Errorf("got %q %v", path, ok)
	}
	if _, _, ok := legacy(commands, "other"); ok {
		t.Error("read an id that is nobody's")
	}
}

func TestNewControllerRefusesTwoVerbsOfOnePath(t *testing.T) {
	twice := append(commandsUnderTest(), commandsUnderTest()...)
	if _, err := NewController(ControllerOptions{Commands: twice, Catalog: text.New()}); err == nil {
		t.Error("accepted")
	}
}
