package backend

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"feyre/backend/text"
)

func TestCaret(t *testing.T) {
	for _, test := range []struct {
		source string
		at     int
		want   string
	}{
		{"2d6+", 4, "2d6+\n    ^"},
		{"", 0, "\n^"},
		{"2d6", 99, "2d6\n   ^"},
		{"2d6", -1, "2d6\n^"},
		{"é+?", 3, "é+?\n  ^"},
		{"a\nb`c", 2, "a b`c\n  ^"},
		{"1\u009b31m\u202e+", 1, "1 31m +\n ^"},
		{strings.Repeat("1", 200), 100, "…" + strings.Repeat("1", 59) + strings.Repeat("1", 59) + "…\n" + strings.Repeat(" ", 60) + "^"},
	} {
		if got := Caret(test.source, test.at); got != test.want {
			t.Errorf("Caret(%q, %d)\n%s\nwant\n%s", test.source, test.at, got, test.want)
		}
	}
}

type state struct{ down, crowded, recovers bool }

func (state) Error() string       { return "state" }
func (s state) Unavailable() bool { return s.down }
func (s state) Busy() bool        { return s.crowded }
func (s state) Restoring() bool   { return s.recovers }

func TestAsFault(t *testing.T) {
	own := NewFault(NotFound, text.FaultUnknown, "x")
	for _, test := range []struct {
		err     error
		code    Code
		message text.ID
		known   bool
	}{
		{own, NotFound, text.FaultUnknown, true},
		{fmt.Errorf("wrapped: %w", own), NotFound, text.FaultUnknown, true},
		{fmt.Errorf("wrapped: %w", state{down: true}), Unavailable, text.FaultUnavailable, false},
		{state{crowded: true}, Busy, text.FaultBusy, true},
		{state{recovers: true}, Unavailable, text.FaultRestoring, true},
		{state{}, Internal, text.FaultInternal, false},
		{context.DeadlineExceeded, Unavailable, text.FaultLate, false},
		{errors.New("any"), Internal, text.FaultInternal, false},
	} {
		fault, known := AsFault(test.err)
		if fault.Code != test.code || fault.Message != test.message || known != test.known {
			t.Errorf("AsFault(%v) = %v %v", test.err, fault, known)
		}
	}
}

func TestFaultShowsThePlace(t *testing.T) {
	fault := NewFault(Invalid, text.OptionMissing, "x").WithTry(text.FaultTryHelp).WithSource("2d6+", 4)
	want := "The option x is missing.\n2d6+\n    ^\n→ /help lists what there is"
	if got := body(fault.Describe(text.New().For("en-US"))); got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
}
