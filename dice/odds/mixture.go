package odds

import (
	"fmt"
	"math"
	"math/big"
)

// A mixture adds up cases over different wholes, and the classes of rolls in them.
type mixture struct {
	m       *meter
	parts   []*portion
	names   map[string]*portion
	lost    bool // something is cut off before the keeps
	partial bool // the chances need not add up to 1
}

// A portion is what all rolls add in which dice add the same functions.
type portion struct {
	name    string
	factors []*ratio
	times   []int64
	terms   terms
	whole   *big.Int
}

// add adds the classes of a case with a weight.
func (x *mixture) add(l *layout, classes []class, by, whole *big.Int) {
	for _, c := range classes {
		next := &portion{terms: c.terms.scale(x.m, by), whole: whole}
		for f, times := range c.times {
			if times > 0 {
				next.factors, next.times = append(next.factors, l.factors[f]), append(next.times, times)
			}
		}
		if len(next.factors) > 0 {
			next.name = fmt.Sprint(next.factors, next.times)
		}
		x.put(next)
	}
	for i, col := range l.columns {
		x.lost = x.lost || col.lost && l.n[i] > 0
	}
}

// put adds a part to that of the same functions.
func (x *mixture) put(next *portion) {
	x.m.spend(int64(8*len(next.factors)+4) * bigOp)
	if old := x.names[next.name]; old != nil {
		old.add(x.m, next.terms, next.whole)
		return
	}
	if x.names == nil {
		x.names = make(map[string]*portion)
	}
	x.names[next.name] = next
	x.parts = append(x.parts, next)
}

// add adds terms over a whole.
func (p *portion) add(m *meter, t terms, whole *big.Int) {
	common := lcm(m, p.whole, whole)
	old, share := new(big.Int).Quo(common, p.whole), new(big.Int).Quo(common, whole)
	p.terms, p.whole = p.terms.scale(m, old).add(m, t.scale(m, share)), common
}

// fill adds what all cases come to that were not added.
func (x *mixture) fill(r *ratio) {
	rest := big.NewRat(1, 1)
	for _, p := range x.parts {
		rest.Sub(rest, new(big.Rat).SetFrac(p.terms.sum(), p.whole))
	}
	if rest.Sign() > 0 {
		x.put(&portion{name: "rest", factors: []*ratio{r}, times: []int64{1}, terms: monomial(0, rest.Num()), whole: rest.Denom()})
	}
}

// dist returns the distribution of the total.
func (x *mixture) dist() *dist {
	sum := &portion{whole: one}
	from := int64(math.MaxInt64)
	if x.lost {
		from = math.MinInt64
	}
	type power struct {
		*ratio
		n int64
	}
	known := make(map[power]*dist)
	for _, p := range x.parts {
		t, whole := p.terms, p.whole
		for f, r := range p.factors {
			d := known[power{r, p.times[f]}]
			if d == nil {
				d = r.power(x.m, p.times[f])
				known[power{r, p.times[f]}] = d
			}
			if d.rest.Sign() != 0 && len(t.at) > 0 {
				from = min(from, plus(d.from, t.low()))
			}
			t, whole = t.mul(x.m, d.terms), new(big.Int).Mul(whole, d.whole)
		}
		sum.add(x.m, t, whole)
	}
	d := cut(sum.terms, sum.whole, from, math.MaxInt64)
	if d.rest.Sign() != 0 && !x.lost && !x.partial {
		d.exact = x.moments()
	}
	return d
}

// moments returns those of the total: what explodes without end is multiplied
// in its closed form.
func (x *mixture) moments() *moments {
	var sum jet
	for _, p := range x.parts {
		j := jetOf(x.m, p.terms).over(x.m, jetOf(x.m, monomial(0, p.whole)))
		for f, r := range p.factors {
			if r.lost {
				return nil
			}
			j = j.mul(x.m, r.jet(x.m).power(x.m, p.times[f]))
		}
		sum = sum.plus(j, false)
	}
	return sum.moments()
}
