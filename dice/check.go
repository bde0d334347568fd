package dice

import "strings"

// mayFollow checks that a modifier may stand where it is if it is a count against
// behind no count, or another behind a count: there only sorts may follow.
func (p *parser) mayFollow(row *Row) bool {
	against := row.op == CountAgainst
	at, end := p.pos, p.symbolEnd
	switch {
	case against && p.foreign(at):
	case against:
		instead := countInstead(row, p.src, end)
		p.fail(at, end, NothingCounted, row.Name).offer(at, end, instead)
	case row.op == SortUp || row.op == SortDown:
		return true
	default:
		err := p.fail(at, end, AfterCount, row.Name)
		if t := p.operator.At; row.sign == signDice && lower[p.src[t]] == 't' {
			err.offer(int(t), int(t)+1, thenAt(err.Source, int(t)))
		}
	}
	return false
}

// countInstead is what counts the dice that a count against, which ends at the
// given place of the source, would take away.
func countInstead(row *Row, src string, end int) string {
	if _, c := behindSpace(src, end); isDigit(c) && row.bare == LessEqual {
		return "cs<="
	}
	return "cs"
}

// thenAt is a then to stand where t stands in the source, set apart by spaces.
func thenAt(src string, t int) string {
	then := "then"
	if src[t-1] != ' ' {
		then = " " + then
	}
	if src[t+1] != ' ' {
		then += " "
	}
	return then
}

// counts reports whether the modifiers hold a count.
func counts(mods []Modifier) bool {
	for i := range mods {
		if mods[i].Op == CountIf {
			return true
		}
	}
	return false
}

// refusePool explains why the count or the sides of a pool are beyond the limits.
func (p *parser) refusePool(pool *Pool, at int) {
	sides := &pool.Sides
	end := p.end
	switch {
	case p.err != nil:
	case pool.Count > int64(p.limits.Dice):
		limit := itoa(int64(p.limits.Dice))
		p.fail(at, end, TooManyDice, itoa(pool.Count), limit).offer(at, at+leadingDigits(p.src[at:]), limit)
	case sides.hasNone():
		p.fail(at, end, NoSides).offer(end-1, end, "6")
	default:
		have, limit := itoa(sides.N), itoa(p.limits.Sides)
		err := p.fail(at, end, TooManySides, have, limit)
		if before, ok := strings.CutSuffix(p.src[:end], have); ok { // not in parentheses
			err.offer(len(before), end, limit)
		}
	}
}

// checkModifier refuses what can be known before rolling: dice that would be
// thrown for ever, and more unique dice than faces.
func (p *parser) checkModifier(pool *Pool, before []Modifier, m *Modifier, at int) {
	if p.err != nil || pool.Sides.Kind == Computed {
		return
	}
	sides := &pool.Sides
	if sides.neverEnds(m) {
		p.neverEnds(m, at)
		return
	}
	if m.Op != Unique || pool.Amount != nil {
		return
	}
	if least, most := pool.remaining(before), sides.distinct(); least > most {
		p.fail(int(p.operator.At), p.end, TooManyUnique, itoa(least), itoa(most)).
			offer(at, at+leadingDigits(p.src[at:]), itoa(most))
	}
}

// neverEnds explains a modifier that throws for ever, and offers to do it once.
func (p *parser) neverEnds(m *Modifier, poolAt int) {
	once := "!o"
	if m.Op == Reroll {
		once = "ro"
	}
	at, end := int(p.operator.At), int(p.operator.End)
	p.fail(at, p.end, NeverEnds, p.src[poolAt:p.end]).offer(at, end, once)
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

// checkWhole checks how many dice are thrown at least, and how long the
// canonical form is.
func (p *parser) checkWhole(least int64) {
	e := p.out
	if p.err != nil {
		return
	}
	if least > int64(p.limits.Dice) {
		p.fail(0, len(e.Source), TooManyDice, itoa(least), itoa(int64(p.limits.Dice)))
		return
	}
	if n := len([]rune(e.String())); n > p.limits.Expanded {
		p.fail(0, len(e.Source), TooLongExpanded, itoa(int64(n)), itoa(int64(p.limits.Expanded)))
	}
}
