package dice

// deducts explains Foundry's df, our cf, that begins at the given place.
func (p *parser) deducts(at int) bool {
	end := matchAt(p.src, at, "df")
	if end == 0 {
		return false
	}
	next, c := behindSpace(p.src, end)
	if test, _ := symbolAt(p.src, next); !isDigit(c) && test.cmp == NoCmp {
		return false
	}
	p.fail(at, end, NotUnderstood, p.src[at:end]).offer(at, end, "cf")
	return true
}

// failures explains the f of Roll20 and rpg-dice-roller behind the number that a
// pool is compared with, where it counts dice: 8d6>4f1.
func (p *parser) failures(row *Row) bool {
	modAt, modEnd := p.pos, p.symbolEnd
	typed := p.src[p.operator.At:p.operator.End]
	cmp, _ := symbolAt(typed, 0)
	counted, counts := countsInstead[cmp.cmp]
	if row.op != CountAgainst || !counts {
		return false
	}
	against, end := "cf", modEnd
	next, _ := behindSpace(p.src, modEnd)
	if test, testEnd := symbolAt(p.src, next); test.cmp != NoCmp {
		against, end = against+countsInstead[test.cmp], testEnd
	}
	number := p.src[p.operator.End:modAt]
	p.fail(modAt, modEnd, NothingCounted, row.Name).offer(int(p.operator.At), end, "cs"+counted+number+against)
	return true
}
