package stats

import (
	"context"
	"errors"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/text"
)

type ledger struct {
	counts map[string]int64
	users  int64
	err    error
}

func (l ledger) Counts(context.Context) (map[string]int64, error) { return l.counts, nil }
func (l ledger) Users(context.Context) (int64, error)             { return l.users, l.err }

type reach struct{}

func (reach) Servers() int   { return 12 }
func (reach) Members() int64 { return 3456 }
func (reach) Shards() int    { return 2 }

func TestStats(t *testing.T) {
	operation, err := New(ledger{counts: map[string]int64{"init": 7, "roll": 1234567, "help": 7}, users: 42}, reach{}).
		Declare().Verbs[0].Parse(backend.Request{})
	if err != nil {
		t.Fatal(err)
	}
	model, err := operation.Execute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	answer := model.Describe(text.New().For("en"))
	var got []string
	for _, field := range answer.Fields {
		got = append(got, field.Name+"="+field.Value[0].String())
	}
	for _, line := range answer.Body {
		got = append(got, line.String())
	}
	want := "Commands=1 234 581|Users=42|Servers=12|Reach=3 456|Shards=2|/roll  1 234 567|/help  7|/init  7"
	if joined := strings.ReplaceAll(strings.Join(got, "|"), "\u2009", " "); joined != want {
		t.Errorf("said\n%s\nwant\n%s", joined, want)
	}
}

func TestStatsWithoutAStore(t *testing.T) {
	down := errors.New("down")
	if _, err := New(ledger{err: down}, nil).Collect(t.Context()); !errors.Is(err, down) {
		t.Errorf("got %v", err)
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1 000", -1000: "-1 000", -100: "-100", 1234567: "1 234 567"} {
		if got := strings.ReplaceAll(Grouped(n), "\u2009", " "); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
