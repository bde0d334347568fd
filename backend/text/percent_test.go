package text

import (
	"math/big"
	"testing"
)

func TestPercent(t *testing.T) {
	for _, test := range []struct {
		chance       *big.Rat
		want, german string
	}{
		{big.NewRat(0, 1), "0 %", "0 %"},
		{big.NewRat(1, 1), "100 %", "100 %"},
		{big.NewRat(11, 20), "55 %", "55 %"},
		{big.NewRat(1, 36), "2.8 %", "2,8 %"},
		{big.NewRat(1, 1<<40), "< 0.1 %", "< 0,1 %"},
		{big.NewRat(1<<40-1, 1<<40), "> 99.9 %", "> 99,9 %"},
	} {
		for locale, want := range map[string]string{"en-GB": test.want, "de": test.german, "fr": test.german} {
			if got := New().For(locale).Percent(test.chance); got != want {
				t.Errorf("%v in %s: %s, want %s", test.chance, locale, got, want)
			}
		}
	}
}
