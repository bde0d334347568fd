package dice

import "slices"

// mayFollow checks that a modifier may stand behind others, of which one counts
// or none does: behind a count there are only counts against and sorts.
func (p *parser) mayFollow(counted bool, row *Row) bool {
	against := row.op == CountAgainst
	if against == counted {
		return true
	}
	at, end := p.symbolAt, p.symbolEnd
	switch {
	case against:
		p.fail(at, end, NothingCounted, row.Name).offer(at, at, "cs>=6")
	case row.op == SortUp || row.op == SortDown:
		return true
	default:
		p.fail(at, end, AfterCount, row.Name)
	}
	return false
}

// counts reports whether the modifiers hold a count.
func counts(mods []Modifier) bool {
	return slices.ContainsFunc(mods, func(m Modifier) bool { return m.Op == CountIf })
}

// checkPool checks the count and the sides of a pool against the limits.
func (p *parser) checkPool(pool *Pool, at int) bool {
	s := &pool.Sides
	switch {
	case p.err != nil:
	case pool.Count > int64(p.limits.Dice):
		p.fail(at, p.end, TooManyDice, itoa(pool.Count), itoa(int64(p.limits.Dice)))
	case s.Kind == Numbered && s.N == 0:
		p.fail(at, p.end, NoSides)
	case s.N > p.limits.Sides:
		p.fail(at, p.end, TooManySides, itoa(s.N), itoa(p.limits.Sides))
	default:
		s.setFaces()
		p.least += pool.Count
	}
	return p.err == nil
}

// checkModifier refuses what can be known before rolling: dice that would be
// thrown for ever, and more unique dice than faces.
func (p *parser) checkModifier(pool *Pool, before []Modifier, m *Modifier, at int) {
	if p.err != nil || pool.Sides.Kind == Computed {
		return
	}
	faces := &pool.Sides.faces
	if faces.neverEnds(m) {
		p.fail(int(p.operator.At), p.end, NeverEnds, p.src[at:p.end])
		return
	}
	if m.Op != Unique || pool.Amount != nil {
		return
	}
	if least, most := pool.remaining(before), faces.distinct(); least > most {
		p.fail(int(p.operator.At), p.end, TooManyUnique, itoa(least), itoa(most))
	}
}

// remaining is how many dice are still kept at least after these modifiers.
func (p *Pool) remaining(mods []Modifier) int64 {
	n := p.Count
	for _, m := range mods {
		switch m.Op {
		case KeepHighest, KeepLowest:
			n = min(n, m.N)
		case DropHighest, DropLowest:
			n = max(0, n-m.N)
		case KeepIf, DropIf:
			return 0
		}
	}
	return n
}

// finish checks the whole expression, once it is read.
func (p *parser) finish() {
	e := p.out
	e.setTest()
	e.least = p.least * int64(e.Repeat)
	if e.least > int64(p.limits.Dice) {
		p.fail(0, len(e.Source), TooManyDice, itoa(e.least), itoa(int64(p.limits.Dice)))
		return
	}
	// The canonical form of a text is never four times as long.
	if p.characters <= p.limits.Expanded/4 {
		return
	}
	if n := len([]rune(e.String())); n > p.limits.Expanded {
		p.fail(0, len(e.Source), TooLongExpanded, itoa(int64(n)), itoa(int64(p.limits.Expanded)))
	}
}
