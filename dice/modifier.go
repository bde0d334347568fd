package dice

// isModifier reports whether the symbol that is next begins a modifier here.
func (p *parser) isModifier(row *Row) bool {
	if row.Kind != KindModifier {
		return row.sign == signDice
	}
	return row.sign != signCount || p.countsHere()
}

// poolModifier reads the modifier that is next, of a pool that begins at the
// given place.
func (p *parser) poolModifier(pool *Pool, at int) {
	row, before := p.symbol, len(pool.Mods)
	if counts(pool.Mods) != (row.op == CountAgainst) && !p.mayFollow(row) {
		return
	}
	m := p.out.arena.addModifier(pool)
	switch row.sign {
	case signDice:
		p.dropDice(m, pool, at)
	case signAdvantage, signDisadvantage:
		p.advantage(m, pool, pool.Mods[:before], row)
	default:
		p.modifier(m, row, at)
	}
	if m.Op > DropIf {
		p.checkModifier(pool, pool.Mods[:before], m, at)
		p.hintModifier(pool, row, m, at)
	}
}

// explosion adds the explosion of d!6, which is read.
func (p *parser) explosion(pool *Pool, at int) {
	m := p.out.arena.addModifier(pool)
	m.Op, m.At = Explode, p.modifierAt()
	p.checkModifier(pool, nil, m, at)
}

// groupModifiers reads the modifiers behind a group that begins at the given place.
func (p *parser) groupModifiers(group *Group, at int) {
	mods := p.out.arena.mods
	start := len(mods)
	for p.err == nil {
		row := p.symbol
		if !p.isModifier(row) {
			break
		}
		if row.sign == signAdvantage || row.sign == signDisadvantage {
			break // it may belong to the whole roll
		}
		if !row.group {
			p.notForGroup(row)
			return
		}
		if counts(mods[start:]) == (row.op == CountAgainst) || p.mayFollow(row) {
			mods = append(mods, Modifier{})
			p.modifier(&mods[len(mods)-1], row, at)
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

// countsHere reports whether the t that is next counts dice: it has a number, and
// nothing was compared before it.
func (p *parser) countsHere() bool {
	next := skipSpace(p.src, p.symbolEnd)
	return !p.compared && next < len(p.src) && isDigit(p.src[next])
}

// modifier reads a modifier of the pool or group that begins at the given place.
func (p *parser) modifier(m *Modifier, row *Row, poolAt int) {
	behind := p.symbolEnd
	if row.op == Extra && lettersAt(p.src, behind) > 0 && p.foreign(p.pos) {
		return
	}
	p.operator = Span{int32(p.pos), int32(behind)}
	m.Op, m.N, m.At = row.op, row.def, p.modifierAt()
	n, end := leadingNumber(p.src, behind)
	if end > behind && row.number != noNumber && row.op != 0 { // mostly, and read at once
		m.Cmp, m.N = row.bare, n
		if p.read(end); !p.isWhole(behind) {
			m.N, _ = p.badInteger(behind)
		}
		return
	}
	p.read(behind)
	if row.number == noNumber {
		return
	}
	if isDigit(p.next) {
		if row.op == 0 {
			p.bareDrop()
			return
		}
		m.Cmp = row.bare
		m.N, _ = p.integer()
		return
	}
	if cmp := p.testBehind(row); cmp != nil {
		before := p.end
		p.take()
		m.Op, m.Cmp = row.testOp, cmp.cmp
		m.N = p.testNumber(row, cmp.cmp, poolAt, before)
		return
	}
	if row.number == required {
		p.missingNumber(row)
	}
}

// modifierAt is the place of the modifier read last; in a saved roll it is the
// place of its name.
func (p *parser) modifierAt() int32 {
	if p.saved != nil {
		return p.saved.span.At
	}
	return p.operator.At
}

// testBehind returns the comparison that is next, if it belongs to the modifier.
func (p *parser) testBehind(row *Row) *Row {
	if row.testOp == 0 {
		return nil
	}
	cmp := p.symbol
	if cmp == nil || cmp.Kind != KindComparison || cmp.cmp == NotEqual && explodes(row.testOp) {
		return nil
	}
	return cmp
}

// explodes reports whether the modifier throws more dice on a test.
func explodes(op Op) bool { return Explode <= op && op <= CompoundPenetrate }

// testNumber reads the number behind the comparison of a modifier.
func (p *parser) testNumber(row *Row, cmp Cmp, poolAt, before int) int64 {
	at := p.missingAt()
	minus := p.accept('-')
	if !isDigit(p.next) {
		p.testWantsNumber(row, cmp, at, poolAt, before)
		return 0
	}
	n, _ := p.integer()
	if p.symbol.sign == signDice && !p.deducts(p.pos) {
		p.testWantsNumber(row, cmp, at, poolAt, before)
	}
	if minus {
		return -n
	}
	return n
}

// dropDice reads dN behind a pool, which drops the lowest N of more than N dice.
func (p *parser) dropDice(m *Modifier, pool *Pool, at int) {
	before := p.end
	p.takeOperator()
	dAt := int(p.operator.At)
	m.Op, m.At = DropLowest, p.modifierAt()
	if !isDigit(p.next) {
		if p.foreign(dAt) || p.deducts(dAt) {
			return
		}
		p.fail(dAt, p.end, DiceOfDice).offer(at, before, "("+p.src[at:before]+")")
		return
	}
	m.N, _ = p.integer()
	switch {
	case p.err != nil:
	case pool.Amount != nil:
		p.fail(dAt, p.end, DiceOfDice).offer(dAt, dAt+1, "dl")
	case m.N >= pool.Count:
		p.fail(dAt, p.end, DiceOfDice).offer(at, before, "("+p.src[at:before]+")")
	}
}
