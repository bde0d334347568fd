package odds

import (
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"

	"feyre/dice"
)

// Odds are the exact distribution of what an expression totals: outcomes, each
// with its chance as a fraction. They are read-only and safe for concurrent use.
type Odds struct {
	// Expression is what they are the odds of, in canonical form, without
	// repeat and comment.
	Expression string
	// Repeat is how often it is rolled, each time with these odds.
	Repeat int

	totals
	moments  *moments // nil if not known
	success  *big.Rat // nil if it is no test
	compared *Compared
	words    int64 // of memory, about
}

// A Budget bounds a calculation. Fields that are 0 stand for their defaults.
type Budget struct {
	// Work is the most work, in units of about a nanosecond.
	Work int64
	// Words is the most machine words that may be in use.
	Words int64
	// Limits are those that the expression is rolled with.
	Limits dice.Limits
}

// DefaultBudget returns the budget that Feyre runs with: less than a second
// and 256 MiB.
func DefaultBudget() Budget {
	return Budget{Work: 200_000_000, Words: 10 << 20, Limits: dice.DefaultLimits()}
}

// Of returns the odds of an expression within the default budget. Every error
// is an *Error.
func Of(e *dice.Expr) (*Odds, error) { return Budget{}.Of(e) }

// Of returns the odds of an expression. Every error is an *Error.
func (b Budget) Of(e *dice.Expr) (odds *Odds, err error) {
	r := b.reader()
	defer r.refuse(&err)
	r.checkDice(e)
	test := e.Test()
	if test != nil {
		r.known[test] = r.tested(test)
	}
	d := r.dist(e.Root)
	if err := d.failure(); err != nil {
		return nil, err
	}
	odds = &Odds{Expression: dice.Print(e.Root), Repeat: e.Repeat, totals: totals{d}}
	if test != nil {
		odds.success, odds.compared = r.chance(test), r.compared(test)
	}
	odds.moments = d.moments(r.meter)
	odds.words = b.orDefault().Words - r.words
	return odds, nil
}

func (b Budget) orDefault() Budget {
	def := DefaultBudget()
	if b.Work <= 0 {
		b.Work = def.Work
	}
	if b.Words <= 0 {
		b.Words = def.Words
	}
	if b.Limits == (dice.Limits{}) {
		b.Limits = def.Limits
	}
	return b
}

func (b Budget) reader() *reader {
	b = b.orDefault()
	return &reader{
		meter: &meter{work: b.Work, words: b.Words}, limits: b.Limits,
		known: make(map[dice.Node]*dist), demands: make(map[*dice.Pool]*demand),
	}
}

// refuse turns the panic with which a calculation ends into its error.
func (r *reader) refuse(err *error) {
	switch refused := recover().(type) {
	case nil:
	case *Error:
		*err = refused
	default:
		panic(refused)
	}
}

// tested returns the distribution of a test whose margin a roll reports: that
// must not overflow.
func (r *reader) tested(test *dice.Compare) *dist {
	x, y := r.dist(test.X), r.dist(test.Y)
	margin := subExact
	if test.Cmp == dice.Less || test.Cmp == dice.LessEqual {
		margin = func(x, y int64) (int64, Cause) { return subExact(y, x) }
	}
	if len(x.at) > 0 && len(y.at) > 0 {
		_, low := margin(x.low(), y.high())
		_, high := margin(x.high(), y.low())
		if low != "" || high != "" {
			return x.apply(r.meter, y, func(x, y int64) (int64, Cause) {
				_, failed := margin(x, y)
				if failed == "" && test.Cmp.Holds(x, y) {
					return 1, ""
				}
				return 0, failed
			})
		}
	}
	return r.dist(test)
}

// chance returns the chance that a test succeeds, or nil if totals that were
// cut off leave it open.
func (r *reader) chance(test *dice.Compare) *big.Rat {
	d := r.dist(test)
	if d.rest.Sign() != 0 {
		return nil
	}
	yes := new(big.Int).Sub(d.whole, d.zeroWeight())
	return new(big.Rat).SetFrac(yes, d.whole)
}

// failure returns the error of a roll that can fail.
func (d *dist) failure() error {
	switch {
	case d.fail.Sign() == 0:
		return nil
	case d.fail.Cmp(d.whole) == 0:
		return &Error{Code: AlwaysFails, Cause: d.cause}
	}
	chance := new(big.Rat).SetFrac(d.fail, d.whole)
	return &Error{Code: Fails, Args: []string{fraction(chance), percent(chance)}, Cause: d.cause}
}

// fraction writes a chance for people: a long fraction as a decimal.
func fraction(chance *big.Rat) string {
	if text := chance.String(); len(text) <= 24 {
		return text
	}
	return strconv.FormatFloat(quotient(chance.Num(), chance.Denom()), 'g', 3, 64)
}

func percent(chance *big.Rat) string {
	return strconv.FormatFloat(100*quotient(chance.Num(), chance.Denom()), 'g', 3, 64) + " %"
}

// quotient is a/b as a float64, of numbers that are not negative: the highest
// words decide, and the others are only counted.
func quotient(a, b *big.Int) float64 {
	x, lessX := leading(a)
	y, lessY := leading(b)
	if y == 0 {
		return math.NaN()
	}
	return math.Ldexp(x/y, (lessX-lessY)*bits.UintSize)
}

// leading is the value of the highest words of a number, and how many others there are.
func leading(n *big.Int) (value float64, others int) {
	const most = 192 / bits.UintSize // more than a float64 can tell apart
	words := n.Bits()
	others = max(0, len(words)-most)
	for _, word := range slices.Backward(words[others:]) {
		value = value*(1<<bits.UintSize) + float64(word)
	}
	return value, others
}
