package dice_test

import (
	"strings"
	"testing"

	"feyre/dice"
)

// Every modifier of the table is told in words, on its highest face, on a
// number and on a test.
func TestEveryModifierIsExplained(t *testing.T) {
	for _, row := range modifierRows(t, false) {
		for _, form := range forms[row] {
			pool := "3d4"
			if advantage[row] {
				pool = "1d20"
			}
			src := pool + withCount(form, row, false)
			expr := parse(t, src)
			mods := expr.Root.(*dice.Pool).Mods
			phrases := dice.Explain(expr)[0].Phrases
			if len(phrases) != 1+len(mods) {
				t.Errorf("%s: %d phrases for %d modifiers", src, len(phrases), len(mods))
			}
			for _, phrase := range phrases {
				if said := phrase.String(); said == "" || strings.ContainsAny(said, "{}") {
					t.Errorf("%s: a phrase with the code %q says %q", src, phrase.Code, said)
				}
			}
		}
	}
}

// Every example of the table is told whole: no part is silent, none has a gap.
func TestEveryExampleIsExplained(t *testing.T) {
	for _, row := range dice.Table() {
		if row.Example == "" {
			continue
		}
		for _, part := range dice.Explain(parse(t, row.Example)) {
			if said := part.String(); said == "" || part.Text == "" || strings.ContainsAny(said, "{}") && row.Name != "{}" {
				t.Errorf("%s: %q is said to be %q", row.Example, part.Text, said)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"4d6k3", "4d6k3: 4 dice with 6 sides; keep the highest 3"},
		{"d%", "1d%: one die with 100 sides"},
		{"2d[2,4]u", "2d[2,4]u: 2 dice with the faces 2, 4; reroll doubles"},
		{"3d6e", "3d6e: 3 dice with 6 sides; each showing the highest face adds exactly one more, which always counts"},
		{"2d6r<3", "2d6r<3: 2 dice with 6 sides; reroll until none shows less than 3"},
		{"2#1d4", "1d4: one die with 4 sides\n1d4c2: 2 times, each on its own"},
		{"1d20>=10 t 1d6", "1d20: one die with 20 sides\n1d20>=10: 1 if 1d20 is 10 or more, else 0\n" +
			"1d6: one die with 6 sides\n1d20>=10t1d6: if 1d20>=10 is not 0 then 1d6, else 0"},
		{"(1d4)d6[fire]", "1d4: one die with 4 sides\n(1d4)d6: 1d4 dice with 6 sides\n(1d4)d6[fire]: noted as fire"},
	} {
		var lines []string
		for _, part := range dice.Explain(parse(t, tt.src)) {
			lines = append(lines, part.Text+": "+part.String())
		}
		if got := strings.Join(lines, "\n"); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.src, got, tt.want)
		}
	}
}
