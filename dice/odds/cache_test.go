package odds_test

import (
	"strconv"
	"sync"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

func parse(t testing.TB, expression string) *dice.Expr {
	t.Helper()
	expr, err := dice.Parse(expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return expr
}

// The same odds are worked out once, however they are typed.
func TestCacheKnowsWhatIsTheSame(t *testing.T) {
	cache := odds.NewCache(odds.DefaultBudget())
	first, err := cache.Of(parse(t, "4d6k3"))
	if err != nil {
		t.Fatal(err)
	}
	for _, again := range []string{"4D6 keep 3", "4d6kh3 # a comment", "(4d6k3)"} {
		if o, err := cache.Of(parse(t, again)); o != first || err != nil {
			t.Errorf("%s was worked out anew, %v", again, err)
		}
	}
	for _, other := range []string{"4d6k2", "2#4d6k3"} {
		if o, _ := cache.Of(parse(t, other)); o == first {
			t.Errorf("%s has the odds of 4d6k3", other)
		}
	}
}

func TestCacheKnowsRefusals(t *testing.T) {
	cache := odds.NewCache(odds.DefaultBudget())
	_, first := cache.Of(parse(t, "1/(1d6-1)"))
	_, again := cache.Of(parse(t, "1/(1d6-1)"))
	if first == nil || first != again {
		t.Errorf("said %v, then %v", first, again)
	}
}

func TestCacheForgetsWhatWasUsedLongestAgo(t *testing.T) {
	cache := odds.NewCacheOf(odds.DefaultBudget(), 100_000)
	first, err := cache.Of(parse(t, "100d6"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 200 {
		if _, err := cache.Of(parse(t, "50d6+"+strconv.Itoa(n))); err != nil {
			t.Fatal(err)
		}
		if kept, _ := cache.Of(parse(t, "100d6")); kept != first {
			t.Fatalf("what was just used is forgotten after %d others", n)
		}
	}
	if cache.Words() > 100_000 {
		t.Errorf("it holds %d words", cache.Words())
	}
	forgotten, _ := cache.Of(parse(t, "50d6+0"))
	again, _ := cache.Of(parse(t, "50d6+0"))
	if forgotten == nil || forgotten != again {
		t.Error("what was worked out anew is not remembered")
	}
}

// In passing only what is quickly found is told.
func TestInPassing(t *testing.T) {
	cache := odds.NewCache(odds.DefaultBudget())
	for _, test := range []struct{ expression, chance, mean string }{
		{"1d20+5>15", "1/2", "1/2"},
		{"1d20+5>15t2d6+4", "1/2", "11/2"},
		{"2d6", "", "7/1"},
		{"1/(1d6-1)", "", ""},
		{"100d20k50>500", "", ""},
	} {
		expr := parse(t, test.expression)
		chance, _ := cache.Chance(expr)
		mean, _ := cache.Mean(expr)
		if fraction(chance) != test.chance || fraction(mean) != test.mean {
			t.Errorf("%s: chance %q and mean %q, want %q and %q", test.expression, fraction(chance), fraction(mean), test.chance, test.mean)
		}
	}
	if _, err := cache.Of(parse(t, "100d20k50>500")); err != nil {
		t.Fatal(err)
	}
	if _, known := cache.Chance(parse(t, "100d20k50>500")); !known {
		t.Error("what is known is not told")
	}
}

func TestCacheIsSafe(t *testing.T) {
	cache := odds.NewCacheOf(odds.DefaultBudget(), 5_000)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for n := range 50 {
				o, err := cache.Of(parse(t, "3d6+"+strconv.Itoa(n%10)))
				if err != nil || o.Len() != 16 {
					t.Errorf("%v, %v", o, err)
				}
			}
		})
	}
	group.Wait()
}
