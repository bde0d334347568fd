package dice_test

import (
	"math"
	"testing"

	"feyre/dice"
)

// unlucky is the chance at which a sample counts as wrong. Seeds are fixed, so
// that a test that once passed passes always.
const unlucky = 1e-6

// checkSample rolls an expression and compares how often each total comes with
// what the oracle says.
func checkSample(t *testing.T, src string, seed uint64, rolls int) {
	t.Helper()
	expr := parse(t, src)
	chances, fails := knownChances(t, expr)
	roller := dice.NewRollerFrom(dice.Seeded(seed), dice.DefaultLimits())
	seen := make(map[int64]int)
	failed := 0
	var result dice.Result
	for range rolls {
		if err := roller.RollInto(&result, expr); err != nil {
			failed++
			continue
		}
		seen[result.Rolls[0].Total]++
	}
	test := chiSquare{rolls: float64(rolls)}
	test.add(fails, failed)
	for total, chance := range chances {
		test.add(chance, seen[total])
	}
	if p := test.p(); p < unlucky {
		t.Errorf("%s: such a sample has the chance %.2g: seen %v and %d errors, want %v and %.4f",
			src, p, seen, failed, chances, fails)
	}
}

// knownChances follows less and less likely paths until nearly all chances are known.
func knownChances(t *testing.T, expr *dice.Expr) (chances map[int64]float64, fails float64) {
	t.Helper()
	for least := 1e-5; least > 1e-9; least /= 8 {
		chances, fails = distribution(t, expr, least)
		known := fails
		for _, chance := range chances {
			known += chance
		}
		if known > 0.998 {
			return chances, fails
		}
	}
	t.Fatalf("%s: too much is too unlikely", expr)
	return nil, 0
}

// chiSquare compares counts with chances. Outcomes too rare to compare, and
// those never added, stand together.
type chiSquare struct {
	rolls      float64
	statistic  float64
	bins       int
	seenChance float64 // of the bins so far
	seenRolls  float64
}

func (c *chiSquare) add(chance float64, seen int) {
	expected := chance * c.rolls
	if expected < 5 {
		return
	}
	c.statistic += math.Pow(float64(seen)-expected, 2) / expected
	c.bins++
	c.seenChance += chance
	c.seenRolls += float64(seen)
}

// p is the chance of a sample that is at least as far off.
func (c *chiSquare) p() float64 {
	rest, restSeen := max(0, 1-c.seenChance)*c.rolls, c.rolls-c.seenRolls
	switch {
	case rest >= 5:
		c.statistic += math.Pow(restSeen-rest, 2) / rest
		c.bins++
	case restSeen > 0:
		// Few are expected: the chance of so many, as of a Poisson distribution.
		if p := upperGamma(restSeen, max(rest, 1e-9)); 1-p < unlucky {
			return 1 - p
		}
	}
	if c.bins < 2 {
		return 1
	}
	return upperGamma(float64(c.bins-1)/2, c.statistic/2)
}

// upperGamma is the regularised upper incomplete gamma function Q(a, x), by
// its series for small x and by its continued fraction for large.
func upperGamma(a, x float64) float64 {
	if x <= 0 {
		return 1
	}
	lg, _ := math.Lgamma(a)
	scale := math.Exp(-x + a*math.Log(x) - lg)
	if x < a+1 {
		sum, term := 1/a, 1/a
		for n := a + 1; term > sum*1e-15; n++ {
			term *= x / n
			sum += term
		}
		return 1 - sum*scale
	}
	b := x + 1 - a
	c, d := 1e300, 1/b
	h := d
	for i := 1.0; i < 10_000; i++ {
		an := -i * (i - a)
		b += 2
		d = 1 / (an*d + b)
		c = b + an/c
		h *= d * c
		if math.Abs(d*c-1) < 1e-15 {
			break
		}
	}
	return scale * h
}

// The statistics of these tests know the textbook's values.
func TestUpperGamma(t *testing.T) {
	for _, tt := range []struct{ freedom, statistic, want float64 }{
		{1, 3.841459, 0.05},
		{5, 11.070498, 0.05},
		{10, 23.209251, 0.01},
		{30, 18.492661, 0.95},
		{2, 27.631021, 1e-6},
	} {
		if got := upperGamma(tt.freedom/2, tt.statistic/2); math.Abs(got-tt.want)/tt.want > 1e-5 {
			t.Errorf("%v degrees of freedom, %v: %v, want %v", tt.freedom, tt.statistic, got, tt.want)
		}
	}
}

// A test that cannot fail would prove nothing: dice that are a little off are found.
func TestSamplesFindABias(t *testing.T) {
	fair, biased := chiSquare{rolls: 6000}, chiSquare{rolls: 6000}
	for face := range 6 {
		fair.add(1.0/6, 1000+[]int{20, -15, 5, -30, 10, 10}[face])
		biased.add(1.0/6, 1000+[]int{200, -40, -40, -40, -40, -40}[face])
	}
	if p := fair.p(); p < 0.1 {
		t.Errorf("a fair sample has the chance %v", p)
	}
	if p := biased.p(); p > unlucky {
		t.Errorf("a biased sample has the chance %v", p)
	}
}
