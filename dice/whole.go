package dice

// repeatBefore reads INT ("#" | "x") at the very start.
func (p *parser) repeatBefore() {
	at, found := p.repeatAhead()
	if !found {
		return
	}
	n, fits := p.digits()
	p.read(p.pos + 1)
	p.operator = Span{int32(at), int32(p.end)}
	p.setRepeat(at, n, fits)

	if next, again := p.repeatAhead(); again {
		p.fail(next, next+1, TwoRepeats)
	}
}

// repeatAhead reports whether INT ("#" | "x") is next, and where.
func (p *parser) repeatAhead() (at int, found bool) {
	if !isDigit(p.next) {
		return 0, false
	}
	for pos := p.pos + 1; pos < len(p.src); pos++ {
		switch c := lower[p.src[pos]]; {
		case isDigit(c):
		case c == unreadable:
			pos = skipSpace(p.src, pos)
			return p.pos, pos < len(p.src) && (p.src[pos] == '#' || lower[p.src[pos]] == 'x')
		default:
			return p.pos, c == '#' || c == 'x'
		}
	}
	return 0, false
}

// repeatBehind reads "c" INT behind the roll.
func (p *parser) repeatBehind() {
	row := p.symbol()
	if row == nil || row.sign != signRepeat {
		return
	}
	p.takeOperator()
	at := int(p.operator.At)
	if !isDigit(p.next) {
		p.missingNumber(row)
		return
	}
	n, fits := p.digits()
	p.setRepeat(at, n, fits)
}

// setRepeat records how often the roll is rolled.
func (p *parser) setRepeat(at int, n int64, fits bool) {
	limit := int64(p.limits.Repeat)
	switch {
	case p.repeated:
		p.fail(at, p.end, TwoRepeats)
	case !fits:
		p.fail(at, p.end, NumberTooLarge, itoa(largest))
	case n > limit:
		p.fail(at, p.end, TooManyRepeats, itoa(n), itoa(limit))
	case n < 1:
		p.fail(at, p.end, NoRepeats)
	case p.onlyAlone(at):
		p.repeated = true
		p.out.Repeat = int(n)
	}
}
