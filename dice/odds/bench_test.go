package odds_test

import (
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

// BenchmarkOf times the odds of parsed expressions, nothing remembered.
func BenchmarkOf(b *testing.B) {
	for _, expression := range []string{
		"1d20+5>15", "2d20k1", "4d6k3", "10d10k5", "100d6", "1000d6", "20d6e6", "100d6k50", "100d20k50",
		"3d6!", "4d6!k3", "4d6k3!", "10d10!k5", "8d10cs>=7", "(3d6)d6", "1d20!>=3adv",
	} {
		expr, err := dice.Parse(expression)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(expression, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := odds.Of(expr); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCached times the odds of an expression that were asked for before.
func BenchmarkCached(b *testing.B) {
	expr, err := dice.Parse("4d6k3")
	if err != nil {
		b.Fatal(err)
	}
	cache := odds.NewCache(odds.DefaultBudget())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cache.Of(expr); err != nil {
			b.Fatal(err)
		}
	}
}
