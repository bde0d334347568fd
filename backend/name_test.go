package backend

import "testing"

const (
	composed   = "Zo\u00eb"
	decomposed = "Zoe\u0308"
)

func TestSame(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"Goblin", "gOBLIN", true},
		{"Goblin", "Goblin 2", false},
		{composed, decomposed, true},
		{"zO\u00cb", decomposed, true},
		{composed, "Zoe", false},
		{"\u212bngstr\u00f6m", "a\u030angstro\u0308m", true}, // the sign of the unit
		{"\u0915\u093c", "\u0958", true},                     // a letter that the composed form takes apart
		{"\uac00", "\u1100\u1161", true},                     // Hangul
		{"", "", true},
	} {
		if Same(test.a, test.b) != test.want || Same(test.b, test.a) != test.want {
			t.Errorf("%q and %q: want %v", test.a, test.b, test.want)
		}
	}
}

func TestFolded(t *testing.T) {
	if got := Folded("ZOE\u0308"); got != "zo\u00eb" {
		t.Errorf("%q", got)
	}
}
