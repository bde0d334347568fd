package odds_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"os"
	"strings"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

// leastLikely is the chance under which a path of endless explosions is given up.
const leastLikely = 2e-5

func TestOddsAreWhatEnumerationGives(t *testing.T) {
	expressions := append(pairs(t), written(t)...)
	refused := 0
	for _, expression := range expressions {
		if !checkEnumerated(t, expression) {
			refused++
		}
	}
	t.Logf("%d expressions, %d refused", len(expressions), refused)
	if len(expressions) < 300 || refused*50 > len(expressions) {
		t.Errorf("%d of %d expressions were refused", refused, len(expressions))
	}
}

// checkEnumerated compares the odds of an expression with all its paths. It
// reports false if they are refused although no roll fails.
func checkEnumerated(t *testing.T, expression string) bool {
	t.Helper()
	expr, err := dice.Parse(expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	want := enumerate(expr.Root, leastLikely)
	got, err := odds.Of(expr)
	if want.fails.Sign() > 0 {
		checkFails(t, expression, want, err)
		return true
	}
	if err != nil {
		t.Logf("%s is refused: %v", expression, err)
		return false
	}
	if problem := compareOdds(got, want); problem != "" {
		t.Errorf("%s: %s", expression, problem)
	}
	return true
}

// checkFails checks that a roll that can fail is refused, and the chance named.
func checkFails(t *testing.T, expression string, want enumerated, err error) {
	t.Helper()
	var refused *odds.Error
	if !errors.As(err, &refused) {
		t.Errorf("%s: fails with chance %s, got error %v", expression, want.fails, err)
		return
	}
	fails, _ := want.fails.Float64()
	switch {
	case refused.Code == odds.AlwaysFails && fails+want.lost > 1-1e-9:
	case refused.Code != odds.Fails:
		t.Errorf("%s: %v, want that it fails with chance %s", expression, refused, want.fails)
	case want.lost == 0 && refused.Args[0] != want.fails.String():
		t.Errorf("%s: %v, want chance %s", expression, refused, want.fails)
	}
}

// exactOutcomes is how many outcomes are compared as fractions; longer lists are
// endless ones, compared in floating point.
const exactOutcomes = 400

// compareOdds says what is wrong.
func compareOdds(got *odds.Odds, want enumerated) string {
	found := map[int64]bool{}
	for i := range got.Len() {
		total := got.Total(i)
		found[total] = true
		low := want.chance[total]
		if low == nil {
			low = new(big.Rat)
		}
		if want.lost == 0 && got.Chance(i).Cmp(low) != 0 {
			return fmt.Sprintf("total %d has chance %s, enumerated %s", total, got.Chance(i), low)
		}
		floor, _ := low.Float64()
		if off := got.Share(i) - floor; off < -1e-13 || off > want.lost+1e-12 {
			return fmt.Sprintf("total %d has chance %g, enumerated %g and at most %g more", total, got.Share(i), floor, want.lost)
		}
	}
	for total := range want.chance {
		if !found[total] {
			return fmt.Sprintf("total %d is missing", total)
		}
	}
	if want.lost == 0 && !got.Exact() {
		return "it is not exact"
	}
	return checkSums(got)
}

// checkSums says what is wrong with the sum of the chances and with the mean.
func checkSums(got *odds.Odds) string {
	limit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 64))
	if got.Tail().Cmp(limit) >= 0 {
		return "the tail is " + got.Tail().String()
	}
	var mean, square float64
	for i := range got.Len() {
		mean += got.Share(i) * float64(got.Total(i))
		square += got.Share(i) * float64(got.Total(i)) * float64(got.Total(i))
	}
	if got.Mean() != nil {
		exact, _ := got.Mean().Float64()
		variance, _ := got.Variance().Float64()
		if math.Abs(exact-mean) > 1e-9*(1+math.Abs(mean)) || math.Abs(variance+mean*mean-square) > 1e-9*(1+square) {
			return fmt.Sprintf("mean and variance are said to be %g and %g, they are %g and %g", exact, variance, mean, square-mean*mean)
		}
	}
	if got.Len() > exactOutcomes {
		return ""
	}
	sum := got.Tail()
	for i := range got.Len() {
		sum.Add(sum, got.Chance(i))
	}
	if sum.Cmp(big.NewRat(1, 1)) != 0 {
		return "the chances add up to " + sum.String()
	}
	return ""
}

// written reads the expressions of testdata, one a line.
func written(t testing.TB) (expressions []string) {
	text, err := os.ReadFile("testdata/expressions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			expressions = append(expressions, line)
		}
	}
	return expressions
}

// arguments are the rows of the table as they are tried, with small numbers.
var arguments = map[string][]string{
	"k": {"k1", "k2", "k>2"}, "kh": {"kh1"}, "kl": {"kl1", "kl2"}, "dl": {"dl1"}, "dh": {"dh1"}, "p": {"p=2", "p<2"},
	"e": {"e4", "e"}, "eo": {"eo2"}, "!": {"!", "!>=3"}, "ie": {"ie4"}, "!o": {"!o", "!o2"}, "!!": {"!!"}, "!p": {"!p"},
	"!!p": {"!!p"}, "ro": {"ro1", "ro<3"}, "r": {"r1", "r<3"}, "ra": {"ra1", "ra>2"}, "mi": {"mi2"}, "ma": {"ma3"}, "u": {"u"},
	"s": {"s"}, "sd": {"sd"}, "cs": {"cs>=3", "cs4"}, "t": {"t3"}, "cf": {"cf<=1"}, "f": {"f1"}, "adv": {"adv"}, "dis": {"dis"},
}

// pairs returns an expression for every modifier and every ordered pair of
// modifiers that may stand behind each other.
func pairs(t *testing.T) (expressions []string) {
	var rows []string
	for _, row := range dice.Table() {
		if row.Kind != dice.KindModifier {
			continue
		}
		if arguments[row.Name] == nil {
			t.Fatalf("the modifier %s is not tried", row.Name)
		}
		rows = append(rows, row.Name)
	}
	try := func(name string, mods string) {
		pool := "3d4"
		if name == "adv" || name == "dis" || strings.Contains(mods, "adv") || strings.Contains(mods, "dis") {
			pool = "1d20"
		} else if strings.Count(mods, "!")+strings.Count(mods, "ie") > 1 || strings.Contains(mods, "!>=3") {
			pool = "2d4"
		}
		if _, err := dice.Parse(pool + mods); err == nil {
			expressions = append(expressions, pool+mods)
		}
	}
	for _, a := range rows {
		for _, first := range arguments[a] {
			try(a, first)
			for _, b := range rows {
				try(a, first+arguments[b][len(arguments[b])-1])
			}
		}
	}
	return expressions
}
