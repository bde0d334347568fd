package odds

import (
	"math/big"
	"slices"
)

// A layout says how what many dice add is written into one packed polynomial
// in x. A function that dice may add is written as a power of x that is too
// high to be confused with totals, and multiplied out in the end: so an
// explosion behind a keep is carried along as one sign, and stays exact.
type layout struct {
	packing
	columns []*column
	n       []int64
	base    []int64 // the lowest exponent of one die of each column
	factors []*ratio
	radix   []int64 // exponents that stand for the factors
	span    int64   // of all exponents
	whole   *big.Int
}

// layoutWords is how long a packed polynomial may be.
const layoutWords = 1 << 21

// fits reports whether a packed polynomial is not too long: it is where totals
// lie far apart, or where very many are possible.
func (l *layout) fits() bool {
	return product(l.span/int64(l.step)+1, int64(l.words)) <= layoutWords
}

// newLayout returns the layout for n dice of each column.
func newLayout(m *meter, columns []*column, n []int64) *layout {
	l := &layout{whole: big.NewInt(1), base: make([]int64, len(columns))}
	var step uint64
	size, span := int64(0), int64(1)
	for i, col := range columns {
		if n[i] == 0 {
			continue
		}
		l.columns, l.n = append(l.columns, col), append(l.n, n[i])
		size += n[i]
		all := col.all()
		m.spend(int64(len(all)) * bigOp)
		low, high := bounds(all)
		checkRange(low, n[i])
		checkRange(high, n[i])
		l.base[len(l.n)-1] = low
		span += n[i] * (high - low)
		for _, a := range all {
			step = gcd(step, distance(low, a.shift))
			if a.by != nil && !slices.Contains(l.factors, a.by) {
				l.factors = append(l.factors, a.by)
			}
		}
		m.spend(powerUnits(col.whole, n[i]))
		l.whole.Mul(l.whole, new(big.Int).Exp(col.whole, big.NewInt(n[i]), nil))
	}
	l.packing = packing{step: max(step, 1), words: slotWords(l.whole)}
	span = (span + int64(l.step) - 1) / int64(l.step) * int64(l.step)
	for range l.factors {
		l.radix = append(l.radix, span)
		span = product(span, size+1)
	}
	l.span = span
	return l
}

// disjoint returns the columns in order, the highest ranks first, if there are
// several and the ranks of no two of them meet; else nil.
func (l *layout) disjoint() []int {
	if len(l.columns) < 2 || slices.ContainsFunc(l.columns, func(col *column) bool { return len(col.ranks) == 0 }) {
		return nil
	}
	order := make([]int, len(l.columns))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return l.columns[j].ranks[0].compare(&l.columns[i].ranks[0]) })
	for k, i := range order[1:] {
		above := l.columns[order[k]].ranks
		if above[len(above)-1].compare(&l.columns[i].ranks[0]) <= 0 {
			return nil
		}
	}
	return order
}

// bounds returns the lowest and highest shift.
func bounds(all []added) (low, high int64) {
	for i, a := range all {
		if i == 0 || a.shift < low {
			low = a.shift
		}
		if i == 0 || a.shift > high {
			high = a.shift
		}
	}
	return low, high
}

// all returns everything that a die may add.
func (col *column) all() []added {
	all := make([]added, 0, 2*len(col.ranks))
	for _, r := range col.ranks {
		all = append(append(all, r.kept...), r.dropped...)
	}
	return all
}

// powers returns those of what a die of a column may add.
func (l *layout) powers(m *meter, of []added, column int) *powers {
	if len(of) == 1 {
		slots := l.exponent(of[0], column) / int64(l.step)
		return &powers{m: m, pack: l.packing, known: []*big.Int{one, of[0].weight}, one: true, slots: slots}
	}
	sum := make(tally)
	for _, a := range of {
		sum.add(l.exponent(a, column), a.weight, false)
	}
	return newPowers(m, l.packing, l.pack(m, sum.terms(), 0))
}

// exponent is where what a die of a column may add is written.
func (l *layout) exponent(a added, column int) int64 {
	at := a.shift - l.base[column]
	if a.by != nil {
		at += l.radix[slices.Index(l.factors, a.by)]
	}
	return at
}

// A class is the totals of all rolls in which dice add the same functions.
type class struct {
	terms
	times []int64 // how often each factor
}

// read unpacks the result for so many dice of each column.
func (l *layout) read(m *meter, n *big.Int, counts []int64) (classes []class) {
	base := int64(0)
	for i, count := range counts {
		base += count * l.base[i]
	}
	all := l.unpack(m, n, 0)
	m.spend(int64(len(all.at)) * int64(2*bigOp))
	for i, e := range all.at {
		times := make([]int64, len(l.factors))
		for f, radix := range slices.Backward(l.radix) {
			times[f], e = e/radix, e%radix
		}
		last := len(classes) - 1
		if last < 0 || !slices.Equal(classes[last].times, times) {
			classes, last = append(classes, class{times: times}), last+1
		}
		classes[last].push(base+e, all.by[i])
	}
	return classes
}
