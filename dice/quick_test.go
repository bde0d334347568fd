package dice_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"feyre/dice"
)

// With a space behind it, what would else be read the quick way is read by the parser.
const slowly = " "

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// sameEitherWay fails unless both ways to read agree on what the source is, or
// on what is wrong with it.
func sameEitherWay(t fataler, parser dice.Parser, src string) {
	t.Helper()
	quick, quickErr := parser.Parse(src)
	slow, slowErr := parser.Parse(src + slowly)
	if tooLong(slowErr) {
		return // perhaps only with the space
	}
	if want, got := refusal(slowErr), refusal(quickErr); got != want {
		t.Fatalf("%q: %s; the parser says: %s", src, got, want)
	}
	if quickErr != nil {
		return
	}
	if !reflect.DeepEqual(quick.Root, slow.Root) {
		t.Fatalf("%q reads as\n%s\nthe parser reads\n%s", src, shapeWhole(quick), shapeWhole(slow))
	}
	if quick.Repeat != slow.Repeat || quick.LeastDice() != slow.LeastDice() || !reflect.DeepEqual(quick.Hints, slow.Hints) {
		t.Fatalf("%q: repeat %d, %d dice, hints %v; the parser reads %d, %d, %v", src,
			quick.Repeat, quick.LeastDice(), quick.Hints, slow.Repeat, slow.LeastDice(), slow.Hints)
	}
}

func tooLong(err error) bool {
	wrong, ok := errors.AsType[*dice.Error](err)
	return ok && (wrong.Code == dice.TooLong || wrong.Code == dice.TooLongExpanded)
}

// refusal is all of an error that a space at the end of the source cannot change.
func refusal(err error) string {
	wrong, ok := errors.AsType[*dice.Error](err)
	if !ok || wrong.Code == dice.Empty { // which stands behind all space
		return fmt.Sprint(err)
	}
	return fmt.Sprintf("%s at %d, try %q", wrong, wrong.At, strings.ReplaceAll(wrong.Offer, " ", ""))
}

func TestQuickReadsAsTheParser(t *testing.T) {
	for _, src := range []string{
		"", " ", "5", "007", "d20", "D20", "1d20", "1d20+5", " 1d20 + 5 ", "1d20\t-\u00a05", "+1d20", "1d20-", "1d20--1", "1d20+-1",
		"4d6k3", "4D6KH3", "4d6 kh 3", "4d6k h3", "4d6kl2dl1", "4d6d1", "4d6dh1-2d8k1+3", "4d6k", "4d6kh", "4d6k3k", "4d6k3!", "4d6k>3",
		"4 d6", "4d 6", "4d", "d", "4d6k+1", "4d6kh-2", "4d6kh+1d6",
		"4d6k3 3", "4d6 3", "3 4d6", "4d6p1", "1d20adv5", "1d20dis1+5", "4d6 keep 3 plus 2 minus 1", "4d6k1.5", "4d6.5", "1d20+5.5", "1.5+2", "1d20adv", "1d20+5adv",
		"0d6", "1d0", "10000d6", "10001d6", "6000d6+6000d6", "1d1000000", "1d1000001", "1d6k10000000000000000000",
		"4294967297d6", "18446744073709551617d6", "1d18446744073709551622", "1d6k18446744073709551617", "18446744073709551617",
		"000000000000000000000001d6", "1d000000000000000000000006", "99999999999999999999", "999999999999999999", "9999999999999999999",
		"1d6*2", "1d6+2*3", "1d6>3", "1d6+1 > 3", "1d6+1>", ">1d6", "1d20+5>15t2d6+4", "1d20>=15>3", "1d6+1>2d6k1t1:d4-1",
		"2d6+2>=15 then 3", "4d6k3>7", "3d10>7", "5>3", "5+2<1d6e6", "2d6+3=7?1:0", "1d6+2!=3", "6000d6>5000d6", "1d20adv>5", "1d20+5>15+@x", "1d6t3", "1d6e6", "1d6[fire]+3", "4d6k3 [fire] + 3", "1d6[fire]", "1d6+3[fire]+3", "1d6+1d4[fire]+3", "3[fire]+3", "1d6[]+3", "1d6[+3", "1d6[a]>3", "1d6[a][b]+1", "1d6[a]k1",
		"5d6d4", "1d6+d", "1d6+dl", "1d6é+1", "1d6\x00+1", "\xff1d6",
		strings.Repeat("1+", 300) + "1", strings.Repeat("d6+", 330) + "1", strings.Repeat("1d6+1d8+", 40) + "2",
	} {
		sameEitherWay(t, dice.Parser{}, src)
	}
}

