package dice_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"feyre/dice"
)

// BenchmarkRatio compares rolls with the bare loop in slices of time that take
// turns, so that a busy machine slows both alike. Of each it takes the fastest
// slice and reports how many times the loop's time the roll takes.
func BenchmarkRatio(b *testing.B) {
	for _, tt := range []struct {
		src  string
		dice int // thrown at least
	}{
		{"1d20", 1},
		{"1d20+5", 1},
		{"2d20k1", 2},
		{"4d6k3", 4},
		{"4d6kh3", 4},
		{"8d6", 8},
		{"100d6", 100},
		{"1000d6", 1000},
		{"(1d6+2)*2", 1},
		{"3d6e6", 3},
		{"1d20+5>15t2d6+4", 1},
	} {
		roller := dice.NewRoller(dice.DefaultLimits())
		var expr dice.Expr
		var result dice.Result
		parseRoll := func() {
			_ = dice.Parser{}.ParseInto(&expr, tt.src)
			_ = roller.RollInto(&result, &expr)
		}
		kept := func() {
			expr, _ := dice.Parse(tt.src)
			_, _ = roller.Roll(expr)
		}
		parsed := parse(b, tt.src)
		roll := func() { _ = roller.RollInto(&result, parsed) }
		generator := rand.NewChaCha8([32]byte{1})
		faces := make([]uint32, tt.dice)
		floor := func() {
			for i := range faces {
				faces[i] = 1 + uint32(bounded(generator, 6))
			}
		}
		source := dice.NewSource()
		batched := func() { source.Throw(faces, 6) }
		b.Run(tt.src, func(b *testing.B) {
			best := [5]float64{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)}
			for b.Loop() {
				for i, f := range []func(){parseRoll, roll, floor, batched, kept} {
					best[i] = min(best[i], slice(f, 20_000/(10+tt.dice)))
				}
			}
			b.ReportMetric(best[0], "ns/parse+roll")
			b.ReportMetric(best[1], "ns/roll")
			b.ReportMetric(best[2], "ns/floor")
			b.ReportMetric(best[3], "ns/batched")
			b.ReportMetric(best[4], "ns/kept")
			b.ReportMetric(best[0]/best[2], "parse+roll/floor")
			b.ReportMetric(best[1]/best[2], "roll/floor")
			b.ReportMetric(best[1]/best[3], "roll/batched")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// slice returns the nanoseconds that f takes, over n calls.
func slice(f func(), n int) float64 {
	start := time.Now()
	for range n {
		f()
	}
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}
