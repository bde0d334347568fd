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
		p.step(highest, next)
		next[highest]++
	}
}

// precedes reports whether a rank of one column is looked at before one of another.
func (p *placing) precedes(a *packedColumn, rankA int, b *packedColumn, rankB int) bool {
	order := a.ranks[rankA].compare(&b.ranks[rankB])
	return p.rising && order < 0 || !p.rising && order > 0
}

// step places dice of the next rank of a column. Dice of other columns that
// are not placed have that rank at most.
func (p *placing) step(at int, next []int) {
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
		ways := big.NewInt(int64(left))
		for b := 1; b <= left && b < need; b++ {
			kept, dropped := p.keep.of(placed, b)
			var part, product big.Int
			p.mul(&part, weight, ways)
			p.mul(&product, &part, col.kept[rank].to(kept))
			if dropped > 0 {
				p.mul(&part, &product, col.dropped[rank].to(dropped))
				product.Set(&part)
			}
			p.put(index+b*p.strides[at], &product)
			ways = new(big.Int).Mul(ways, big.NewInt(int64(left-b)))
			ways.Quo(ways, big.NewInt(int64(b+1)))
		}
		if left >= need {
			p.close(index, at, next, weight, placed, left, need)
		}
	}
}

// put adds to the weight of a state, which it may keep.
func (p *placing) put(index int, weight *big.Int) {
	p.m.hold(int64(len(weight.Bits())) / 2)
	if p.states[index] == nil {
		p.states[index] = weight
		return
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
func (p *placing) close(index, at int, next []int, weight *big.Int, placed, left, need int) {
	col := p.cols[at]
	rank := next[at]
	kept, dropped := p.keep.of(placed, need)
	sum, part := new(big.Int), new(big.Int)
	p.mul(part, weight, col.kept[rank].to(kept))
	p.mul(sum, part, col.dropped[rank].to(dropped))
	for i, other := range p.cols {
		if n := index / p.strides[i] % (other.n + 1); i != at && n < other.n {
			p.mul(part, sum, other.atMost(next[i]).to(other.n-n))
			sum, part = part, sum
		}
	}
	p.addTo(&p.total, sum, p.fill(col, rank, left, need))
}

// fill is what the dice that are left add if at least need of them have this
// rank, beside those needed, and the others a lower one.
func (p *placing) fill(col *packedColumn, rank, left, need int) *big.Int {
	sum, part := new(big.Int), new(big.Int)
	ways := choose(int64(left), int64(need))
	for b := need; b <= left; b++ {
		p.mul(part, col.dropped[rank].to(b-need), col.below[rank].to(left-b))
		p.addTo(sum, part, ways)
		ways = new(big.Int).Mul(ways, big.NewInt(int64(left-b)))
		ways.Quo(ways, big.NewInt(int64(b+1)))
	}
	return sum
}
