package odds

import (
	"fmt"
	"math"
	"testing"

	"feyre/dice"
)

func TestCharts(t *testing.T) {
	for _, test := range []struct {
		expression, of string
		bars           int
		first, last    string
		pass           float64
	}{
		{"2d6", "2d6", 11, "2-2", "12-12", 0},
		{"1d20+5>=15", "1d20+5", 20, "6-6", "25-25", 0.55},
		{"10<=1d20", "1d20", 20, "1-1", "20-20", 0.55},
		{"1d6>1d6", "1d6 - (1d6)", 11, "-5--5", "5-5", 15.0 / 36},
		{"1d20>=11t2d6", "1d20>=11t2d6", 12, "0-0", "12-12", 0},
		{"d[-1000000,1000000]", "1d[-1000000,1000000]", 2, "-1000000--1000000", "1000000-1000000", 0},
		{"2d10*10", "2d10*10", 19, "20-20", "200-200", 0},
		{"1d1000*7", "1d1000*7", 143, "7-49", "6965-7000", 0},
		{"100d6", "100d6", 117, "", "", 0},
		{"7", "7", 1, "7-7", "7-7", 0},
	} {
		expr, err := dice.Parse(test.expression)
		if err != nil {
			t.Fatal(err)
		}
		found, err := Of(expr)
		if err != nil {
			t.Fatal(err)
		}
		drawn := ChartOf(expr, found, 160)
		share, pass := drawn.Below+drawn.Above, 0.0
		for _, b := range drawn.Bars {
			share += b.Share
			if b.Pass != nil {
				pass += *b.Pass
			}
		}
		if drawn.Of != test.of || len(drawn.Bars) != test.bars || math.Abs(share-1) > 1e-9 || math.Abs(pass-test.pass) > 1e-9 {
			t.Errorf("%s: of %s, %d bars with %v, passing %v", test.expression, drawn.Of, len(drawn.Bars), share, pass)
		}
		first, last := drawn.Bars[0], drawn.Bars[len(drawn.Bars)-1]
		if test.first != "" && (rangeOf(first) != test.first || rangeOf(last) != test.last) {
			t.Errorf("%s: from %s to %s", test.expression, rangeOf(first), rangeOf(last))
		}
	}
}

func TestMeanBar(t *testing.T) {
	for _, test := range []struct {
		mean float64
		want int
	}{{1, 0}, {2.4, 0}, {2.6, 1}, {3, 1}, {9, 2}, {-1, 0}} {
		c := Chart{Mean: test.mean, Bars: []Bar{{From: 1, To: 2}, {From: 3, To: 4}, {From: 6, To: 7}}}
		if got := c.MeanBar(); got != test.want {
			t.Errorf("the mean %v is at bar %d, want %d", test.mean, got, test.want)
		}
	}
	if got := (&Chart{}).MeanBar(); got != -1 {
		t.Errorf("no bars: %d", got)
	}
}

func rangeOf(b Bar) string { return fmt.Sprintf("%d-%d", b.From, b.To) }

// extremes are totals as far apart as can be.
type extremes struct{ n int }

func (e extremes) Len() int          { return e.n }
func (e extremes) Share(int) float64 { return 1 / float64(e.n) }
func (e extremes) Total(i int) int64 {
	return math.MinInt64 + int64(uint64(math.MaxUint64)/uint64(e.n-1)*uint64(i))
}

func TestChartOfExtremes(t *testing.T) {
	for _, n := range []int{2, 5, 1000} {
		drawn := barsOf(extremes{n}, 160, nil)
		if len(drawn.Bars) > 160 || drawn.Bars[0].From != math.MinInt64 {
			t.Errorf("%d totals: %d bars from %d", n, len(drawn.Bars), drawn.Bars[0].From)
		}
		for i, b := range drawn.Bars {
			if b.From > b.To || i > 0 && drawn.Bars[i-1].To >= b.From {
				t.Errorf("%d totals: bar %d is %s", n, i, rangeOf(b))
			}
		}
	}
}
