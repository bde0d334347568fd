package odds_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

// of returns the odds of an expression that has some.
func of(t testing.TB, expression string) *odds.Odds {
	t.Helper()
	expr, err := dice.Parse(expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	o, err := odds.Of(expr)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return o
}

// Figures from books and by hand; "" is not known.
func TestKnownFigures(t *testing.T) {
	for _, test := range []struct{ expression, mean, variance string }{
		{"4d6k3", "15869/1296", "13612487/1679616"},
		{"2d20k1", "553/40", "35511/1600"},
		{"2d20kl1", "287/40", "35511/1600"},
		{"3d6!", "63/5", "798/25"},
		{"3d6!!", "63/5", "798/25"},
		{"3d6!*2-1d6", "217/10", "39179/300"},
		{"2d6", "7/1", "35/6"},
		{"1000d6", "3500/1", "8750/3"},
		{"3d6e6", "49/4", "385/16"},
		{"1d20r1", "11/1", "30/1"},
		{"(3d6!)d6", "441/10", "42777/100"},
		{"-3d6!", "-63/5", "798/25"},
		{"3d6!/2", "", ""},
		{"2d6!pk1", "", ""},
	} {
		o := of(t, test.expression)
		if got := fraction(o.Mean()); got != test.mean {
			t.Errorf("%s has the mean %s, want %s", test.expression, got, test.mean)
		}
		if got := fraction(o.Variance()); got != test.variance {
			t.Errorf("%s has the variance %s, want %s", test.expression, got, test.variance)
		}
	}
}

func fraction(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return r.String()
}

func TestJSON(t *testing.T) {
	for _, test := range []struct{ expression, want string }{
		{"2d2", `{"expression":"2d2","exact":true,"tail":"0/1","min":2,"max":4,"mean":"3/1","variance":"1/2",` +
			`"success":null,"outcomes":[{"total":2,"p":"1/4"},{"total":3,"p":"1/2"},{"total":4,"p":"1/4"}]}`},
		{"3#1D2 # twice", `{"expression":"1d2","exact":true,"tail":"0/1","min":1,"max":2,"mean":"3/2","variance":"1/4",` +
			`"success":null,"outcomes":[{"total":1,"p":"1/2"},{"total":2,"p":"1/2"}],"repeat":3}`},
		{"1d20 + 5 > 15", `{"expression":"1d20+5>15","exact":true,"tail":"0/1","min":0,"max":1,"mean":"1/2","variance":"1/4",` +
			`"success":"1/2","outcomes":[{"total":0,"p":"1/2"},{"total":1,"p":"1/2"}]}`},
		{"3d6!>10", `{"expression":"3d6!>10","exact":true,"tail":"0/1","min":3,"max":18,`},
		{"1d1>0t5", `{"expression":"1d1>0t5","exact":true,"tail":"0/1","min":5,"max":5,"mean":"5/1","variance":"0/1",` +
			`"success":"1/1","outcomes":[{"total":5,"p":"1/1"}]}`},
	} {
		got, err := of(t, test.expression).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		got = bytes.TrimSpace(got)
		if len(got) > len(test.want) && test.want[len(test.want)-1] == ',' {
			got = got[:len(test.want)]
		}
		if string(got) != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.expression, got, test.want)
		}
	}
}

// Fractions that would fill hundreds of megabytes are refused before they are made.
func TestJSONOfLongFractions(t *testing.T) {
	var text bytes.Buffer
	err := of(t, "9999d6").WriteJSON(&text)
	var refused *odds.Error
	if !errors.As(err, &refused) || refused.Code != odds.TooMuch || text.Len() > 0 {
		t.Errorf("%d bytes, error %v", text.Len(), err)
	}
	if err := of(t, "200d6").WriteJSON(&text); err != nil || !json.Valid(text.Bytes()) {
		t.Errorf("200d6: %v", err)
	}
}

