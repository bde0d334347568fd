package terminal

import (
	"strings"
	"testing"

	"feyre/backend/reply"
)

func drawn(color bool, answer reply.Reply) string {
	var out strings.Builder
	face := New(Options{Color: color, Say: func(phrase Phrase, _ ...any) string { return string(phrase) }}, strings.NewReader(""), &out)
	face.write(answer)
	return out.String()
}

func TestDraw(t *testing.T) {
	for name, test := range map[string]struct {
		answer reply.Reply
		want   string
	}{
		"styles as signs": {
			reply.Reply{Title: "15", Subject: "4d6k3", Body: []reply.Line{{
				reply.Styled("6", reply.Bold), reply.Text(" "), reply.Styled("1", reply.Struck), reply.Text(" "), reply.Styled("4", reply.Under),
			}}},
			"15\n`4d6k3`\n6 ~1~ _4_\n\n",
		},
		"a caret stays under its place": {
			reply.Reply{Body: []reply.Line{{reply.Styled("2d6+\n    ^", reply.Block)}}},
			"  2d6+\n      ^\n\n",
		},
		"fields, footer, links": {
			reply.Reply{Fields: []reply.Field{{Name: "Store", Value: reply.Lines("up")}}, Footer: "v1", Body: []reply.Line{{{Text: "here", Link: "https://feyre.io"}}}},
			"here <https://feyre.io>\nStore\n  up\nv1\n\n",
		},
		"a picture is told in text": {
			reply.Reply{Files: []reply.File{{Name: "odds.png", Type: "image/png", Data: []byte{1}, Text: reply.Lines("2 |##")}}},
			"2 |##\n\n",
		},
		"a picture without text": {
			reply.Reply{Files: []reply.File{{Name: "odds.png", Type: "image/png", Data: []byte{1}, Alt: "a chart"}}},
			"[odds.png, image/png, 1 B] a chart\n\n",
		},
		"a text file": {
			reply.Reply{Files: []reply.File{{Name: "me.json", Type: "application/json", Data: []byte("{\n  \"a\": 1\n}\n")}}},
			"me.json\n  {\n    \"a\": 1\n  }\n\n",
		},
		"hostile text can't steer": {
			reply.Reply{Title: "\x1b]0;owned\a", Body: reply.Lines("a\u202eb\nc\u009b2J")},
			" ]0;owned \nab c 2J\n\n",
		},
		"a deleted message": {reply.Reply{Delete: true, Title: "gone"}, "terminal.deleted\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := drawn(false, test.answer); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestDrawInColor(t *testing.T) {
	got := drawn(true, reply.Reply{Title: "passed", Tone: reply.Good, Body: []reply.Line{{reply.Styled("1", reply.Struck|reply.Faint), reply.Text(" 2")}}})
	want := sgrBold + sgrGood + "passed" + sgrEnd + "\n" + sgrFaint + sgrStruck + "1" + sgrEnd + " 2\n\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
