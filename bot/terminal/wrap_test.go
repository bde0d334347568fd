package terminal

import (
	"strings"
	"testing"

	"feyre/backend/reply"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"short", 20, "short"},
		{"exactly twenty chars", 20, "exactly twenty chars"},
		{"just one more than that", 20, "just one more than\n  that"},
		{"one two three four five six seven eight", 20, "one two three four\n  five six seven\n  eight"},
		{"  kN  keep the highest of them all", 20, "  kN  keep the\n    highest of them\n    all"},
		{"a wordthatiswiderthantheterminal b", 20, "a\n  wordthatiswiderthantheterminal\n  b"},
		{"wordthatiswiderthantheterminal b", 20, "wordthatiswiderthantheterminal\n  b"},
		{"\x1b[1mone two\x1b[0m three \x1b[9mfour\x1b[0m five", 20, "\x1b[1mone two\x1b[0m three \x1b[9mfour\x1b[0m\n  five"},
		{"Zoe\u0308 Zoe\u0308 Zoe\u0308 Zoe\u0308 Zoe\u0308 Z", 20, "Zoe\u0308 Zoe\u0308 Zoe\u0308 Zoe\u0308 Zoe\u0308\n  Z"},
		{"\u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d", 20, "\u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d"},
		{"\u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d 1", 20, "\u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d \u9f8d\u9f8d\u9f8d\n  1"},
		{"any width is as wide as it likes to be", 0, "any width is as wide as it likes to be"},
		{strings.Repeat(" ", 30) + "a b", 20, strings.Repeat(" ", 30) + "a\n  b"},
	} {
		got := wrap(test.text, test.width)
		if got != test.want {
			t.Errorf("%q in %d\ngave %q\nwant %q", test.text, test.width, got, test.want)
		}
	}
}

// On a terminal sentences are broken at words; drawings stay as they are, for their columns have a meaning.
func TestDrawingsAreNotWrapped(t *testing.T) {
	var out strings.Builder
	face := New(Options{}, strings.NewReader(""), &out)
	face.width = func() int { return 20 }
	face.write(reply.Reply{Body: []reply.Line{
		{reply.Text("one two three "), reply.Text("four five six")},
		{reply.Styled("1d20 1d20 1d20 1d20 +\n                    ^", reply.Block)},
	}})
	want := "one two three four\n  five six\n  1d20 1d20 1d20 1d20 +\n                      ^\n\n"
	if out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
}
