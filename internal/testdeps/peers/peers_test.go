// Package peers measures the roller against those of npm, in one run.
package peers

import (
	"encoding/json"
	"math"
	"os/exec"
	"testing"
	"time"

	"feyre/dice"
)

// measured is what one peer takes for one expression.
type measured struct {
	Peer        string
	Expression  string
	Nanoseconds float64
}

// expressions mean the same to all.
var expressions = []string{"1d20", "1d20+5", "4d6kh3", "8d6", "100d6"}

// BenchmarkPeers reads and rolls each expression here and, in Node, with each
// peer, and reports how many times our time a peer takes.
func BenchmarkPeers(b *testing.B) {
	theirs := runPeers(b)
	for _, expression := range expressions {
		b.Run(expression, func(b *testing.B) {
			best := math.Inf(1)
			for b.Loop() {
				best = min(best, slice(b, expression))
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(best, "ns/feyre")
			for _, m := range theirs {
				if m.Expression == expression {
					b.ReportMetric(m.Nanoseconds, "ns/"+m.Peer)
					b.ReportMetric(m.Nanoseconds/best, m.Peer+"/feyre")
				}
			}
		})
	}
}

// runPeers has Node roll the expressions.
func runPeers(b *testing.B) (all []measured) {
	b.Helper()
	out, err := exec.CommandContext(b.Context(), "node", append([]string{"bench.mjs"}, expressions...)...).Output()
	if err != nil {
		b.Fatalf("the peers do not roll: %v; make bench-peers installs them", err)
	}
	if err := json.Unmarshal(out, &all); err != nil {
		b.Fatal(err)
	}
	return all
}

// slice returns the nanoseconds of one roll, parsing and a result of its own
// included, over many.
func slice(b *testing.B, expression string) float64 {
	const rolls = 2000
	roller := dice.NewRoller(dice.DefaultLimits())
	start := time.Now()
	for range rolls {
		expr, err := dice.Parse(expression)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := roller.Roll(expr); err != nil {
			b.Fatal(err)
		}
	}
	return float64(time.Since(start).Nanoseconds()) / rolls
}
