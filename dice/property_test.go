package dice_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"feyre/dice"
)

// expressions draws what a person could type, nearly all of it legal.
func expressions() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		src := typedSum(t, 3)
		switch rapid.IntRange(0, 9).Draw(t, "whole") {
		case 0:
			src = fmt.Sprintf("%d#%s", rapid.IntRange(1, 100).Draw(t, "repeat"), src)
		case 1:
			src += " # " + rapid.StringMatching(`[a-z]{1,8}`).Draw(t, "comment")
		case 2:
			src += rapid.SampledFrom([]string{">", ">=", "!=", "<"}).Draw(t, "test") + typedSum(t, 1)
		case 3:
			src = typedSum(t, 1) + ">5 t " + src + ":" + typedSum(t, 1)
		}
		return src
	})
}

// typedSum draws operands with operators between them, depth brackets deep.
func typedSum(t *rapid.T, depth int) string {
	operators := rapid.SampledFrom([]string{"+", "-", "*", "/", "%", " - "})
	src := typedOperand(t, depth)
	for range rapid.IntRange(0, 2).Draw(t, "operators") {
		src += operators.Draw(t, "operator") + typedOperand(t, depth)
	}
	return src
}

func typedOperand(t *rapid.T, depth int) string {
	kind := rapid.IntRange(0, 9).Draw(t, "operand")
	if depth == 0 {
		kind %= 5
	}
	switch kind {
	case 0:
		return fmt.Sprint(rapid.IntRange(0, 20).Draw(t, "number"))
	case 1:
		return typedPool(t) + "[fire]"
	case 5:
		return "(" + typedSum(t, depth-1) + ")"
	case 6:
		return "-(" + typedSum(t, depth-1) + ")"
	case 7:
		return rapid.SampledFrom([]string{"floor", "ceil", "round", "abs", "min", "max"}).Draw(t, "function") + "(" + typedSum(t, depth-1) + ")"
	case 8:
		return "{" + typedSum(t, depth-1) + "," + typedSum(t, depth-1) + "}" + rapid.SampledFrom([]string{"", "k1", "dh1", "cs>3", "s"}).Draw(t, "kept")
	}
	return typedPool(t)
}

// typedPool draws a pool with modifiers, some of which do not go together.
func typedPool(t *rapid.T) string {
	src := rapid.SampledFrom([]string{"1d20", "d6", "4d6", "3d%", "4dF", "3d[2,4,8,8]", "10d10", "(1d4)d6", "2d(1d4+2)", "0d6"}).Draw(t, "pool")
	names := make([]string, 0, len(forms))
	for name := range forms {
		names = append(names, name)
	}
	slices.Sort(names)
	for range rapid.IntRange(0, 2).Draw(t, "modifiers") {
		name := rapid.SampledFrom(names).Draw(t, "modifier")
		src += rapid.SampledFrom(forms[name]).Draw(t, "form")
	}
	return src
}

// legal draws an expression that can be read.
func legal(t *rapid.T) *dice.Expr {
	src := expressions().Filter(func(src string) bool {
		_, err := dice.Parse(src)
		return err == nil
	}).Draw(t, "expression")
	expr, err := dice.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return expr
}

// What is printed reads back as the same tree, and prints the same.
func TestPrintedReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expr := legal(t)
		printed := expr.String()
		again, err := dice.Parser{Limits: dice.DefaultLimits().Canonical()}.Parse(printed)
		if err != nil {
			t.Fatalf("%s is printed as %s, which cannot be read: %v", expr.Source, printed, err)
		}
		if want, got := shapeWhole(expr), shapeWhole(again); got != want {
			t.Fatalf("%s is printed as %s, which reads as\n%s\nwant\n%s", expr.Source, printed, got, want)
		}
		if again.String() != printed {
			t.Fatalf("%s is printed as %s and then as %s", expr.Source, printed, again)
		}
	})
}

// A roll holds every die it threw, each pool comes to what it keeps or counts,
// and no roll throws more dice than it may.
func TestRollsHoldEveryDie(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expr := legal(t)
		limits := dice.DefaultLimits()
		limits.Dice = rapid.IntRange(1, 400).Draw(t, "budget")
		source := &counter{source: dice.Seeded(rapid.Uint64().Draw(t, "seed"))}
		result, err := dice.NewRollerFrom(source, limits).Roll(expr)
		if source.thrown > limits.Dice {
			t.Fatalf("%s threw %d dice of %d", expr.Source, source.thrown, limits.Dice)
		}
		if err != nil {
			var wrong *dice.Error
			if !errors.As(err, &wrong) || wrong.Error() == "" {
				t.Fatalf("%s: an error of another kind: %v", expr.Source, err)
			}
			return
		}
		held := 0
		for i := range result.Rolls {
			held += checkPools(t, result.Rolls[i].Pools)
		}
		if held != source.thrown || result.Thrown != source.thrown {
			t.Fatalf("%s threw %d dice, says %d, holds %d", expr.Source, source.thrown, result.Thrown, held)
		}
	})
}

