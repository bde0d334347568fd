package initiative

import (
	"fmt"
	"testing"
)

func TestConditions(t *testing.T) {
	for _, test := range []struct{ name, script, told, want string }{
		{
			"without end", "stay A prone; next; next; next", "",
			"2: >A2[prone 0] B1",
		},
		{
			"ends at the end of the bearer's turn", "cond A slow 1 end; next; next",
			"ended A slow 0", "1: A2 >B1",
		},
		{
			"ends at the start of the bearer's turn", "next; next; cond A slow 1 start; next",
			"ended A slow 0", "2: >A2 B1",
		},
		{
			"the turn under way doesn't count at its end", "next; cond A slow 1 end; next", "",
			"1: A2[slow 1] >B1",
		},
		{
			"but the next does", "next; cond A slow 1 end; next; next; next",
			"ended A slow 0", "2: A2 >B1",
		},
		{
			"nor does it count at its start", "next; cond A slow 1 start; next", "",
			"1: A2[slow 1] >B1",
		},
		{
			"the last turn shows 0", "next; cond A slow 1 end; next; next", "",
			"2: >A2[slow 0] B1",
		},
		{
			"by another's turns", "next; cond B slow 1 start A; next; next",
			"ended B slow 0", "2: >A2 B1",
		},
		{
			"the clock leaves", "next; cond B slow 1 start A; leave A; next",
			"ended B slow 0", "2: >B1",
		},
		{
			"set again", "cond A slow 5 end; cond A SLOW 2 start", "",
			"0: A2[SLOW 2] B1",
		},
		{
			"taken away", "cond A slow 5 end; cure A Slow", "ended A slow 0",
			"0: A2 B1",
		},
		{
			"prev counts back", "cond A slow 2 end; next; next; prev", "",
			"1: >A2[slow 1] B1",
		},
		{
			"prev brings back what ended", "cond A slow 1 end; next; next; prev", "ended A slow 0",
			"1: >A2[slow 0] B1",
		},
		{
			"a skipped turn counts", "hp B =1; hp B -1; cond B slow 1 start; next; next",
			"ended B slow 0", "2: >A2 B1(0/1+0)",
		},
		{
			"a delayed turn counts once", "cond A slow 2 start; next; delay A; enter A; next", "",
			"1: B1 >A1[slow 1]",
		},
		{
			"a turn after a lost one begins anew", "cond A slow 2 start; next; delay A; next; enter A; next",
			"ended A slow 0", "2: B1 >A1",
		},
		{
			"a lost turn counts too", "cond A slow 1 end; next; delay A; next",
			"ended A slow 0", "2: A2z >B1",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			tracker := &Tracker{}
			play(t, tracker, "join A 2; join B 1")
			told := ""
			for _, event := range eventsOf(tracker, test.script) {
				if event.Kind == ConditionEnded {
					told += fmt.Sprintf("%s %s %s %d", event.Kind, event.Name, event.Detail, event.Number)
				}
			}
			if got := show(tracker); got != test.want || told != test.told {
				t.Errorf("%s\n got %s, told %q\nwant %s, told %q", test.script, got, told, test.want, test.told)
			}
		})
	}
}

func TestTooManyConditions(t *testing.T) {
	tracker := &Tracker{}
	play(t, tracker, "join A 1")
	for i := range maxConditions {
		if got := play(t, tracker, fmt.Sprintf("stay A c%d", i)); got != fmt.Sprintf("condition A c%d 0", i) {
			t.Fatal(got)
		}
	}
	if got, want := play(t, tracker, "stay A more"), "!too many conditions"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	if got, want := play(t, tracker, "stay A C0"), "condition A C0 0"; got != want {
		t.Errorf("replacing one told %q, want %q", got, want)
	}
}
