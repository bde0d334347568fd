package dice

// roll = [ INT ("#" | "x") ] cond [ "adv" | "dis" ] [ "c" INT ] [ "#" comment ],
// of which the sum that it begins with is read if it is not nil.
func (p *parser) roll(sum Node) Node {
	var root Node
	if sum != nil {
		root = p.condOf(p.note(sum))
	} else {
		if isDigit(p.next) && p.repeatAhead() {
			p.repeatBefore()
		}
		root = p.cond()
	}
	if p.next == 0 {
		return root
	}
	p.advantageAtEnd(root)
	p.repeatBehind()
	if p.symbol.sign == signComment {
		p.comment()
	}
	if p.next != 0 {
		p.misplaced()
	}
	return root
}

// cond = test [ ("t" | "?") cond [ ":" cond ] ]
func (p *parser) cond() Node {
	outer := p.compared
	p.compared = false
	x := p.condOf(p.unary())
	p.compared = outer
	return x
}

// condOf reads a cond of which x is read.
func (p *parser) condOf(x Node) Node {
	if p.symbol == noSymbol {
		return x
	}
	x = p.test(x)
	if p.symbol.then() {
		x = p.then(x)
	}
	return x
}

// test = sum [ cmp sum ], of which x is read.
func (p *parser) test(x Node) Node {
	x = p.operations(x, Add)
	if p.symbol.cmp == NoCmp {
		return x
	}
	return p.comparison(x)
}

// comparison reads a comparison of x, and the sum behind it.
func (p *parser) comparison(x Node) Node {
	cmp := p.symbol.cmp
	p.compared = true
	p.takeOperator()
	first := p.operator
	y := p.operations(p.unary(), Add)
	if p.symbol.cmp != NoCmp {
		p.chained(first)
		return nil
	}
	p.hintCompare(cmp, x, y)
	compare := p.out.arena.others().compares.next()
	compare.Span, compare.Cmp, compare.X, compare.Y = p.spanOf(x), cmp, x, y
	return compare
}

// then reads the branches of a then, whose condition is read.
func (p *parser) then(x Node) Node {
	row := p.symbol
	p.takeOperator()
	if row.sign == signCount && p.symbol.cmp != NoCmp {
		p.fail(p.pos, p.pos, MissingNumber, row.Name).offer(int(p.operator.At), int(p.operator.End), "cs")
		return nil
	}
	if !p.enter(int(p.operator.At)) {
		return nil
	}
	defer p.leave()
	then := p.out.arena.others().thens.next()
	before := p.least
	then.If, then.Then = x, p.cond()
	least := p.least
	p.least = before
	switch {
	case p.symbol.sign == signElse:
		p.takeOperator()
		then.Else = p.cond()
	case row.sign == signIf:
		end := p.end
		p.fail(p.missingAt(), p.missingAt(), MissingElse).offer(end, end, ":0")
	}
	p.least = min(p.least, least)
	then.Span = p.spanOf(x)
	return then
}

// operations reads what is joined to x by the lowest operation or by those that
// bind as tightly or tighter. They join from left to right, the tighter first.
//
// sum = product { ("+" | "-") product }
//
// product = unary { ("*" | "/" | "//" | "%") unary }
func (p *parser) operations(x Node, lowest BinaryOp) Node {
	for op := p.symbol.binary; op >= lowest; op = p.symbol.binary {
		p.takeOperator()
		y := p.unary()
		if op < Mul {
			y = p.operations(y, Mul)
		}
		x = p.join(op, x, y)
	}
	return x
}

// unary = { "+" | "-" } operand [ "[" note "]" ]
func (p *parser) unary() Node {
	if isDigit(p.next) {
		return p.note(p.number())
	}
	if sign := p.symbol.binary; sign == Add || sign == Sub {
		return p.signed()
	}
	return p.note(p.operand())
}

// signed reads the signs that are next, and what stands behind them.
func (p *parser) signed() Node {
	at, minus := p.pos, false
	for sign := p.symbol.binary; sign == Add || sign == Sub; sign = p.symbol.binary {
		minus = minus != (sign == Sub)
		p.takeOperator()
	}
	x := p.note(p.operand())
	if !minus {
		return x
	}
	if neg, ok := x.(*Neg); ok {
		return neg.X
	}
	neg := p.out.arena.others().negs.next()
	neg.Span, neg.X = p.span(at), x
	return neg
}

// note reads the note behind x, if there is one.
func (p *parser) note(x Node) Node {
	if p.next != '[' {
		return x
	}
	return p.readNote(x)
}

func (p *parser) readNote(x Node) Node {
	at := p.pos
	p.read(p.pos + 1)
	text, closed := p.text(']')
	switch {
	case !closed:
		p.fail(at, len(p.src), Unclosed, "[").offer(len(p.src), len(p.src), "]")
		return nil
	case text == "":
		p.fail(at, p.end, EmptyNote).offer(at, p.end, "")
		return nil
	}
	p.out.notes = true
	noted := p.out.arena.others().noteds.next()
	noted.Span, noted.X, noted.Note = p.spanOf(x), x, text
	return noted
}

// join joins x and y. A number that is taken away is never added as a
// negative one: 1d20+-1 is 1d20-1.
func (p *parser) join(op BinaryOp, x, y Node) Node {
	if neg, ok := y.(*Neg); ok && (op == Add || op == Sub) {
		if n, ok := neg.X.(*Number); ok {
			y, op = n, Add+Sub-op
		}
	}
	binary := p.out.arena.newBinary()
	binary.Span, binary.Op, binary.X, binary.Y = p.spanOf(x), op, x, y
	return binary
}
