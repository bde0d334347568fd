package odds_test

import (
	"errors"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		expression string
		code       odds.Code
		want       string
	}{
		{"1/(1d6-1)", odds.Fails, "This roll fails with a chance of 1/6 (16.7 %): a division by zero."},
		{"1/0", odds.AlwaysFails, "This roll always fails: a division by zero."},
		{"(1d6-2)d6", odds.Fails, "This roll fails with a chance of 1/6 (16.7 %): a negative number of dice."},
		{"(1d2*5001)d1", odds.Fails, "This roll fails with a chance of 1/2 (50 %): too many dice."},
		{"1d(1d4-1)", odds.Fails, "This roll fails with a chance of 1/4 (25 %): a die without sides, or with too many."},
		{"1d(1d2)!", odds.Fails, "This roll fails with a chance of 1/2 (50 %): dice are thrown again without end."},
		{"(1d2+3)d4u", odds.Fails, "This roll fails with a chance of 1/2 (50 %): more unique dice than different faces."},
		{"9223372036854775807*1d2", odds.Fails, "This roll fails with a chance of 1/2 (50 %): a number leaves the range of 64 bits."},
		{"9223372036854775800+1d4>-1d8", odds.Fails, "This roll fails with a chance of 7/16 (43.8 %): a number leaves the range of 64 bits."},
		{"9223372036854775806>-1d3/(1d3-1)d5", odds.Fails, "This roll fails with a chance of 91/225 (40.4 %): a division by zero."},
		{"{1d4,1/(1d2-1)}k1", odds.Fails, "This roll fails with a chance of 1/2 (50 %): a division by zero."},
		{"{2d2!u+1d4}k1", odds.Fails, "This roll fails with a chance of 3/4 (75 %): more unique dice than different faces."},
		{"100d[1,1000000000000000000]", odds.BeyondRange, "A total of this can leave the range of whole numbers."},
		{"1d[-1,0,2]!!p=2!!p>=2cs=3", odds.TooMuch, "The exact odds of this take too much work."},
		{"1000d6*1000d6", odds.TooMuch, "The exact odds of this take too much work."},
		{"9999d6!", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
		{"10#1000d6ro<6", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
		{"(1d2+1998)d2000u", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
		{"2000d(1d2+1999)u", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
		{"1d(1d2+1000)!>=2", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
		{"{50d100e59+20d3}k10", odds.TooMuch, "The exact odds of this take too much work."},
		{"6000d6mi7e7", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
		{"(1d6000)d2+(1d6000)d2", odds.ManyDice, "This roll can need more than 10000 dice, so it has no exact odds."},
	} {
		expr, err := dice.Parse(test.expression)
		if err != nil {
			t.Fatalf("%s: %v", test.expression, err)
		}
		_, err = odds.Of(expr)
		var refused *odds.Error
		if !errors.As(err, &refused) || refused.Code != test.code || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", test.expression, err, test.want)
		}
	}
}

// A small budget refuses what a larger one allows, and never runs over.
func TestBudget(t *testing.T) {
	for _, test := range []struct {
		expression string
		enough     odds.Budget
		little     odds.Budget
	}{
		{"100d20k50", odds.Budget{}, odds.Budget{Work: 1_000_000}},
		{"1000d6", odds.Budget{}, odds.Budget{Words: 10_000}},
		{"4d6k3r1k2", odds.Budget{}, odds.Budget{Work: 1000}},
		{"(1d100)d6", odds.Budget{}, odds.Budget{Work: 1000}},
		{"300d6!k2", odds.Budget{}, odds.Budget{Work: 10_000}},
		{"{2d6,1d8,1d10}k2", odds.Budget{}, odds.Budget{Words: 50}},
	} {
		expr, err := dice.Parse(test.expression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := test.enough.Of(expr); err != nil {
			t.Errorf("%s: %v", test.expression, err)
		}
		_, err = test.little.Of(expr)
		var refused *odds.Error
		if !errors.As(err, &refused) || refused.Code != odds.TooMuch {
			t.Errorf("%s with %+v: %v", test.expression, test.little, err)
		}
	}
}

// Limits of the roller hold for odds too.
func TestLimits(t *testing.T) {
	limits := dice.Limits{Dice: 20}
	expr, err := dice.Parse("(1d2*15)d6")
	if err != nil {
		t.Fatal(err)
	}
	_, err = odds.Budget{Limits: limits}.Of(expr)
	var refused *odds.Error
	if !errors.As(err, &refused) || refused.Code != odds.Fails || refused.Args[0] != "1/2" {
		t.Errorf("said %v", err)
	}
}