// An explosion leaves a tail, which with the outcomes adds up to 1.
func TestJSONWithTail(t *testing.T) {
	text, err := json.Marshal(of(t, "3d6!"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Exact    bool
		Tail     string
		Min, Max *int64
		Mean     string
		Outcomes []struct {
			Total int64
			P     string
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	sum, _ := new(big.Rat).SetString(got.Tail)
	if sum.Sign() <= 0 || got.Exact || got.Max != nil || *got.Min != 3 || got.Mean != "63/5" {
		t.Errorf("said %+v", got)
	}
	for _, outcome := range got.Outcomes {
		p, _ := new(big.Rat).SetString(outcome.P)
		sum.Add(sum, p)
	}
	if sum.Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("adds up to %s", sum)
	}
}

func TestStatistics(t *testing.T) {
	o := of(t, "2d6")
	for _, test := range []struct {
		name      string
		got, want *big.Rat
	}{
		{"at least 10", o.AtLeast(10), big.NewRat(6, 36)},
		{"at least 2", o.AtLeast(2), big.NewRat(1, 1)},
		{"at least 13", o.AtLeast(13), new(big.Rat)},
		{"at most 3", o.AtMost(3), big.NewRat(3, 36)},
		{"at most 100", o.AtMost(math.MaxInt64), big.NewRat(1, 1)},
		{"exactly 7", o.Exactly(7), big.NewRat(1, 6)},
		{"exactly 1", o.Exactly(1), new(big.Rat)},
		{"outcome 0", o.Chance(0), big.NewRat(1, 36)},
		{"tail", o.Tail(), new(big.Rat)},
	} {
		if test.got.Cmp(test.want) != 0 {
			t.Errorf("%s: %s, want %s", test.name, test.got, test.want)
		}
	}
	for _, test := range []struct {
		share *big.Rat
		want  int64
	}{{big.NewRat(1, 36), 2}, {big.NewRat(1, 35), 3}, {big.NewRat(1, 4), 5}, {big.NewRat(1, 2), 7}, {big.NewRat(3, 4), 9}, {big.NewRat(1, 1), 12}} {
		if got := o.Quantile(test.share); got != test.want {
			t.Errorf("the quantile %s is %d, want %d", test.share, got, test.want)
		}
	}
	if mean, deviation := o.Estimate(); mean != 7 || math.Abs(deviation-math.Sqrt(35.0/6)) > 1e-12 {
		t.Errorf("estimated %g and %g", mean, deviation)
	}
	if low, known := o.Min(); low != 2 || !known {
		t.Errorf("the lowest is %d, %v", low, known)
	}
}

// Shares are chances, however long their fractions are.
func TestShares(t *testing.T) {
	for _, expression := range []string{"2d6", "30d6", "1000d6", "3d6!"} {
		o := of(t, expression)
		for i := 0; i < o.Len(); i += max(1, o.Len()/50) {
			if chance, _ := o.Chance(i).Float64(); math.Abs(o.Share(i)-chance) > 1e-15*chance {
				t.Errorf("%s: the share of %d is %g, its chance %g", expression, o.Total(i), o.Share(i), chance)
			}
		}
	}
}

// What is cut off counts where it is known to lie.
func TestStatisticsOfTheTail(t *testing.T) {
	up, down, both := of(t, "3d6!"), of(t, "-3d6!"), of(t, "1d6!-1d6!")
	if got := new(big.Rat).Add(up.AtLeast(4), up.AtMost(3)); got.Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("at least 4 or at most 3 is %s", got)
	}
	if got := new(big.Rat).Add(down.AtLeast(-3), down.AtMost(-4)); got.Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("at least -3 or at most -4 is %s", got)
	}
	if _, known := up.Min(); !known {
		t.Error("the lowest of 3d6! is not known")
	}
	if _, known := down.Min(); known {
		t.Error("-3d6! has a lowest total")
	}
	if _, known := up.Max(); known {
		t.Error("3d6! has a highest total")
	}
	if _, known := both.Min(); known {
		t.Error("1d6!-1d6! has a lowest total")
	}
	mean, deviation := of(t, "2d6!pk1").Estimate()
	if mean < 4 || mean > 6 || deviation < 1 || deviation > 2 {
		t.Errorf("the mean of 2d6!pk1 is about %g, give or take %g", mean, deviation)
	}
}

// The success of a test, and what it compares.
func TestSuccess(t *testing.T) {
	for _, test := range []struct {
		expression, success string
		outcomes            int
		passes, misses      int64
	}{
		{"1d20+5>15", "1/2", 20, 16, 15},
		{"15<1d20+5", "1/2", 20, 16, 15},
		{"10>=1d20", "1/2", 20, 10, 11},
		{"3=1d4", "1/4", 4, 3, 2},
		{"3!=1d4", "3/4", 4, 2, 3},
		{"1d20>1d20", "19/40", 39, 1, 0},
		{"1d20>10t2d6:1d4", "1/2", 20, 11, 10},
		{"3d6!*1>=16", "329/1296", 0, 16, 15},
		{"(3d6!)/2>4", "287/432", 0, 5, 4},
	} {
		o := of(t, test.expression)
		if got := fraction(o.Success()); got != test.success {
			t.Errorf("%s succeeds with %s, want %s", test.expression, got, test.success)
		}
		c := o.Compared()
		if c == nil || test.outcomes > 0 && c.Len() != test.outcomes || !c.Passes(test.passes) || c.Passes(test.misses) {
			t.Errorf("%s compares %v", test.expression, c)
		}
	}
	o := of(t, "1d6")
	if o.Success() != nil || o.Compared() != nil {
		t.Error("1d6 is a test")
	}
	if of(t, "(1d6!-1d6!)>0").Success() != nil {
		t.Error("what is cut off of 1d6!-1d6! lies on both sides, but the chance is said to be exact")
	}
}
