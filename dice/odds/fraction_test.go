package odds

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// Fractions are in lowest terms, whatever primes the whole has.
func TestFractions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	power := func(base, exponent int64) *big.Int {
		return new(big.Int).Exp(big.NewInt(base), big.NewInt(exponent), nil)
	}
	for _, whole := range []*big.Int{
		big.NewInt(1), big.NewInt(36), power(6, 30), power(6, 400), power(2, 64), power(3, 41), power(20, 100), power(999, 50), power(1009, 3),
		power(1_000_003, 9), new(big.Int).Mul(power(12, 60), big.NewInt(999_983)), new(big.Int).Mul(power(997, 7), power(2, 200)),
	} {
		f := newFractions(whole)
		for range 200 {
			weight := power(random.Int64N(1<<62)+2, int64(whole.BitLen()/62+1))
			weight.Mod(weight, whole)
			weight.Add(weight, one)
			if random.IntN(2) == 0 { // much in common
				weight.GCD(nil, nil, weight.Mul(weight, power(6, int64(random.IntN(90)))), whole)
			}
			want := new(big.Rat).SetFrac(weight, whole).String()
			if got := string(f.append(nil, weight)); got != want {
				t.Fatalf("%s/%s is written %s, want %s", weight, whole, got, want)
			}
		}
	}
}
