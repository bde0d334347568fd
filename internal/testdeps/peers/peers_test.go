// Package peers measures the roller against those of npm, in one run.
package peers

import (
	"encoding/json"
	"math"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"feyre/dice"
)

// measured is what one peer, or one way of ours, takes for one expression.
type measured struct {
	Peer        string
	Expression  string
	Nanoseconds float64
}

// expressions mean the same to all.
var expressions = []string{"1d20", "1d20+5", "4d6kh3", "8d6", "100d6"}

// BenchmarkPeers reads and rolls each expression here and, in Node, with each
// peer, and reports how many times our time a peer takes. All times are of the
// processor, the collection of garbage included, so that other work on the
// machine counts for none: first with memory that is used again, then with an
// expression and a result that are kept, as the peers make them.
func BenchmarkPeers(b *testing.B) {
	theirs := runPeers(b)
	for _, our := range measureOurs(b) {
		b.Run(our.Expression+"/"+our.Peer, func(b *testing.B) {
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(our.Nanoseconds, "ns/feyre")
			for _, m := range theirs {
				if m.Expression == our.Expression {
					b.ReportMetric(m.Nanoseconds, "ns/"+m.Peer)
					b.ReportMetric(m.Nanoseconds/our.Nanoseconds, m.Peer+"/feyre")
				}
			}
		})
	}
}

// measureOurs rolls the expressions here, in both ways. The rounds of all take
// turns, as those of the peers do, so that a slow time of the machine slows
// none alone.
func measureOurs(b *testing.B) (all []measured) {
	b.Helper()
	ways := []struct {
		name string
		roll func(*testing.B, string) float64
	}{{"again", again}, {"kept", kept}}
	for _, expression := range expressions {
		for _, way := range ways {
			all = append(all, measured{way.name, expression, math.Inf(1)})
		}
	}
	for range rounds {
		for i := range all {
			m := &all[i]
			m.Nanoseconds = min(m.Nanoseconds, ways[i%len(ways)].roll(b, m.Expression))
		}
	}
	return all
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

// Rounds of so many rolls, of which the fastest counts.
const (
	rounds = 80
	rolls  = 50_000
)

// again returns the nanoseconds of one roll, parsing included, into memory
// that is used again.
func again(b *testing.B, expression string) float64 {
	roller := dice.NewRoller(dice.DefaultLimits())
	var expr dice.Expr
	var result dice.Result
	return processorTime(b, func() error {
		if err := (dice.Parser{}).ParseInto(&expr, expression); err != nil {
			return err
		}
		return roller.RollInto(&result, &expr)
	})
}

// kept returns the same where each roll has an expression and a result of its own.
func kept(b *testing.B, expression string) float64 {
	roller := dice.NewRoller(dice.DefaultLimits())
	return processorTime(b, func() error {
		expr, err := dice.Parse(expression)
		if err != nil {
			return err
		}
		_, err = roller.Roll(expr)
		return err
	})
}

// processorTime returns the nanoseconds of processor time that one roll takes.
func processorTime(b *testing.B, roll func() error) float64 {
	b.Helper()
	before := used(b)
	for range rolls {
		if err := roll(); err != nil {
			b.Fatal(err)
		}
	}
	return float64((used(b) - before).Nanoseconds()) / rolls
}

// used is the processor time that this process has used.
func used(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
