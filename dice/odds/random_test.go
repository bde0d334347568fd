package odds_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

// randomExpressions is how many expressions are made up, and with FEYRE_LONG so
// many times as many: minutes with the race detector.
const (
	randomExpressions = 120
	longer            = 40
)

// mostPaths is how many ways to roll they may have.
const mostPaths = 10_000

// What nobody thought of: modifiers in any number and order, parts in each
// other. The seed is fixed: it fails for good or not at all.
func TestOddsOfRandomExpressions(t *testing.T) {
	number := randomExpressions
	if os.Getenv("FEYRE_LONG") != "" {
		number *= longer
	}
	g := author{rand.New(rand.NewPCG(4, 4))}
	compared, refused := 0, 0
	for compared < number {
		expression := g.sum(g.IntN(3))
		expr, err := dice.Parse(expression)
		if err != nil { // a test that is always met, or a modifier that can't stand there
			continue
		}
		want, all := follow(expr.Root, leastLikely, mostPaths)
		if !all || want.lost > 0.02 {
			continue
		}
		compared++
		got, err := odds.Of(expr)
		var why *odds.Error
		switch {
		case errors.As(err, &why) && why.Code == odds.TooMuch, err != nil && want.fails.Sign() == 0:
			t.Logf("%s is refused: %v", expression, err)
			refused++
		case want.fails.Sign() > 0:
			checkFails(t, expression, want, err)
		default:
			if problem := compareOdds(got, want); problem != "" {
				t.Errorf("%s: %s", expression, problem)
			}
		}
	}
	if refused*20 > compared { // stacks of modifiers that nobody types
		t.Errorf("%d of %d expressions were refused", refused, compared)
	}
}

// author makes expressions up, with few dice of few faces.
type author struct{ *rand.Rand }

func (a author) of(choices ...string) string { return choices[a.IntN(len(choices))] }

// sum is an expression with others in it, so many levels deep.
func (a author) sum(deep int) string {
	if deep == 0 {
		return a.pool(0)
	}
	x, y := a.sum(deep-1), a.sum(deep-1)
	switch a.IntN(10) {
	case 0, 1:
		return a.pool(deep)
	case 2:
		return "(" + x + ")" + a.of("+", "-", "*", "/", "%") + "(" + y + ")"
	case 3:
		return "(" + x + ")" + a.of(">", "<", ">=", "<=", "=", "!=") + "(" + y + ")"
	case 4:
		return "(" + x + ") then (" + y + ")" + a.of("", " : "+a.pool(0))
	case 5:
		return a.of("min", "max") + "(" + x + "," + y + ")"
	case 6:
		return a.of("floor", "ceil", "round", "abs") + "((" + x + ")/" + a.of("2", "3", "-2") + ")"
	case 7:
		return "{" + a.thrown(0) + "+" + a.thrown(0) + "}" + a.choices()
	default:
		return "{" + x + "," + y + a.of("", ",2", ","+a.pool(0)) + "}" + a.choices()
	}
}

func (a author) pool(deep int) string {
	return a.thrown(deep) + a.of("", "", "", "cs>=2", "cs=3", "cs>=2cf<=1")
}

// thrown is a pool that doesn't count.
func (a author) thrown(deep int) string {
	number, sides := a.of("1", "2", "2", "3"), a.of("2", "3", "4", "[0,1,1]", "[-1,2,3]")
	if deep > 0 && a.IntN(4) == 0 {
		number = "(1d2)"
	}
	if deep > 0 && a.IntN(4) == 0 {
		sides = "(1d3+1)"
	}
	var mods strings.Builder
	for range a.IntN(5) {
		mods.WriteString(a.modifier())
	}
	return number + "d" + sides + mods.String()
}

func (a author) modifier() string {
	if a.IntN(3) == 0 {
		return a.choice()
	}
	test := fmt.Sprintf(a.of("%d", ">%d", "<%d", ">=%d", "<=%d"), a.IntN(5))
	return a.of("e", "eo2", "e3", "!", "!"+test, "!o", "!o"+test, "!!", "!!"+test, "!p", "!!p",
		"ro"+test, "r"+test, "ra"+test, "ra"+test, "mi2", "mi3", "ma2", "u")
}

// choice is a modifier that keeps or drops.
func (a author) choice() string {
	return fmt.Sprintf(a.of("k%d", "kl%d", "dl%d", "dh%d", "k>%d", "k<=%d", "p=%d", "p<%d"), a.IntN(4))
}

func (a author) choices() (mods string) {
	for range a.IntN(3) {
		mods += a.choice()
	}
	return mods + a.of("", "", "cs>=2")
}
