package dice_test

import (
	"math/bits"
	"math/rand/v2"
	"strconv"
	"testing"

	"feyre/dice"
)

// benchmarks are the expressions that docs/performance.md reports.
var benchmarks = []string{
	"1d20", "1d20+5", "2d20k1", "4d6k3", "8d6", "100d6", "1000d6",
	"(1d6+2)*2", "3d6e6", "1d20+5>15t2d6+4",
}

// BenchmarkParseRoll reads and rolls into memory that is used again.
func BenchmarkParseRoll(b *testing.B) {
	for _, src := range benchmarks {
		b.Run(src, func(b *testing.B) {
			roller := dice.NewRoller(dice.DefaultLimits())
			var expr dice.Expr
			var result dice.Result
			b.ReportAllocs()
			for b.Loop() {
				if err := (dice.Parser{}).ParseInto(&expr, src); err != nil {
					b.Fatal(err)
				}
				if err := roller.RollInto(&result, &expr); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A roll into memory that is used again makes at most two allocations, which
// are the words of a hint.
func TestAllocations(t *testing.T) {
	for _, src := range benchmarks {
		roller := dice.NewRoller(dice.DefaultLimits())
		var expr dice.Expr
		var result dice.Result
		allocations := testing.AllocsPerRun(200, func() {
			if err := (dice.Parser{}).ParseInto(&expr, src); err != nil {
				t.Fatal(err)
			}
			if err := roller.RollInto(&result, &expr); err != nil {
				t.Fatal(err)
			}
		})
		most := 2 * float64(len(expr.Hints))
		if allocations > most {
			t.Errorf("%s: %v allocations, want at most %v", src, allocations, most)
		}
	}
}

// BenchmarkParseRollFresh reads and rolls as a caller does who keeps the result.
func BenchmarkParseRollFresh(b *testing.B) {
	for _, src := range benchmarks {
		b.Run(src, func(b *testing.B) {
			roller := dice.NewRoller(dice.DefaultLimits())
			b.ReportAllocs()
			for b.Loop() {
				expr, err := dice.Parse(src)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := roller.Roll(expr); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRoll rolls a parsed tree into a result that is used again.
func BenchmarkRoll(b *testing.B) {
	for _, src := range benchmarks {
		b.Run(src, func(b *testing.B) {
			roller := dice.NewRoller(dice.DefaultLimits())
			expr := parse(b, src)
			var result dice.Result
			b.ReportAllocs()
			for b.Loop() {
				if err := roller.RollInto(&result, expr); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRollParallel shows that goroutines do not wait for each other.
func BenchmarkRollParallel(b *testing.B) {
	roller := dice.NewRoller(dice.DefaultLimits())
	expr := parse(b, "4d6k3")
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		var result dice.Result
		for pb.Next() {
			if err := roller.RollInto(&result, expr); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// BenchmarkFloor is a bare loop over the generator with unbiased sampling of
// one die at a time, which the rolls are compared with.
func BenchmarkFloor(b *testing.B) {
	for _, n := range []int{1, 4, 100, 1000} {
		b.Run(strconv.Itoa(n)+"d6", func(b *testing.B) {
			generator := rand.NewChaCha8([32]byte{1})
			dice := make([]uint32, n)
			for b.Loop() {
				for i := range dice {
					dice[i] = 1 + uint32(bounded(generator, 6))
				}
			}
		})
	}
}

// BenchmarkFloorBatched is the same loop with the roller's own sampling, several
// dice from each word.
func BenchmarkFloorBatched(b *testing.B) {
	for _, n := range []int{1, 4, 100, 1000} {
		b.Run(strconv.Itoa(n)+"d6", func(b *testing.B) {
			source := dice.NewSource()
			faces := make([]uint32, n)
			for b.Loop() {
				source.Throw(faces, 6)
			}
		})
	}
}

// bounded is Lemire's multiplication, which throws away what would be biased.
func bounded(generator *rand.ChaCha8, n uint64) uint64 {
	high, low := bits.Mul64(generator.Uint64(), n)
	if low < n {
		for surplus := -n % n; low < surplus; {
			high, low = bits.Mul64(generator.Uint64(), n)
		}
	}
	return high
}

func parse(tb testing.TB, src string) *dice.Expr {
	tb.Helper()
	expr, err := dice.Parse(src)
	if err != nil {
		tb.Fatalf("parse %s: %v", src, err)
	}
	return expr
}
