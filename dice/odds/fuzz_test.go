package odds_test

import (
	"errors"
	"math"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

// FuzzOf checks that odds always end, within their budget, with chances that
// add up to 1 or with an error of their own.
func FuzzOf(f *testing.F) {
	for _, expression := range written(f) {
		f.Add(expression)
	}
	budget := odds.Budget{Work: 20_000_000, Words: 1 << 20}
	f.Fuzz(func(t *testing.T, expression string) {
		expr, err := dice.Parse(expression)
		if err != nil {
			return
		}
		o, err := budget.Of(expr)
		if err != nil {
			var refused *odds.Error
			if !errors.As(err, &refused) || refused.Error() == "" {
				t.Fatalf("%s: %v", expression, err)
			}
			return
		}
		sum, _ := o.Tail().Float64()
		if sum >= 0x1p-64 {
			t.Fatalf("%s: the tail is %g", expression, sum)
		}
		for i := range o.Len() {
			if i > 0 && o.Total(i) <= o.Total(i-1) || o.Share(i) < 0 {
				t.Fatalf("%s: outcome %d has the total %d and the chance %g", expression, i, o.Total(i), o.Share(i))
			}
			sum += o.Share(i)
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("%s: the chances add up to %g", expression, sum)
		}
	})
}
