package odds_test

import (
	"slices"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

func TestLandmarks(t *testing.T) {
	for src, want := range map[string][]int64{
		"5":           {5},
		"1d6":         {1, 2, 3, 4, 5, 6},
		"2d6":         {2, 4, 6, 8, 10, 12},
		"1d4-3":       {-2, -1, 0, 1},
		"100d6":       {320, 330, 340, 350, 360, 370, 380},
		"1d20+5>15":   {10, 15, 20, 25}, // of what is compared
		"1d2*1000000": {1_000_000, 1_200_000, 1_400_000, 1_600_000, 1_800_000, 2_000_000},
		"1d1000000":   {200_000, 400_000, 600_000, 800_000},
		"1d20!":       {5, 10, 15, 20, 25, 30}, // its highest is not known
		"9223372036854775807*(1d2*2-3)": { // the widest
			-9223372036854775804, -6917529027641081853, -4611686018427387902, -2305843009213693951, 0,
			2305843009213693951, 4611686018427387902, 6917529027641081853, 9223372036854775804,
		},
	} {
		expr, err := dice.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		found, err := odds.Of(expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := odds.Landmarks(odds.TotalsOf(found, odds.ChartOf(expr, found, 20))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", src, got, want)
		}
	}
}
