package chart

import (
	"math"

	"gonum.org/v1/plot"
)

// Most labels beside an axis.
const (
	maxWhole    = 9
	maxPercents = 5
)

// whole marks whole numbers at round distances.
func whole(low, high float64) []plot.Tick {
	return marks(math.Ceil(low), high, max(1, step((high-low)/maxWhole)), func(x float64) string {
		return short(x)
	})
}

// short writes a figure in few characters: 12.24, 200k, 1.5M.
func short(x float64) string {
	const many = 1e5
	prefixes := []string{"", "k", "M", "G", "T", "P", "E"}
	i := 0
	for (i > 0 && math.Abs(x) >= 1000 || math.Abs(x) >= many) && i < len(prefixes)-1 {
		x, i = x/1000, i+1
	}
	return decimal(x) + prefixes[i]
}

// percents marks round shares of all rolls.
func percents(low, high float64) []plot.Tick {
	return marks(low, high, step((high-low)/maxPercents), func(x float64) string { return decimal(x*100) + " %" })
}

func marks(low, high, step float64, label func(float64) string) []plot.Tick {
	var ticks []plot.Tick
	for x := math.Ceil(low/step) * step; x <= high && len(ticks) <= 2*maxWhole; x += step {
		ticks = append(ticks, plot.Tick{Value: x, Label: label(x)})
	}
	return ticks
}

// step is the least of 1, 2, 5, 10, 20, 50 … and their tenths and hundredths that is no less.
func step(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, times := range []float64{1, 2, 5} {
		if power*times >= least {
			return power * times
		}
	}
	return 10 * power
}