// What is read quickly keeps to the limits too.
func TestQuickLimits(t *testing.T) {
	for _, tt := range []struct {
		src    string
		limits dice.Limits
		want   dice.Code // of the error one step beyond
	}{
		{"1d6+2", dice.Limits{Characters: 5}, dice.TooLong},
		{"d6k1+d6k1", dice.Limits{Expanded: 11}, dice.TooLongExpanded},
		{"2d6+2d6", dice.Limits{Dice: 4}, dice.TooManyDice},
		{"4d6", dice.Limits{Dice: 4}, dice.TooManyDice},
		{"1d6", dice.Limits{Sides: 6}, dice.TooManySides},
	} {
		if _, err := (dice.Parser{Limits: tt.limits}).Parse(tt.src); err != nil {
			t.Errorf("%s within %+v: %v", tt.src, tt.limits, err)
		}
		less := tt.limits
		for _, limit := range []*int{&less.Characters, &less.Expanded, &less.Dice} {
			*limit = max(0, *limit-1)
		}
		less.Sides = max(0, less.Sides-1)
		_, err := dice.Parser{Limits: less}.Parse(tt.src)
		if refusal, ok := errors.AsType[*dice.Error](err); !ok || refusal.Code != tt.want {
			t.Errorf("%s within %+v: %v, want %s", tt.src, less, err, tt.want)
		}
	}
}

// Dice are counted on beyond what any pool may have.
func TestQuickCountsAllDice(t *testing.T) {
	limits := dice.Limits{Characters: 1 << 20, Expanded: 1 << 22, Dice: 65_535}
	src := strings.Repeat("65535d1+", 65_536) + "65535d1" // more than 32 bits count
	_, err := dice.Parser{Limits: limits}.Parse(src)
	if refusal, ok := errors.AsType[*dice.Error](err); !ok || refusal.Code != dice.TooManyDice {
		t.Errorf("%d characters of pools: %v, want %s", len(src), err, dice.TooManyDice)
	}
}

// quickly draws sums of numbers and pools, nearly all of which are read quickly.
func quickly() *rapid.Generator[string] {
	number := rapid.SampledFrom([]string{"0", "1", "2", "3", "06", "20", "5000", "1000001", "123456789012345678", "1234567890123456789"})
	space := rapid.SampledFrom([]string{"", "", "", " ", "\t", "\u2003"})
	modifier := rapid.SampledFrom([]string{"k", "kh", "KH", "kl", "dl", "dh", "Kl", "d", "!", "ro", "s", "t"})
	return rapid.Custom(func(t *rapid.T) string {
		pieces := []string{}
		add := func(piece string) { pieces = append(pieces, space.Draw(t, "space"), piece) }
		for i := range rapid.IntRange(1, 5).Draw(t, "terms") {
			if i > 0 {
				add(rapid.SampledFrom([]string{"+", "-", "+", "-", "*"}).Draw(t, "operator"))
			}
			add(rapid.SampledFrom([]string{"", "1", "2", "4", "10"}).Draw(t, "count"))
			if rapid.Bool().Draw(t, "dice") {
				add("d" + number.Draw(t, "sides"))
				add(rapid.SampledFrom([]string{"", "", "", "", "[a]"}).Draw(t, "note"))
				for range rapid.IntRange(0, 3).Draw(t, "modifiers") {
					add(modifier.Draw(t, "modifier") + space.Draw(t, "space") + number.Draw(t, "number"))
				}
			}
		}
		if rapid.Bool().Draw(t, "test") {
			add(rapid.SampledFrom([]string{">", "<=", "=", "!=", "t"}).Draw(t, "comparison"))
			add(typedSum(t, 1))
		}
		return strings.Join(pieces, "")
	})
}

func TestAnySumReadsAsTheParser(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { sameEitherWay(t, dice.Parser{}, quickly().Draw(t, "source")) })
}
