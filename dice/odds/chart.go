package odds

import (
	"math"
	"slices"

	"feyre/dice"
)

// Bounds of a chart.
const (
	// fewBars are all shown; of more, those at the ends that nobody would see are left out.
	fewBars = 40
	// visible is the part of the tallest bar's height below which a bar is not seen.
	visible = 1.0 / 400
)

// A Chart is a distribution in as many bars as its place can show.
type Chart struct {
	// Of is what the bars are totals of, in canonical form: the whole expression, or what its test compares.
	Of   string `json:"of"`
	Bars []Bar  `json:"bars"`
	// Below and Above are the chances of what is too rare to be shown, at either end.
	Below float64 `json:"below"`
	Above float64 `json:"above"`
	// Step is how far apart totals are, at least: 10 for 2d10*10.
	Step int64 `json:"-"`
	// Mean and Deviation are those of all totals, shown or not.
	Mean      float64 `json:"-"`
	Deviation float64 `json:"-"`
}

// MeanBar is the bar that is nearest to the mean, or -1 if there are no bars.
func (c *Chart) MeanBar() int {
	nearest, least := -1, math.Inf(1)
	for i, b := range c.Bars {
		if away := max(float64(b.From)-c.Mean, c.Mean-float64(b.To), 0); away < least {
			nearest, least = i, away
		}
	}
	return nearest
}

// A Bar is the chance of the totals From to To. Those with no chance have no bar.
type Bar struct {
	From  int64   `json:"from"`
	To    int64   `json:"to"`
	Share float64 `json:"share"`
	// Pass is how much of Share passes the test, nil where there is none.
	Pass *float64 `json:"pass,omitempty"`
}

// series are outcomes in ascending order.
type series interface {
	Len() int
	Total(i int) int64
	Share(i int) float64
}

// ChartOf draws the totals in about so many bars at most, or of a test what it compares: that tells more than two bars for yes
// and no.
func ChartOf(expr *dice.Expr, found *Odds, bars int) Chart {
	if test, is := expr.Root.(*dice.Compare); is && found.Compared() != nil {
		compared := found.Compared()
		drawn := barsOf(compared, bars, compared.Passes)
		drawn.Of = comparedOf(test)
		return drawn
	}
	drawn := barsOf(found, bars, nil)
	drawn.Of = found.Expression
	return drawn
}

// comparedOf names what a test compares: the side that varies, else the difference.
func comparedOf(test *dice.Compare) string {
	if _, fixed := test.Y.(*dice.Number); fixed {
		return dice.Print(test.X)
	}
	if _, fixed := test.X.(*dice.Number); fixed {
		return dice.Print(test.Y)
	}
	return dice.Print(test.X) + " - (" + dice.Print(test.Y) + ")"
}

// barsOf puts neighbouring totals into one bar where there are more than fit.
func barsOf(t series, bars int, passes func(total int64) bool) (drawn Chart) {
	shares := make([]float64, t.Len())
	for i := range shares {
		shares[i] = t.Share(i)
	}
	drawn.Mean, drawn.Deviation = spread(t, shares)
	first, end := shown(shares)
	drawn.Bars, drawn.Below, drawn.Above = []Bar{}, sum(shares[:first]), sum(shares[end:])
	if first == end {
		return drawn
	}
	low := uint64(t.Total(first))
	span := uint64(t.Total(end-1)) - low // the distance of two int64 always fits
	step := stepOf(t, first, end)
	width := (span/step/uint64(bars) + 1) * step
	drawn.Step = int64(step)
	for i := first; i < end; i++ {
		offset := (uint64(t.Total(i)) - low) / width * width
		from := int64(low + offset)
		if n := len(drawn.Bars); n == 0 || drawn.Bars[n-1].From != from {
			drawn.Bars = append(drawn.Bars, newBar(from, from+int64(min(width-step, span-offset)), passes != nil))
		}
		drawn.Bars[len(drawn.Bars)-1].add(shares[i], passes != nil && passes(t.Total(i)))
	}
	return drawn
}

// stepOf is the greatest number that divides all distances of the outcomes.
func stepOf(t series, first, end int) (step uint64) {
	for i := first + 1; i < end && step != 1; i++ {
		step = gcd(step, distance(t.Total(first), t.Total(i)))
	}
	return max(1, min(step, math.MaxInt64))
}

func newBar(from, to int64, tested bool) Bar {
	b := Bar{From: from, To: to}
	if tested {
		b.Pass = new(float64)
	}
	return b
}

func (b *Bar) add(share float64, passes bool) {
	b.Share += share
	if passes {
		*b.Pass += share
	}
}

// shown is the range of outcomes that is shown.
func shown(shares []float64) (first, end int) {
	end = len(shares)
	if end <= fewBars {
		return 0, end
	}
	seen := slices.Max(shares) * visible
	for first < end && shares[first] < seen {
		first++
	}
	for end > first && shares[end-1] < seen {
		end--
	}
	return first, end
}

func sum(shares []float64) (total float64) {
	for _, share := range shares {
		total += share
	}
	return total
}

// spread are the mean and the standard deviation of the totals that were not cut off.
func spread(t series, shares []float64) (mean, deviation float64) {
	all := sum(shares)
	for i, share := range shares {
		mean += float64(t.Total(i)) * share / all
	}
	variance := 0.0
	for i, share := range shares {
		away := float64(t.Total(i)) - mean
		variance += away * away * share / all
	}
	return mean, math.Sqrt(variance)
}
