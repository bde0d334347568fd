package dice

// parenthesised reads "(" cond ")", or the dice of which that is the count.
func (p *parser) parenthesised() Node {
	at := p.take()
	x := p.inParentheses(at)
	if p.err != nil {
		return nil
	}
	if p.symbol.sign == signDice {
		if n, ok := x.(*Number); ok {
			return p.dice(at, n.Value, nil)
		}
		return p.dice(at, 0, x)
	}
	return p.plain(x, at, ModifierOnParenthesis)
}

// inParentheses reads cond ")" behind an opening parenthesis at the given place.
func (p *parser) inParentheses(at int) Node {
	if !p.enter(at) {
		return nil
	}
	defer p.leave()
	p.operator = Span{int32(at), int32(p.end)}
	x := p.cond()
	p.closing(at, '(', ')')
	return x
}

// closing reads what closes the bracket at the given place.
func (p *parser) closing(at int, open, closing byte) {
	if p.accept(closing) {
		return
	}
	if closing == ')' && p.symbol.sign == signClose {
		p.take()
		return
	}
	if p.next == 0 {
		p.fail(at, at+1, Unclosed, string(open)).offer(p.end, p.end, string(closing))
		return
	}
	p.misplacedIn(at, open)
}

// group = "{" cond { "," cond } "}" { modifier }
func (p *parser) group() Node {
	at := p.pos
	p.read(p.pos + 1)
	items := p.list(at, '{', '}')
	if p.err != nil {
		return nil
	}
	group := p.out.arena.others().groups.next()
	group.Items = items
	p.groupModifiers(group, at)
	group.Span = p.span(at)
	return group
}

// call reads the arguments of a function, whose name is read.
func (p *parser) call(fn *Row) Node {
	at := p.operator.At
	open := p.pos
	p.read(p.pos + 1)
	args := p.list(open, '(', ')')
	if p.err != nil {
		return nil
	}
	if fn.fn != Min && fn.fn != Max && len(args) != 1 {
		p.fail(int(at), p.end, OneArgument, fn.Name)
		return nil
	}
	call := p.out.arena.others().calls.next()
	call.Span, call.Func, call.Args = p.span(int(at)), fn.fn, args
	return call
}

// function reads the name of a function if one is next, and stops at its parenthesis.
func (p *parser) function() *Row {
	for _, row := range functions {
		if end := p.match(row.Name); end > 0 {
			if next := skipSpace(p.src, end); next < len(p.src) && p.src[next] == '(' {
				p.operator = Span{int32(p.pos), int32(end)}
				p.read(next)
				return row
			}
		}
	}
	return nil
}

// list reads cond { "," cond } and the closing bracket of the one at the given place.
func (p *parser) list(at int, open, closing byte) []Node {
	if !p.enter(at) {
		return nil
	}
	defer p.leave()
	p.operator = Span{int32(at), int32(at + 1)}
	base := len(p.stack)
	for {
		x := p.cond()
		p.stack = append(p.stack, x)
		if p.next != ',' {
			break
		}
		p.operator = Span{int32(p.pos), int32(p.pos + 1)}
		p.read(p.pos + 1)
	}
	p.closing(at, open, closing)
	a := p.out.arena.others()
	start := len(a.nodes)
	a.nodes = append(a.nodes, p.stack[base:]...)
	p.stack = p.stack[:base]
	return a.nodes[start:len(a.nodes):len(a.nodes)]
}
