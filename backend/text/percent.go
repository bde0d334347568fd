package text

import (
	"math/big"
	"strconv"
	"strings"
)

// Decimal writes a number, given with a decimal point, as the language does.
func (p Printer) Decimal(number string) string {
	if p.lang == German || p.lang == French {
		return strings.Replace(number, ".", ",", 1)
	}
	return number
}

// Percent writes a chance as people read it: whole percents, one decimal near the ends, and never 0 or 100 for what is neither.
func (p Printer) Percent(chance *big.Rat) string { return p.Decimal(percent(chance)) + " %" }

func percent(chance *big.Rat) string {
	percent, _ := new(big.Rat).Mul(chance, big.NewRat(100, 1)).Float64()
	switch {
	case chance.Sign() == 0:
		return "0"
	case chance.Cmp(big.NewRat(1, 1)) == 0:
		return "100"
	case percent < 0.1:
		return "< 0.1"
	case percent > 99.9:
		return "> 99.9"
	case percent < 5 || percent > 95:
		return strconv.FormatFloat(percent, 'f', 1, 64)
	default:
		return strconv.FormatFloat(percent, 'f', 0, 64)
	}
}
