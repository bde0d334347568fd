package text

import (
	"math/big"
	"testing"
)

func TestPercent(t *testing.T) {
	for _, test := range []struct {
		chance *big.Rat
		want   string
	}{
		{big.NewRat(0, 1), "0 %"},
		{big.NewRat(1, 1), "100 %"},
		{big.NewRat(11, 20), "55 %"},
		{big.NewRat(1, 36), "2.8 %"},
		{big.NewRat(1, 1<<40), "< 0.1 %"},
		{big.NewRat(1<<40-1, 1<<40), "> 99.9 %"},
	} {
		if got := Percent(test.chance); got != test.want {
			t.Errorf("%v: %s, want %s", test.chance, got, test.want)
		}
	}
}
