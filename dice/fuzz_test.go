package dice_test

import (
	"errors"
	"testing"
	"unicode/utf8"

	"feyre/dice"
)

// seedTyped gives a fuzz target all that the golden files type.
func seedTyped(f *testing.F, add func(typed string)) {
	f.Helper()
	for _, name := range []string{"wrong.txt", "rolls.txt"} {
		for _, c := range readGolden(f, name) {
			add(c.typed)
		}
	}
}

// Whatever is typed is read or refused, at a place in it, and what is read
// prints to what reads the same.
func FuzzParse(f *testing.F) {
	seedTyped(f, func(typed string) { f.Add(typed) })
	f.Fuzz(func(t *testing.T, typed string) {
		sameEitherWay(t, dice.Parser{Names: book}, typed)
		expr, err := dice.Parser{Names: book}.Parse(typed)
		if err != nil {
			checkRefusal(t, typed, err)
			return
		}
		printed := expr.String()
		again, err := dice.Parser{Limits: dice.DefaultLimits().Canonical()}.Parse(printed)
		if err != nil {
			t.Fatalf("%q is printed as %q, which cannot be read: %v", typed, printed, err)
		}
		if want, got := shapeWhole(expr), shapeWhole(again); got != want {
			t.Fatalf("%q is printed as %q, which reads as\n%s\nwant\n%s", typed, printed, got, want)
		}
	})
}

// Whatever can be read rolls to an end, within its budget.
func FuzzRoll(f *testing.F) {
	seedTyped(f, func(typed string) { f.Add(typed, uint64(1)) })
	limits := dice.DefaultLimits()
	f.Fuzz(func(t *testing.T, typed string, seed uint64) {
		expr, err := dice.Parser{Names: book}.Parse(typed)
		if err != nil {
			return
		}
		source := &counter{source: dice.Seeded(seed)}
		result, err := dice.NewRollerFrom(source, limits).Roll(expr)
		if source.thrown > limits.Dice {
			t.Fatalf("%q threw %d dice", typed, source.thrown)
		}
		if err != nil {
			checkRefusal(t, typed, err)
			return
		}
		if result.Thrown != source.thrown || result.Thrown < expr.LeastDice() {
			t.Fatalf("%q threw %d dice, says %d, at least %d", typed, source.thrown, result.Thrown, expr.LeastDice())
		}
	})
}

// checkRefusal checks that an error says something, at a place in what was typed.
func checkRefusal(t *testing.T, typed string, err error) {
	t.Helper()
	var wrong *dice.Error
	switch {
	case !errors.As(err, &wrong):
		t.Fatalf("%q: an error of another kind: %v", typed, err)
	case wrong.Error() == "" || wrong.At < 0 || wrong.At > wrong.End || wrong.End > len(typed):
		t.Fatalf("%q: %q at %d to %d", typed, wrong, wrong.At, wrong.End)
	case utf8.ValidString(typed) && !utf8.ValidString(wrong.Draw()):
		t.Fatalf("%q: the drawing is broken: %q", typed, wrong.Draw())
	}
}
