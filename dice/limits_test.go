package dice_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"feyre/dice"
)

// What is at a limit is read and rolled, and one more is refused with a
// sentence that names what was asked and the limit.
func TestAtAndBeyondTheLimits(t *testing.T) {
	nested := func(open, inner, closing string) func(int) string {
		return func(n int) string { return strings.Repeat(open, n) + inner + strings.Repeat(closing, n) }
	}
	for _, tt := range []struct {
		name   string
		limit  int
		source func(n int) string
		says   string
	}{
		{"dice", 10_000, func(n int) string { return strconv.Itoa(n) + "d6" }, "10001 dice are too many, the limit is 10000"},
		{"dice of a sum", 10_000, func(n int) string { return "5000d6+" + strconv.Itoa(n-5000) + "d6" }, "10001 dice are too many, the limit is 10000"},
		{"dice of advantage", 10_000, func(n int) string { return strconv.Itoa(n-2) + "d6+1d20adv" }, "10001 dice are too many, the limit is 10000"},
		{"dice of repeats", 100, func(n int) string { return strconv.Itoa(n) + "d6c100" }, "10100 dice are too many, the limit is 10000"},
		{"computed dice", 10_000, func(n int) string { return "(" + strconv.Itoa(n-1) + "+1)d6" }, "10001 dice are too many, the limit is 10000"},
		{"dice that add dice", 5_000, func(n int) string { return strconv.Itoa(n) + "d6e1" }, "this took more dice than the limit of 10000"},
		{"sides", 1_000_000, func(n int) string { return "1d" + strconv.Itoa(n) }, "1000001 sides are too many, the limit is 1000000"},
		{"computed sides", 1_000_000, func(n int) string { return "1d(" + strconv.Itoa(n-1) + "+1)" }, "1000001 sides are too many, the limit is 1000000"},
		{"characters", 1_000, func(n int) string { return "1d6 # " + strings.Repeat("ü", n-6) }, "1001 characters are too many, the limit is 1000"},
		{"characters of a sum", 1_000, func(n int) string { return strings.Repeat("+", n-1) + "1" }, "1001 characters are too many, the limit is 1000"},
		{"repeats before", 100, func(n int) string { return strconv.Itoa(n) + "#1d6" }, "101 repeats are too many, the limit is 100"},
		{"repeats behind", 100, func(n int) string { return "1d6c" + strconv.Itoa(n) }, "101 repeats are too many, the limit is 100"},
		{"parentheses", 64, nested("(", "1d6", ")"), "65 levels are nested too deep, the limit is 64"},
		{"groups", 64, nested("{", "1d6", "}"), "65 levels are nested too deep, the limit is 64"},
		{"functions", 64, nested("abs(", "1d6", ")"), "65 levels are nested too deep, the limit is 64"},
		{"sides of sides", 64, nested("1d(", "6", ")"), "65 levels are nested too deep, the limit is 64"},
		{"thens", 64, func(n int) string { return strings.Repeat("2>1t", n) + "1" }, "65 levels are nested too deep, the limit is 64"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := parseAndRoll(tt.source(tt.limit)); err != nil {
				t.Errorf("at the limit: %v", err)
			}
			err := parseAndRoll(tt.source(tt.limit + 1))
			var wrong *dice.Error
			if !errors.As(err, &wrong) || wrong.Error() != tt.says {
				t.Errorf("beyond the limit: %v, want %s", err, tt.says)
			}
		})
	}
}

// The largest numbers are read, added and multiplied, and one more is an error.
func TestLargestNumbers(t *testing.T) {
	const beyond = "this goes beyond the largest number, 9223372036854775807"
	for _, tt := range []struct{ typed, says string }{
		{"9223372036854775807", ""},
		{"9223372036854775807+0", ""},
		{"-9223372036854775807-1", ""},
		{"(-9223372036854775807-1)/1", ""},
		{"4611686018427387904*-2", ""},
		{"1d[9223372036854775807]", ""},
		{"9223372036854775808", "9223372036854775808 is too large, the limit is 9223372036854775807"},
		{"9223372036854775807+1", beyond},
		{"-9223372036854775807-2", beyond},
		{"-(-9223372036854775807-1)", beyond},
		{"4611686018427387904*2", beyond},
		{"(-9223372036854775807-1)/-1", beyond},
		{"(-9223372036854775807-1)//-1", beyond},
		{"round((-9223372036854775807-1)/-1)", beyond},
		{"2d[9223372036854775807]", beyond},
		{"{1d[9223372036854775807],1}", beyond},
		{"4d6mi9223372036854775807", beyond},
		{"1d[9223372036854775807]!o", beyond},
		{"9223372036854775807>-1", beyond},
	} {
		err := parseAndRoll(tt.typed)
		if err == nil != (tt.says == "") || err != nil && err.Error() != tt.says {
			t.Errorf("%s: %v, want %q", tt.typed, err, tt.says)
		}
	}
}

func parseAndRoll(src string) error {
	expr, err := dice.Parse(src)
	if err != nil {
		return err
	}
	_, err = dice.NewRollerFrom(dice.Seeded(1), dice.DefaultLimits()).Roll(expr)
	return err
}
