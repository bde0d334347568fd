package dice

// repeatBefore reads INT ("#" | "x") at the very start.
func (p *parser) repeatBefore() {
	if !isDigit(p.peek()) {
		return
	}
	start := p.scanner
	at := p.pos
	n, _, fits := p.digits()
	if c := p.peek(); c != '#' && c != 'x' {
		p.scanner = start
		return
	}
	p.skip(1)
	p.operator = Span{int32(at), int32(p.end)}
	p.setRepeat(at, n, fits)

	again := p.scanner
	if _, found, _ := p.digits(); found {
		if c := p.peek(); c == '#' || c == 'x' {
			p.fail(again.pos, p.pos+1, TwoRepeats)
			return
		}
	}
	if p.err == nil {
		p.scanner = again
	}
}

// repeatBehind reads "c" INT behind the roll.
func (p *parser) repeatBehind() {
	row := p.symbol()
	if row == nil || row.sign != signRepeat {
		return
	}
	p.takeOperator()
	at := int(p.operator.At)
	if !isDigit(p.peek()) {
		p.missingNumber(row)
		return
	}
	n, _, fits := p.digits()
	p.setRepeat(at, n, fits)
}

// setRepeat records how often the roll is rolled.
func (p *parser) setRepeat(at int, n int64, fits bool) {
	limit := int64(p.limits.Repeat)
	switch {
	case p.repeated:
		p.fail(at, p.end, TwoRepeats)
	case !fits:
		p.fail(at, p.end, NumberTooLarge, itoa(1<<63-1))
	case n > limit:
		p.fail(at, p.end, TooManyRepeats, itoa(n), itoa(limit))
	case n < 1:
		p.fail(at, p.end, NoRepeats)
	case p.onlyAlone(at):
		p.repeated = true
		p.out.Repeat = int(n)
	}
}
