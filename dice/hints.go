package dice

import "slices"

// A HintCode names the sentence of a hint; it never changes.
type HintCode string

// The hints. The comment gives the arguments.
const (
	// HintTotal: the comparison, what counts dice instead.
	HintTotal HintCode = "compares_total"
	// HintOnce: the modifier, what explodes again and again.
	HintOnce HintCode = "explodes_once"
	// HintCounts: the modifier, what is a then instead.
	HintCounts HintCode = "counts_dice"
	// HintMarks: the modifier.
	HintMarks HintCode = "counts_not_marks"
	// HintTimes: the explosion, what multiplies.
	HintTimes HintCode = "explodes_not_times"
	// HintUntil: the modifier, what rerolls once.
	HintUntil HintCode = "rerolls_until"
	// HintTie: the comparison, the one that a tie would pass.
	HintTie HintCode = "tie"
)

// A Hint tells what Feyre reads differently from other systems, in a roll
// where that may matter. The roll itself is right as it is.
type Hint struct {
	Code HintCode
	Args []string // the parts of the sentence that vary, in order
}

// String returns the hint in English.
func (h Hint) String() string { return sentence(hintSentences[h.Code], h.Args) }

// hint records a hint, once of each kind, for what the person typed just now.
func (p *parser) hint(code HintCode, args ...string) {
	if p.err != nil || p.saved != nil && !p.saved.template {
		return
	}
	known := func(h Hint) bool { return h.Code == code }
	if !slices.ContainsFunc(p.out.Hints, known) {
		p.out.Hints = append(p.out.Hints, Hint{code, args})
	}
}

// countsInstead is how a comparison in other systems, where it counts dice, is written here.
var countsInstead = map[Cmp]string{
	Greater: ">=", GreaterEqual: ">=", Less: "<=", LessEqual: "<=", Equal: "=",
}

// hintCompare looks for a pool of several dice whose total is compared with
// what one of its dice could show.
func (p *parser) hintCompare(cmp Cmp, x, y Node) {
	pool, ok := x.(*Pool)
	if !ok || cmp == NotEqual {
		return
	}
	number, ok := y.(*Number)
	if !ok || pool.Sides.Kind != Numbered || number.Value > pool.Sides.N || pool.remaining(pool.Mods) < 2 {
		return
	}
	if counts(pool.Mods) {
		return
	}
	n := itoa(number.Value)
	typed := string(append(appendCompared(nil, pool), cmpText[cmp]...))
	p.hint(HintTotal, typed+n, Print(pool)+"cs"+countsInstead[cmp]+n)
}

// hintModifier looks for modifiers that mean something else elsewhere. The
// pool begins at the given place.
func (p *parser) hintModifier(pool *Pool, row *Row, m *Modifier, at int) {
	if p.err != nil {
		return
	}
	modAt := int(p.operator.At)
	typed, before := p.src[modAt:p.end], p.src[at:modAt]
	switch {
	case m.Op == Extra:
		p.hintOnce(pool, m, typed, trim(before))
	case row.sign == signCount:
		p.hint(HintCounts, typed, trim(before)+" then "+itoa(m.N))
	case m.Op == Explode && lower[typed[0]] == 'x' && m.Cmp == Equal && pool.Sides.Kind != Computed && m.N > pool.Sides.highest:
		p.hint(HintTimes, typed, trim(before)+"*"+itoa(m.N))
	case m.Op != CountIf && m.Op != CountAgainst:
	case (pool.Count == 1 || pool.Sides.N == 20) && m.Cmp != GreaterEqual && m.Cmp != LessEqual:
		p.hint(HintMarks, typed)
	}
}

// hintOnce tells that e adds dice once, unless the pool explodes as well or the
// explosion would never end. What was typed stands behind the given text.
func (p *parser) hintOnce(pool *Pool, m *Modifier, typed, before string) {
	endless := Modifier{Op: Explode, Cmp: m.Cmp, N: m.N}
	if pool.Sides.Kind != Computed && pool.Sides.neverEnds(&endless) {
		return
	}
	if !slices.ContainsFunc(pool.Mods, func(m Modifier) bool { return explodes(m.Op) }) {
		p.hint(HintOnce, typed, before+again(pool, m))
	}
}

// again is the explosion without end on the test of an Extra.
func again(pool *Pool, m *Modifier) string {
	if m.Cmp == NoCmp || pool.Sides.Kind != Computed && pool.Sides.highest == m.N {
		return "!"
	}
	return "!>=" + itoa(m.N)
}
