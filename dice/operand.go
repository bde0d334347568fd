package dice

// operand = INT | dice | group | call | name | "(" cond ")"
func (p *parser) operand() Node {
	c := p.next
	at := p.pos
	switch {
	case isDigit(c):
		return p.number()
	case c == '{':
		return p.group()
	case c == '@':
		return p.plain(p.name(), at, ModifierOnName)
	}
	row := p.symbol
	switch {
	case row.sign == signOpen:
		return p.parenthesised()
	case row.sign == signDice:
		return p.dice(at, 1, nil)
	case isLetter(c):
		if fn := p.function(); fn != nil {
			return p.plain(p.call(fn), at, ModifierOnCall)
		}
	}
	p.noOperand(row)
	return nil
}

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

// dice = [ INT | "(" cond ")" ] "d" sides { modifier }, from the d on.
func (p *parser) dice(at int, count int64, amount Node) Node {
	p.read(p.symbolEnd)
	pool := p.out.arena.newPool()
	pool.Count, pool.Amount = count, amount
	explodes := p.next == '!' && p.explodesBefore()
	p.sides(&pool.Sides)
	return p.pool(pool, at, explodes)
}

// pool reads what stands behind the sides of a pool that begins at the given
// place and may have had its explosion already.
func (p *parser) pool(pool *Pool, at int, explodes bool) Node {
	if !p.checkPool(pool, at) {
		return nil
	}
	if explodes || p.symbol != noSymbol {
		p.poolModifiers(pool, at, explodes)
	}
	pool.Span = p.span(at)
	if p.err != nil {
		return nil
	}
	return pool
}

// explodesBefore reads the explosion in d!6, which is d6!.
func (p *parser) explodesBefore() bool {
	if next := skipSpace(p.src, p.pos+1); next == len(p.src) || !isDigit(p.src[next]) {
		return false
	}
	p.operator = Span{int32(p.pos), int32(p.pos + 1)}
	p.read(p.pos + 1)
	return true
}

// fateFaces are the faces of dF.
var fateFaces = []int64{-1, 0, 1}

// sides = INT | "%" | "F" | "[" face { "," face } "]" | "(" cond ")"
func (p *parser) sides(s *Sides) {
	c := p.next
	switch {
	case isDigit(c):
		s.N, _ = p.integer()
		return
	case c == '%':
		p.read(p.pos + 1)
		s.Kind, s.N = Percent, 100
		return
	case c == 'f':
		p.read(p.pos + 1)
		s.Kind, s.N, s.Faces = Fate, 3, fateFaces
		return
	case c == '[':
		s.Kind, s.Faces = Listed, p.faceList()
		s.N = int64(len(s.Faces))
		return
	}
	if p.symbol.sign == signOpen {
		x := p.inParentheses(p.take())
		if n, ok := x.(*Number); ok {
			s.N = n.Value
		} else {
			s.Kind, s.Expr = Computed, x
		}
		return
	}
	end := p.end
	p.fail(p.missingAt(), p.missingAt(), MissingSides).offer(end, end, "6")
}

// faceList reads "[" face { "," face } "]".
func (p *parser) faceList() []int64 {
	at := p.pos
	p.read(p.pos + 1)
	others := p.out.arena.others()
	list := others.faces
	start := len(list)
	for {
		minus := p.accept('-')
		if !isDigit(p.next) {
			p.badFace(at)
			return nil
		}
		n, ok := p.integer()
		if !ok {
			return nil
		}
		if minus {
			n = -n
		}
		list = append(list, n)
		if p.accept(']') {
			break
		}
		if !p.accept(',') {
			p.badFace(at)
			return nil
		}
	}
	others.faces = list
	return list[start:len(list):len(list)]
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
