package dice_test

import (
	"strings"
	"testing"

	"feyre/dice"
)

// Every example of the table can be rolled, and its canonical form reads back as itself.
func TestExamplesOfTheTable(t *testing.T) {
	roller := dice.NewRollerFrom(dice.Seeded(1), dice.DefaultLimits())
	for _, row := range dice.Table() {
		if row.Example == "" {
			continue
		}
		expr, err := dice.Parse(row.Example)
		if err != nil {
			t.Errorf("%s: %s: %v", row.Name, row.Example, err)
			continue
		}
		canonical := expr.String()
		again, err := dice.Parse(canonical)
		if err != nil || again.String() != canonical {
			t.Errorf("%s: %s is printed as %s, which reads back as %v, %v", row.Name, row.Example, canonical, again, err)
		}
		if _, err := roller.Roll(expr); err != nil {
			t.Errorf("%s: %s: %v", row.Name, row.Example, err)
		}
	}
}

// What is typed elsewhere, or is plainly wrong, is refused with a sentence and, where there is one, something to type instead.
func TestWrongInput(t *testing.T) {
	for _, test := range []struct{ typed, says, offer string }{
		{"", "there is nothing to roll", ""},
		{"2d6+", "something is missing after +", ""},
		{"2d6d6", "d behind dice drops the lowest of more dice than that", "(2d6)d6"},
		{"1d6!>=1", "1d6!>=1 would never end", ""},
		{"1d6r<7", "1d6r<7 would never end", ""},
		{"10001d6", "10001 dice are too many, the limit is 10000", ""},
		{"1d1000001", "1000001 sides are too many, the limit is 1000000", ""},
		{"101#1d6", "101 repeats are too many, the limit is 100", ""},
		{"9223372036854775808", "9223372036854775808 is too large, the limit is 9223372036854775807", ""},
		{"1<2<3", "only one comparison at a time", ""},
		{"7!", "! belongs behind dice, not behind a number", ""},
		{"@dex", "there is nothing named @dex", ""},
		{"1d20=>15", "=> is written >=", "1d20>=15"},
		{"1d20\u202ex", "U+202E is not understood", "1d20"},
		{"1d20\u009b31m", "U+009B is not understood", "1d20"},
		{"1d" + strings.Repeat("9", 100), strings.Repeat("9", 40) + "… is too large, the limit is 9223372036854775807", ""},
		{"7d6u", "7 dice cannot all show different faces, there are only 6", ""},
	} {
		_, err := dice.Parse(test.typed)
		wrong, ok := err.(*dice.Error)
		if !ok {
			t.Errorf("%q: %v", test.typed, err)
			continue
		}
		if wrong.Error() != test.says || test.offer != "" && wrong.Offer != test.offer {
			t.Errorf("%q says %q and offers %q, want %q and %q", test.typed, wrong, wrong.Offer, test.says, test.offer)
		}
		if wrong.At < 0 || wrong.At > len(test.typed) {
			t.Errorf("%q: the place %d is outside", test.typed, wrong.At)
		}
	}
}
