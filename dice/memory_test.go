package dice_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"feyre/dice"
)

// Memory that is used again holds nothing of what was read before.
func TestQuickIntoUsedMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var expr dice.Expr
		for i := range 4 {
			src := rapid.OneOf(quickly(), expressions()).Draw(t, fmt.Sprint("source", i))
			err := dice.Parser{}.ParseInto(&expr, src)
			fresh, freshErr := dice.Parse(src)
			if (err == nil) != (freshErr == nil) {
				t.Fatalf("%q: %v, but in fresh memory: %v", src, err, freshErr)
			}
			if err == nil && !reflect.DeepEqual(expr.Root, fresh.Root) {
				t.Fatalf("%q reads as\n%s\nin fresh memory as\n%s", src, shapeWhole(&expr), shapeWhole(fresh))
			}
		}
	})
}

// anew is a source that is exchanged between the rolls of one roller.
type anew struct{ dice.Source }

// A seed gives the same roll with memory that rolled something else before,
// also in vain, and whether the source deals its dice itself or throws faces.
func TestRollIntoUsedMemory(t *testing.T) {
	troubled := rapid.SampledFrom([]string{
		"1/(1d2-1)>3", "1/(1d2-1)[a]", "(1d6>3)d6", "(2d4[fire])d6", "1d(1d2-1)", "9999d6!", "{1/(1d2-1),2d6}k1", "{2d6+1d(1d2-1)}k1",
		"700d254", "900d255k20", "40d1", "300dF", "300d6kh2s", "3#2d6>7", "1d20", "2d[9223372036854775807,1]",
	})
	rapid.Check(t, func(t *rapid.T) {
		source := new(anew)
		roller := dice.NewRollerFrom(source, dice.DefaultLimits())
		var expr dice.Expr
		var result dice.Result
		for i := range 6 {
			src := rapid.OneOf(quickly(), expressions(), troubled, troubled).Draw(t, fmt.Sprint("source", i))
			seed := rapid.Uint64Range(0, 1000).Draw(t, "seed")
			if (dice.Parser{}).ParseInto(&expr, src) != nil {
				continue
			}
			source.Source = dice.Seeded(seed)
			err := roller.RollInto(&result, &expr)
			want, wantErr := rollFresh(t, src, seed)
			if fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Fatalf("%q: %v; in fresh memory: %v", src, err, wantErr)
			}
			if err == nil && showJSON(t, &result) != showJSON(t, want) {
				t.Fatalf("%q rolls\n%s\nin fresh memory\n%s", src, showJSON(t, &result), showJSON(t, want))
			}
		}
	})
}

// rollFresh rolls with a source that deals, and checks the pools.
func rollFresh(t *rapid.T, src string, seed uint64) (*dice.Result, error) {
	t.Helper()
	expr, err := dice.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	result, err := dice.NewRollerFrom(dice.Seeded(seed), dice.DefaultLimits()).Roll(expr)
	if err == nil {
		for i := range result.Rolls {
			checkPools(t, result.Rolls[i].Pools)
		}
	}
	return result, err
}

func showJSON(t *rapid.T, result *dice.Result) string {
	t.Helper()
	text, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s%d dice thrown", text, result.Thrown)
}
