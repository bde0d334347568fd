package dice

import "strconv"

// number reads a number, or the dice of which it is the count.
func (p *parser) number() Node {
	at := p.pos
	n, end := leadingNumber(p.src, at)
	if end < len(p.src) && p.src[end]|0x20 == 'd' {
		// NdS without spaces is what nearly all dice are written as: it takes
		// no looking for symbols.
		if sides, behind := leadingNumber(p.src, end+1); end+1 < behind && behind-at <= surelyFits {
			pool := p.out.arena.newPool()
			pool.Count, pool.Sides.N = n, sides
			if p.read(behind); !p.isWhole(end + 1) {
				pool.Sides.N, _ = p.badInteger(end + 1)
			}
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

// integer reads a whole number of 64 bits, which the caller knows to be there.
func (p *parser) integer() (int64, bool) {
	at := p.pos
	n, end := leadingNumber(p.src, at)
	return p.integerTo(at, n, end)
}

// integerTo reads the number n, of which the digits are found already.
func (p *parser) integerTo(at int, n int64, end int) (int64, bool) {
	if p.read(end); p.isWhole(at) {
		return n, true
	}
	return p.badInteger(at)
}

// isWhole reports whether the number just read, from the place given on, surely
// fits into 64 bits and has no point behind it.
func (p *parser) isWhole(at int) bool { return p.end-at <= surelyFits && p.next != '.' }

// badInteger explains the number just read if it is too large, or none of ours
// because a point is behind it.
func (p *parser) badInteger(at int) (int64, bool) {
	n, err := strconv.ParseInt(p.src[at:p.end], 10, 64)
	switch {
	case err != nil:
		p.fail(at, p.end, NumberTooLarge, short(p.src[at:p.end]), itoa(largest))
	case p.next == '.' && leadingDigits(p.src[p.pos+1:]) > 0:
		p.fraction(at)
	default:
		return n, true
	}
	return 0, false
}