// counter counts the dice a source throws.
type counter struct {
	source dice.Source
	thrown int
}

func (c *counter) Throw(faces []uint32, n uint32) {
	c.thrown += len(faces)
	c.source.Throw(faces, n)
}

// checkPools checks each pool and returns how many throws they hold.
func checkPools(t *rapid.T, pools []dice.PoolResult) (throws int) {
	for i := range pools {
		p := &pools[i]
		if node, ok := p.Node.(*dice.Pool); ok {
			checkPool(t, p, node)
		}
		for j := range p.Dice {
			d := &p.Dice[j]
			throws += 1 + len(p.Rerolled(d)) + max(0, len(p.Added(d))-1)
		}
		for j := range p.Items {
			throws += checkPools(t, p.Items[j].Pools)
		}
	}
	return throws
}

// checkPool checks that a pool holds the dice of its first throw and those
// added, each once, and comes to the sum of what it keeps or to its count.
func checkPool(t *rapid.T, p *dice.PoolResult, node *dice.Pool) {
	var sum, hits, first int64
	orders := make([]bool, len(p.Dice))
	for i := range p.Dice {
		d := &p.Dice[i]
		orders[d.Order] = true
		if !d.Flags.Has(dice.Exploded) {
			first++
		}
		if !d.Kept() {
			continue
		}
		sum += d.Face
		if d.Flags.Has(dice.Hit) {
			hits++
		}
		if d.Flags.Has(dice.Against) {
			hits--
		}
	}
	counted := slices.ContainsFunc(node.Mods, func(m dice.Modifier) bool { return m.Op == dice.CountIf })
	switch {
	case slices.Contains(orders, false):
		t.Fatalf("%s: two dice in one place", p.Expression())
	case node.Amount == nil && first != node.Count:
		t.Fatalf("%s: %d dice of the first throw", p.Expression(), first)
	case counted && p.Total != hits:
		t.Fatalf("%s comes to %d, counts %d", p.Expression(), p.Total, hits)
	case !counted && p.Total != sum:
		t.Fatalf("%s comes to %d, keeps %d", p.Expression(), p.Total, sum)
	}
}

// What a keep leaves and what the drop of the same dice takes away are the pool.
func TestKeepAndDropAreThePool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count, n := rapid.IntRange(1, 30).Draw(t, "dice"), rapid.IntRange(0, 40).Draw(t, "n")
		pair := rapid.SampledFrom([][2]string{{"kh", "dh"}, {"kl", "dl"}}).Draw(t, "modifiers")
		seed := rapid.Uint64().Draw(t, "seed")
		total := func(modifier string) (total int64, kept int) {
			src := fmt.Sprintf("%dd6%s", count, modifier)
			expr, err := dice.Parse(src)
			if err != nil {
				t.Fatal(src, err)
			}
			result, err := dice.NewRollerFrom(dice.Seeded(seed), dice.DefaultLimits()).Roll(expr)
			if err != nil {
				t.Fatal(src, err)
			}
			for i := range result.Rolls[0].Pools[0].Dice {
				if result.Rolls[0].Pools[0].Dice[i].Kept() {
					kept++
				}
			}
			return result.Rolls[0].Total, kept
		}
		all, _ := total("")
		keep, kept := total(fmt.Sprint(pair[0], n))
		drop, left := total(fmt.Sprint(pair[1], n))
		if keep+drop != all || kept+left != count || kept != min(n, count) {
			t.Fatalf("%dd6 is %d: %s%d keeps %d dice of %d, %s%d leaves %d of %d",
				count, all, pair[0], n, kept, keep, pair[1], n, left, drop)
		}
	})
}

// The whole is the sum of its pools where nothing else is added.
func TestTotalIsTheSumOfThePools(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pools := rapid.SliceOfN(rapid.SampledFrom([]string{"4d6k3", "2d8", "1d20", "3d6e6", "4dF", "2d4!"}), 1, 8).Draw(t, "pools")
		expr, err := dice.Parse(strings.Join(pools, "+"))
		if err != nil {
			t.Fatal(err)
		}
		result, err := dice.NewRollerFrom(dice.Seeded(rapid.Uint64().Draw(t, "seed")), dice.DefaultLimits()).Roll(expr)
		if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for i := range result.Rolls[0].Pools {
			sum += result.Rolls[0].Pools[i].Total
		}
		if sum != result.Rolls[0].Total {
			t.Fatalf("%s: the pools come to %d, the whole to %d", expr.Source, sum, result.Rolls[0].Total)
		}
	})
}
