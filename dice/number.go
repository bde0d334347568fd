package dice

import "strconv"

// number reads a number, or the dice of which it is the count.
func (p *parser) number() Node {
	at := p.pos
	n, end := leadingNumber(p.src, at)
	if end < len(p.src) && p.src[end]|0x20 == 'd' {
		if pool := p.numberedDice(at, n, end); pool != nil {
			return p.pool(pool, at, false)
		}
	}
	n, ok := p.integerTo(at, n, end)
	if !ok {
		return nil
	}
	if p.symbol.sign == signDice {
		return p.dice(at, n, nil)
	}
	number := p.out.arena.newNumber()
	number.Span, number.Value = p.span(at), n
	return p.plain(number, at, ModifierOnNumber)
}

// numberedDice reads NdS without spaces, which is what nearly all dice are
// written as: it takes no looking for symbols. The count, which ends at the d,
// is known. It reads nothing if there is something else.
func (p *parser) numberedDice(at int, count int64, d int) *Pool {
	sides, end := leadingNumber(p.src, d+1)
	if end == d+1 || end-at > surelyFits {
		return nil
	}
	pool := p.out.arena.newPool()
	pool.Count, pool.Sides.N = count, sides
	p.integerTo(d+1, sides, end)
	return pool
}

// integer reads a whole number of 64 bits, which the caller knows to be there.
func (p *parser) integer() (int64, bool) {
	at := p.pos
	n, end := leadingNumber(p.src, at)
	return p.integerTo(at, n, end)
}

// integerTo reads the number n, of which the digits are found already.
func (p *parser) integerTo(at int, n int64, end int) (int64, bool) {
	p.read(end)
	if end-at <= surelyFits && p.next != '.' {
		return n, true
	}
	return p.badInteger(at)
}

// badInteger explains the number just read if it is too large, or none of ours
// because a point is behind it.
func (p *parser) badInteger(at int) (int64, bool) {
	n, err := strconv.ParseInt(p.src[at:p.end], 10, 64)
	switch {
	case err != nil:
		p.fail(at, p.end, NumberTooLarge, itoa(largest))
	case p.next == '.' && leadingDigits(p.src[p.pos+1:]) > 0:
		p.fraction(at)
	default:
		return n, true
	}
	return 0, false
}
