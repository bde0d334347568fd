package web

import (
	"slices"

	"feyre/dice"
	"feyre/dice/odds"
)

// Bounds of a chart.
const (
	maxBars = 160
	// fewBars are all shown; of more, those at the ends that nobody would see are left out.
	fewBars = 40
	// visible is the part of the tallest bar's height below which a bar is not seen.
	visible = 1.0 / 400
)

// chart is a distribution in as many bars as a screen can show.
type chart struct {
	// Of is what the bars are totals of, in canonical form: the whole expression, or what its test compares.
	Of   string `json:"of"`
	Bars []bar  `json:"bars"`
	// Below and Above are the chances of what is too rare to be shown, at either end.
	Below float64 `json:"below"`
	Above float64 `json:"above"`
}

// bar is the chance of the totals From to To. Those with no chance have no bar.
type bar struct {
	From  int64   `json:"from"`
	To    int64   `json:"to"`
	Share float64 `json:"share"`
	// Pass is how much of Share passes the test, nil where there is none.
	Pass *float64 `json:"pass,omitempty"`
}

// totals are outcomes in ascending order.
type totals interface {
	Len() int
	Total(i int) int64
	Share(i int) float64
}

// chartOf draws the totals, or of a test what it compares: that tells more than two bars for yes and no.
func chartOf(expr *dice.Expr, found *odds.Odds) chart {
	if test, is := expr.Root.(*dice.Compare); is && found.Compared() != nil {
		compared := found.Compared()
		drawn := gather(compared, compared.Passes)
		drawn.Of = comparedOf(test)
		return drawn
	}
	drawn := gather(found, nil)
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

// gather puts neighbouring totals into one bar where there are more than fit.
func gather(t totals, passes func(total int64) bool) (drawn chart) {
	shares := make([]float64, t.Len())
	for i := range shares {
		shares[i] = t.Share(i)
	}
	first, end := window(shares)
	drawn.Bars, drawn.Below, drawn.Above = []bar{}, sum(shares[:first]), sum(shares[end:])
	if first == end {
		return drawn
	}
	low := uint64(t.Total(first))
	span := uint64(t.Total(end-1)) - low // the distance of two int64 always fits
	width := span/maxBars + 1
	for i := first; i < end; i++ {
		offset := (uint64(t.Total(i)) - low) / width * width
		from := int64(low + offset)
		if n := len(drawn.Bars); n == 0 || drawn.Bars[n-1].From != from {
			drawn.Bars = append(drawn.Bars, newBar(from, from+int64(min(width-1, span-offset)), passes != nil))
		}
		drawn.Bars[len(drawn.Bars)-1].add(shares[i], passes != nil && passes(t.Total(i)))
	}
	return drawn
}

func newBar(from, to int64, tested bool) bar {
	b := bar{From: from, To: to}
	if tested {
		b.Pass = new(float64)
	}
	return b
}

func (b *bar) add(share float64, passes bool) {
	b.Share += share
	if passes {
		*b.Pass += share
	}
}

// window is the range of outcomes that is shown.
func window(shares []float64) (first, end int) {
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
