package dice

// poolModifiers reads the modifiers behind the sides of a pool that begins at
// the given place.
func (p *parser) poolModifiers(pool *Pool, at int) {
	mods := p.out.arena.mods
	start := len(mods)
	for p.err == nil {
		row := p.symbol()
		switch {
		case row == nil:
		case row.sign == signDice:
			mods = append(mods, p.dropDice(pool, at))
			continue
		case row.sign == signAdvantage || row.sign == signDisadvantage:
			if mods[start:] == nil || p.mayFollow(mods[start:], row) {
				mods = append(mods, p.advantage(pool, mods[start:], row))
			}
			continue
		case row.Kind == KindModifier && (row.sign != signCount || p.counts()):
			if p.mayFollow(mods[start:], row) {
				m := p.modifier(row, at)
				p.checkModifier(pool, mods[start:], m, at)
				p.hintModifier(pool, row, m, at)
				mods = append(mods, m)
			}
			continue
		}
		break
	}
	p.out.arena.mods = mods
	if len(mods) > start {
		pool.Mods = mods[start:len(mods):len(mods)]
	}
}

// groupModifiers reads the modifiers behind a group that begins at the given place.
func (p *parser) groupModifiers(group *Group, at int) {
	mods := p.out.arena.mods
	start := len(mods)
	for p.err == nil {
		row := p.symbol()
		if row == nil || row.Kind != KindModifier && row.sign != signDice || row.sign == signCount && !p.counts() {
			break
		}
		if row.sign == signAdvantage || row.sign == signDisadvantage {
			break // it may belong to the whole roll
		}
		if !row.group {
			p.notForGroup(row)
			return
		}
		if p.mayFollow(mods[start:], row) {
			mods = append(mods, p.modifier(row, at))
		}
	}
	p.out.arena.mods = mods
	if len(mods) > start {
		group.Mods = mods[start:len(mods):len(mods)]
	}
	if p.err == nil && group.OnDice() && !isSumOfPools(group.Items[0]) {
		p.fail(at, p.end, SingleElement)
	}
}

// counts reports whether the t that is next counts dice: it has a number, and
// nothing was compared before it.
func (p *parser) counts() bool {
	next := skipSpace(p.src, p.symbolEnd)
	return !p.compared && next < len(p.src) && isDigit(p.src[next])
}

// modifier reads a modifier of the pool or group that begins at the given place.
func (p *parser) modifier(row *Row, poolAt int) Modifier {
	p.takeOperator()
	m := Modifier{Op: row.op, At: p.span(int(p.operator.At)).At, N: row.def}
	if cmp := p.testBehind(row); cmp != nil {
		before := p.end
		p.take()
		m.Op, m.Cmp = row.testOp, cmp.cmp
		m.N = p.testNumber(row, poolAt, before)
		return m
	}
	switch {
	case row.number == noNumber:
	case isDigit(p.peek()):
		if row.op == 0 {
			p.bareDrop()
			return m
		}
		m.Cmp = row.bare
		m.N, _ = p.integer()
	case row.number == required:
		p.missingNumber(row)
	}
	return m
}

// testBehind returns the comparison that is next, if it belongs to the modifier.
func (p *parser) testBehind(row *Row) *Row {
	if row.testOp == 0 {
		return nil
	}
	cmp := p.symbol()
	if cmp == nil || cmp.Kind != KindComparison || cmp.cmp == NotEqual && explodes(row.testOp) {
		return nil
	}
	return cmp
}

// explodes reports whether the modifier throws more dice on a test.
func explodes(op Op) bool { return Explode <= op && op <= CompoundPenetrate }

// testNumber reads the number behind the comparison of a modifier.
func (p *parser) testNumber(row *Row, poolAt, before int) int64 {
	minus := p.accept('-')
	if !isDigit(p.peek()) {
		p.testWantsNumber(row, poolAt, before)
		return 0
	}
	n, _ := p.integer()
	if next := p.symbol(); next != nil && next.sign == signDice {
		p.testWantsNumber(row, poolAt, before)
	}
	if minus {
		return -n
	}
	return n
}

// dropDice reads dN behind a pool, which drops the lowest N of more than N dice.
func (p *parser) dropDice(pool *Pool, at int) Modifier {
	before := p.end
	p.takeOperator()
	dAt := int(p.operator.At)
	m := Modifier{Op: DropLowest, At: p.span(dAt).At}
	if !isDigit(p.peek()) {
		p.fail(dAt, p.end, DiceOfDice).offer(at, before, "("+p.src[at:before]+")")
		return m
	}
	m.N, _ = p.integer()
	switch {
	case p.err != nil:
	case pool.Amount != nil:
		p.fail(dAt, p.end, DiceOfDice).offer(dAt, dAt+1, "dl")
	case m.N >= pool.Count:
		p.fail(dAt, p.end, DiceOfDice).offer(at, before, "("+p.src[at:before]+")")
	}
	p.checkModifier(pool, nil, m, at)
	return m
}

// advantage reads adv or dis behind a pool, which must be one d20.
func (p *parser) advantage(pool *Pool, before []Modifier, row *Row) Modifier {
	p.takeOperator()
	m := Modifier{Op: row.op, Advantage: true, N: 1, At: p.span(int(p.operator.At)).At}
	p.setAdvantage(pool, before, row)
	return m
}

// setAdvantage makes a pool of one d20 one of two.
func (p *parser) setAdvantage(pool *Pool, before []Modifier, row *Row) {
	at := int(p.operator.At)
	for _, m := range before {
		if m.Advantage {
			p.fail(at, p.end, AdvantageTwice).offer(at, p.end, "")
			return
		}
	}
	if pool.Amount != nil || pool.Count != 1 || pool.Sides.Kind != Numbered || pool.Sides.N != 20 {
		p.fail(at, p.end, AdvantageNeedsD20, row.Name)
		return
	}
	pool.Count = 2
}

// advantageAtEnd reads adv or dis behind the whole roll, which must hold
// exactly one pool.
func (p *parser) advantageAtEnd(root Node) {
	row := p.symbol()
	if row == nil || row.sign != signAdvantage && row.sign != signDisadvantage {
		return
	}
	p.takeOperator()
	at := int(p.operator.At)
	var only *Pool
	pools := 0
	walk(root, func(n Node) {
		if pool, ok := n.(*Pool); ok {
			only = pool
			pools++
		}
	})
	if pools != 1 {
		p.fail(at, p.end, AdvantageNeedsD20, row.Name)
		return
	}
	if !p.mayFollow(only.Mods, row) {
		return
	}
	p.setAdvantage(only, only.Mods, row)
	m := Modifier{Op: row.op, Advantage: true, N: 1, At: p.span(at).At}
	only.Mods = append(only.Mods, m)
}
