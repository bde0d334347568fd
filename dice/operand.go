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
	sides := &pool.Sides
	if p.err != nil || pool.Count > int64(p.limits.Dice) || sides.N > p.limits.Sides || sides.hasNone() {
		p.refusePool(pool, at)
		return nil
	}
	sides.setRange()
	p.least += pool.Count
	if explodes {
		p.explosion(pool, at)
	}
	for p.isModifier(p.symbol) {
		if p.poolModifier(pool, at); p.err != nil {
			return nil
		}
	}
	pool.Span = p.span(at)
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
	if p.wordOfDice(end - 1) {
		return
	}
	p.fail(p.missingAt(), p.missingAt(), MissingSides).offer(end, end, "6")
}

// wordOfDice explains a word that begins with the d at the given place, without
// a number of dice before it: dex. One that goes on as a modifier is none.
func (p *parser) wordOfDice(at int) bool {
	if at > 0 && (isDigit(p.src[at-1]) || p.src[at-1] == ')') {
		return false
	}
	_, end := symbolAt(p.src, at+1)
	return p.foreign(at) || p.otherWord(at, max(at+2, end))
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
