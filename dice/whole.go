package dice

import "strings"

// repeatBefore reads INT ("#" | "x"), which is next.
func (p *parser) repeatBefore() {
	at := p.pos
	n, fits := p.digits()
	p.read(p.pos + 1)
	p.operator = Span{int32(at), int32(p.end)}
	p.setRepeat(at, n, fits)
	if isDigit(p.next) && p.repeatAhead() {
		second := p.pos
		p.fail(second, second+1, TwoRepeats).offer(0, second, "")
	}
}

// repeatAhead reports whether the number that is next is a repeat.
func (p *parser) repeatAhead() bool {
	for pos := p.pos + 1; pos < len(p.src); pos++ {
		switch c := lower[p.src[pos]]; {
		case isDigit(c):
		case c == unreadable:
			pos = skipSpace(p.src, pos)
			return pos < len(p.src) && (p.src[pos] == '#' || lower[p.src[pos]] == 'x')
		default:
			return c == '#' || c == 'x'
		}
	}
	return false
}

// repeatBehind reads "c" INT behind the roll.
func (p *parser) repeatBehind() {
	row := p.symbol
	if row.sign != signRepeat {
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
		p.fail(at, p.end, NumberTooLarge, short(strings.Trim(p.src[at:p.end], "#cCxX ")), itoa(largest))
	case n > limit:
		end := p.end
		text := strings.Replace(p.src[at:end], itoa(n), itoa(limit), 1)
		p.fail(at, end, TooManyRepeats, itoa(n), itoa(limit)).offer(at, end, text)
	case n < 1:
		end := p.end
		p.fail(at, end, NoRepeats).offer(at, end, "")
	case p.onlyAlone(at):
		p.repeated = true
		p.out.Repeat = int(n)
	}
}
