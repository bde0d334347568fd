package odds

import "math/big"

// run goes through all ranks of all columns.
func (p *placing) run() {
	p.states[0] = one
	next := make([]int, len(p.cols)) // the next rank of each column
	for {
		highest := -1
		for i, col := range p.cols {
			if next[i] < len(col.ranks) && (highest < 0 || p.precedes(col, next[i], p.cols[highest], next[highest])) {
				highest = i
			}
		}
		if highest < 0 {
			return
		}
		p.advance(highest, next)
		next[highest]++
	}
}

// precedes reports whether a rank of one column is looked at before one of another.
func (p *placing) precedes(a *packedColumn, rankA int, b *packedColumn, rankB int) bool {
	order := a.ranks[rankA].compare(&b.ranks[rankB])
	return p.rising && order < 0 || !p.rising && order > 0
}

// advance places dice of the next rank of a column. Dice of other columns that
// are not placed have that rank at most.
func (p *placing) advance(at int, next []int) {
	col := p.cols[at]
	rank := next[at]
	p.m.spend(int64(len(p.states)))
	for index := len(p.states) - 1; index >= 0; index-- {
		weight := p.states[index]
		if weight == nil {
			continue
		}
		placed, here := p.placed(index, at)
		left, need := col.n-here, int(p.keep.hi)-placed
		ways := one
		for b := 1; b <= left && b < need; b++ {
			ways = p.ways(ways, here, left, b)
			kept, dropped := p.keep.of(placed, b)
			p.m.spend(10 * bigOp)
			part := p.mul(&p.spare, weight, ways)
			part = col.dropped[rank].times(col.kept[rank].times(part, kept), dropped)
			p.put(index+b*p.strides[at], part)
		}
		if left >= need {
			p.close(index, at, next, left, need)
		}
	}
}

// ways returns the number of ways to choose b dice, from that of one less:
// those of the dice left that have this rank, or if it is open how many there
// are, those of this rank among all placed.
func (p *placing) ways(less *big.Int, here, left, b int) *big.Int {
	from := left - b + 1
	if p.open {
		from = here + b
	}
	ways := new(big.Int).Mul(less, big.NewInt(int64(from)))
	return ways.Quo(ways, big.NewInt(int64(b)))
}

// put adds to the weight of a state.
func (p *placing) put(index int, weight *big.Int) {
	p.m.spend(int64(2*len(weight.Bits())) + bigOp)
	if p.states[index] == nil {
		p.m.hold(int64(len(weight.Bits())))
		p.states[index] = new(big.Int)
	}
	p.states[index].Add(p.states[index], weight)
}

// placed is how many dice of all columns, and of one, have been placed in a state.
func (p *placing) placed(index, at int) (all, here int) {
	for i, col := range p.cols {
		n := index / p.strides[i] % (col.n + 1)
		all += n
		if i == at {
			here = n
		}
	}
	return all, here
}

// of is how many of b dice are kept and dropped that take the places from first on.
func (w window) of(first, b int) (kept, dropped int) {
	kept = max(0, min(first+b, int(w.hi))-max(first, int(w.lo)))
	return kept, b - kept
}

// close adds what comes of a state in which dice of this rank fill the window.
func (p *placing) close(index, at int, next []int, left, need int) {
	col := p.cols[at]
	rank := next[at]
	placed, _ := p.placed(index, at)
	kept, dropped := p.keep.of(placed, need)
	others := p.fill(col, rank, left, need)
	for i, other := range p.cols {
		if n := index / p.strides[i] % (other.n + 1); i != at && n < other.n {
			others = other.atMost(next[i]).times(others, other.n-n)
		}
	}
	if others.Sign() != 0 {
		sum := p.mul(&p.spare, p.states[index], others)
		p.addTo(&p.total, col.dropped[rank].times(col.kept[rank].times(sum, kept), dropped))
	}
}

// fill is what the dice that are left add if at least need of them have this
// rank, beside those needed, and the others a lower one.
func (p *placing) fill(col *packedColumn, rank, left, need int) *big.Int {
	here, isNumber := col.dropped[rank].number()
	lower, areNumbers := col.below[rank].number()
	if isNumber && areNumbers && 2*need < left {
		return p.fillNumbers(here, lower, left, need)
	}
	sum := new(big.Int)
	ways := p.m.choose(int64(left), int64(need))
	for b := need; b <= left; b++ {
		p.m.spend(10 * bigOp)
		part := col.dropped[rank].times(ways, b-need)
		p.addTo(sum, col.below[rank].times(part, left-b))
		ways = new(big.Int).Mul(ways, big.NewInt(int64(left-b)))
		ways.Quo(ways, big.NewInt(int64(b+1)))
	}
	return sum
}

// fillNumbers is fill for dice that add nothing: all ways of the dice that are
// left, without those in which fewer than need have this rank.
func (p *placing) fillNumbers(here, lower *big.Int, left, need int) *big.Int {
	sum := new(big.Int).Add(here, lower)
	width := int64(sum.BitLen())*int64(left)/32 + 1
	p.m.spend(width*width/8 + int64(need+1)*(width+bigOp)*10)
	sum.Exp(sum, big.NewInt(int64(left)), nil)
	part := new(big.Int)
	for b := range int64(need) {
		part.Exp(lower, big.NewInt(int64(left)-b), nil)
		part.Mul(part, p.m.choose(int64(left), b))
		sum.Sub(sum, part.Mul(part, new(big.Int).Exp(here, big.NewInt(b), nil)))
	}
	return sum.Quo(sum, new(big.Int).Exp(here, big.NewInt(int64(need)), nil))
}
