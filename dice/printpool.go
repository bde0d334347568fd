package dice

import "strconv"

func appendPool(b []byte, p *Pool) []byte {
	count := p.Count
	for _, m := range p.Mods {
		if m.Advantage {
			count = 1
		}
	}
	if p.Amount != nil {
		b = appendParenthesised(b, p.Amount)
	} else {
		b = strconv.AppendInt(b, count, 10)
	}
	b = append(b, 'd')
	switch p.Sides.Kind {
	case Percent:
		b = append(b, '%')
	case Fate:
		b = append(b, 'F')
	case Listed:
		b = append(b, '[')
		for i, face := range p.Sides.Faces {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, face, 10)
		}
		b = append(b, ']')
	case Computed:
		b = appendParenthesised(b, p.Sides.Expr)
	default:
		b = strconv.AppendInt(b, p.Sides.N, 10)
	}
	return appendModifiers(b, p.Mods)
}

// opText is how each modifier is printed, before its test or number.
var opText = [...]string{
	KeepHighest: "k", KeepLowest: "kl", DropLowest: "dl", DropHighest: "dh",
	KeepIf: "k", DropIf: "p", Extra: "e", ExtraOn: "eo",
	Explode: "!", ExplodeOnce: "!o", Compound: "!!", Penetrate: "!p", CompoundPenetrate: "!!p",
	RerollOnce: "ro", Reroll: "r", RerollAdd: "ra", AtLeast: "mi", AtMost: "ma",
	Unique: "u", SortUp: "s", SortDown: "sd", CountIf: "cs", CountAgainst: "cf",
}

// String returns the modifier in canonical form, as it stands behind a pool.
func (m *Modifier) String() string { return string(appendModifiers(nil, []Modifier{*m})) }

func appendModifiers(b []byte, mods []Modifier) []byte {
	for i, m := range mods {
		next := Modifier{}
		if i+1 < len(mods) {
			next = mods[i+1]
		}
		b = append(b, modifierText(m, next)...)
		b = appendArgument(b, m)
	}
	return b
}

// modifierText is the name of m, in the spelling that does not run together
// with what is next.
func modifierText(m, next Modifier) string {
	switch {
	case m.Advantage && m.Op == KeepHighest:
		return "adv"
	case m.Advantage:
		return "dis"
	case m.Op == Explode && m.Cmp == NoCmp && (next.Op == DropIf || explodes(next.Op)):
		return "x"
	case m.Op == Explode && m.Cmp == Equal && m.N < 0:
		return "x"
	case m.Op == SortUp && (next.Advantage || next.Op == DropLowest || next.Op == DropHighest):
		return "sa"
	}
	return opText[m.Op]
}

// appendArgument prints the test or the number of a modifier.
func appendArgument(b []byte, m Modifier) []byte {
	switch m.Op {
	case KeepHighest, KeepLowest, DropLowest, DropHighest, AtLeast, AtMost:
		if m.Advantage {
			return b
		}
		return strconv.AppendInt(b, m.N, 10)
	case Unique, SortUp, SortDown:
		return b
	}
	bare := m.Cmp == Equal && (explodes(m.Op) || m.Op == RerollOnce || m.Op == Reroll || m.Op == RerollAdd) && m.N >= 0
	switch {
	case m.Cmp == NoCmp:
		return b
	case bare, m.Op == Extra, m.Op == ExtraOn:
	default:
		b = append(b, cmpText[m.Cmp]...)
	}
	return strconv.AppendInt(b, m.N, 10)
}
