package odds_test

import (
	"math"
	"testing"

	"feyre/dice"
)

// samples is how often an expression is rolled.
const samples = 20_000

// What is too large to enumerate is compared with the roller, by a chi-square
// test. The seeds are fixed: it fails for good or not at all.
func TestOddsAreWhatTheRollerRolls(t *testing.T) {
	for i, expression := range []string{
		"10d10k5", "20d6e6", "40d20", "100d6k50", "100d6kl10", "60d6dl10dh10", "12d20r<3k6", "10d6!k4", "10d6!dl3", "6d6!pk3",
		"8d10cs>=7cf=1", "10d10!cs>=8", "20d100u", "8d20uk3", "30d6ra1", "10d6k4!", "6d6k4r1k2", "8d6ro1e5k3", "5d10!!k2", "9d6mi2ma5",
		"{4d6+3d8}k4", "{3d6!+2d8}k3", "{3d6,2d8,1d20,4d4}k2", "(3d6)d4k3", "2d(3d6)", "3d6*2d4-1d20", "4d6/1d4", "5d6%4",
		"1d20+5>15t4d6k3:2d4", "20d6>=70", "max(3d6,2d10)-min(2d6,1d12)", "10dFk3", "6d[1,2,4,8]k4", "1d100!>90", "12d6!o", "4d10!!p",
	} {
		expr, err := dice.Parse(expression)
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		roller := dice.NewRollerFrom(dice.Seeded(uint64(i)), dice.DefaultLimits())
		counts := map[int64]int{}
		var result dice.Result
		for range samples {
			if err := roller.RollInto(&result, expr); err != nil {
				t.Fatalf("%s: %v", expression, err)
			}
			counts[result.Rolls[0].Total]++
		}
		o := of(t, expression)
		seen := 0
		for i := range o.Len() {
			seen += counts[o.Total(i)]
		}
		if seen != samples {
			t.Errorf("%s: %d of %d rolls have a total that has no chance", expression, samples-seen, samples)
		}
		if sigmas := chiSquare(o.Len(), o.Share, func(i int) int { return counts[o.Total(i)] }); sigmas > 4.5 {
			t.Errorf("%s: the rolls are %.1f standard deviations off", expression, sigmas)
		}
	}
}

// chiSquare says how many standard deviations the statistic is above its mean.
// Neighbouring outcomes are joined until each is expected ten times.
func chiSquare(n int, share func(int) float64, count func(int) int) float64 {
	var statistic, want, got float64
	cells := 0
	for i := range n {
		want += share(i) * samples
		got += float64(count(i))
		if want >= 10 || i == n-1 && want > 0 {
			statistic += (got - want) * (got - want) / want
			want, got = 0, 0
			cells++
		}
	}
	if cells < 2 {
		return 0
	}
	freedom := float64(cells - 1)
	return (statistic - freedom) / math.Sqrt(2*freedom)
}
