package dice

import "strings"

// plain returns an operand that takes no modifiers, after making sure that
// none stands behind it. The operand begins at the given place.
func (p *parser) plain(x Node, at int, code Code) Node {
	row := p.symbol
	if p.err != nil || row == noSymbol {
		return x
	}
	switch {
	case row.sign == signDice:
	case row.Kind != KindModifier, row.sign == signCount, row.sign == signAdvantage, row.sign == signDisadvantage:
		return x
	}
	p.modifierOn(x, at, code, row)
	return nil
}

// modifierOn explains a modifier behind something that takes none.
func (p *parser) modifierOn(x Node, at int, code Code, row *Row) {
	end, modAt, modEnd := p.end, p.pos, p.symbolEnd
	word := p.src[modAt:modEnd]
	if p.foreign(modAt) || code == ModifierOnNumber && p.failures(row) {
		return
	}
	if strings.EqualFold(word, "x") {
		p.fail(modAt, modEnd, TimesIsX).offer(modAt, modEnd, "*")
		return
	}
	err := p.fail(modAt, modEnd, code, word)
	operand := p.src[at:end]
	switch inner := strings.TrimSuffix(strings.TrimPrefix(operand, "("), ")"); {
	case row.sign == signDice:
		err.offer(at, end, "("+operand+")")
	case code == ModifierOnNumber:
		err.offer(end, end, "d6")
	case code == ModifierOnParenthesis && isPool(x):
		err.offer(at, end, inner)
	case !row.group || !isSumOfPools(x):
	case code == ModifierOnParenthesis:
		err.offer(at, end, "{"+inner+"}")
	default:
		err.offer(at, end, "{"+operand+"}")
	}
}

func isPool(n Node) bool {
	_, ok := n.(*Pool)
	return ok
}

// notForGroup explains a modifier that groups do not take.
func (p *parser) notForGroup(row *Row) {
	at, end := p.pos, p.symbolEnd
	err := p.fail(at, end, NotForGroup, p.src[at:end])
	if row.sign == signDice {
		err.offer(at, end, "dl")
	}
}

// bareDrop explains p3, which means different things elsewhere.
func (p *parser) bareDrop() {
	at := p.pos
	n := p.src[at : at+leadingDigits(p.src[at:])]
	p.fail(int(p.operator.At), at+len(n), BareDrop, n).offer(at, at, "=")
}

// missingNumber explains a modifier, or a repeat, that lacks its number.
func (p *parser) missingNumber(row *Row) {
	at, end := p.missingAt(), p.end
	c := p.next
	if p.foreign(int(p.operator.At)) || isLetter(c) && p.misspelt(int(p.operator.At), true) {
		return
	}
	tests := p.symbol.cmp != NoCmp
	err := p.fail(at, at, MissingNumber, p.src[p.operator.At:p.operator.End])
	if tests && row.op == CountAgainst {
		err.offer(int(p.operator.At), int(p.operator.End), "cf")
		return
	}
	if c != 0 && !strings.ContainsRune("+*/)}],:#", rune(c)) {
		return
	}
	sample := "1"
	switch {
	case row.Name == "cs":
		sample = ">=5"
	case row.Name == "cf":
		sample = "<=1"
	case row.Name == "p":
		sample = "l1"
	case row.sign == signRepeat:
		sample = "2"
	}
	err.offer(end, end, sample)
}

// testWantsNumber explains a test on faces whose right side, at the given place, is not a number.
// Where the modifier can stand without a test, the whole pool may have been meant.
func (p *parser) testWantsNumber(row *Row, cmp Cmp, at, poolAt, before int) {
	atEnd := at == len(p.src)
	err := p.fail(at, at, TestNeedsNumber, cmpText[cmp])
	if row.number == optional && !atEnd {
		err.offer(poolAt, before, "("+p.src[poolAt:before]+")")
	}
}

// chained explains a<b<c, of which first is the first comparison.
func (p *parser) chained(first Span) {
	at, end := p.pos, p.end
	start := int(first.At)
	for start > 0 && !strings.ContainsRune("({,:?", rune(p.src[start-1])) {
		start--
	}
	p.fail(at, p.symbolEnd, Chained).offer(start, end, "("+trim(p.src[start:end])+")")
}

// badFace explains what is wrong in a list of faces that begins at the given place.
func (p *parser) badFace(at int) {
	here := p.missingAt()
	if p.next == 0 && p.src[p.end-1] != ',' {
		p.fail(at, at+1, Unclosed, "[").offer(here, here, "]")
		return
	}
	err := p.fail(here, here, BadFace)
	if n := strings.IndexByte(p.src[at:], ']'); n > 0 {
		list := strings.FieldsFunc(p.src[at+1:at+n], func(r rune) bool {
			return strings.ContainsRune(",/;|", r) || isSpace(r)
		})
		if len(list) > 0 {
			err.offer(at, at+n+1, "["+strings.Join(list, ",")+"]")
		}
	}
}

// fraction explains a number such as 1.5, which begins at the given place.
func (p *parser) fraction(at int) {
	point := p.pos
	end := point + 1 + leadingDigits(p.src[point+1:])
	p.fail(at, end, Fraction).offer(point, end, "")
}
