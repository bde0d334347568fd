package dice

// advantage reads adv or dis behind a pool, which must be one d20.
func (p *parser) advantage(m *Modifier, pool *Pool, before []Modifier, row *Row) {
	p.takeOperator()
	m.Op, m.Advantage, m.N, m.At = row.op, true, 1, p.modifierAt()
	p.setAdvantage(pool, before, row)
}

// setAdvantage makes a pool of one d20 one of two.
func (p *parser) setAdvantage(pool *Pool, before []Modifier, row *Row) {
	at := int(p.operator.At)
	for _, m := range before {
		if m.Advantage {
			if p.foreign(at) {
				return
			}
			p.fail(at, p.end, AdvantageTwice).offer(at, p.end, "")
			return
		}
	}
	if pool.Amount != nil || pool.Count != 1 || pool.Sides.Kind != Numbered || pool.Sides.N != 20 {
		end := p.end
		err := p.fail(at, end, AdvantageNeedsD20, row.Name)
		if pool.Sides.N == 20 {
			err.offer(at, end, opText[row.op]+"1")
		}
		return
	}
	pool.Count = 2
	p.least++
}

// advantageAtEnd reads adv or dis behind the whole roll, which must hold
// exactly one pool.
func (p *parser) advantageAtEnd(root Node) {
	row := p.symbol
	if row.sign != signAdvantage && row.sign != signDisadvantage {
		return
	}
	var only *Pool
	pools := 0
	walk(root, func(n Node) {
		if pool, ok := n.(*Pool); ok {
			only = pool
			pools++
		}
	})
	if pools == 1 && counts(only.Mods) && !p.mayFollow(row) {
		return
	}
	p.takeOperator()
	at := int(p.operator.At)
	if pools != 1 {
		p.fail(at, p.end, AdvantageNeedsD20, row.Name)
		return
	}
	p.setAdvantage(only, only.Mods, row)
	m := Modifier{Op: row.op, Advantage: true, N: 1, At: p.modifierAt()}
	only.Mods = append(only.Mods, m)
}
