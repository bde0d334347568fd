package odds_test

import (
	"slices"

	"feyre/dice"
)

// modify does what a modifier says to the dice on the table.
func (t *table) modify(mod dice.Modifier) {
	met := func(d *aDie) bool { return t.meets(mod, d.face) }
	switch mod.Op {
	case dice.Extra, dice.ExtraOn:
		for _, d := range t.dice {
			if !d.late && met(d) {
				t.dice = append(t.dice, &aDie{face: t.throw(), late: true, apart: true})
			}
		}
	case dice.Explode, dice.Penetrate, dice.ExplodeOnce:
		t.explode(mod)
	case dice.Compound, dice.CompoundPenetrate:
		for _, d := range t.inPlay() {
			for again := met(d); again; {
				face := t.throw()
				again = t.meets(mod, face)
				if d.face += face; mod.Op == dice.CompoundPenetrate {
					d.face--
				}
			}
		}
	case dice.RerollOnce:
		for _, d := range t.inPlay() {
			if met(d) {
				d.face = t.throw()
			}
		}
	case dice.Reroll:
		for _, d := range t.inPlay() {
			if met(d) {
				d.face = t.among(func(face int64) bool { return !t.meets(mod, face) })
			}
		}
	case dice.RerollAdd:
		if slices.ContainsFunc(t.inPlay(), met) {
			t.dice = append(t.dice, &aDie{face: t.throw(), late: true})
		}
	case dice.Unique:
		t.unique()
	case dice.AtLeast, dice.AtMost:
		for _, d := range t.dice {
			switch {
			case d.dropped:
			case mod.Op == dice.AtLeast:
				d.face = max(d.face, mod.N)
			default:
				d.face = min(d.face, mod.N)
			}
		}
	default:
		choose(t.dice, mod)
	}
}

// meets tests a face as the modifier says; without a comparison, for the highest.
func (t *table) meets(mod dice.Modifier, face int64) bool {
	if mod.Cmp == dice.NoCmp {
		return face == t.highest
	}
	return mod.Cmp.Holds(face, mod.N)
}

// neverEnds reports whether every face makes the modifier throw again.
func (t *table) neverEnds(mod dice.Modifier) bool {
	switch mod.Op {
	case dice.Explode, dice.Compound, dice.Penetrate, dice.CompoundPenetrate, dice.Reroll:
		return !slices.ContainsFunc(t.faces, func(face int64) bool { return !t.meets(mod, face) })
	}
	return false
}

// among throws until the face is right: any right one is equally likely.
func (t *table) among(right func(int64) bool) int64 {
	var faces []int64
	for _, face := range t.faces {
		if right(face) {
			faces = append(faces, face)
		}
	}
	return faces[t.n.choose(len(faces))]
}

func (t *table) explode(mod dice.Modifier) {
	waiting := 0
	for _, d := range t.inPlay() {
		if t.meets(mod, d.face) {
			waiting++
		}
	}
	for ; waiting > 0; waiting-- {
		face := t.throw()
		if mod.Op != dice.ExplodeOnce && t.meets(mod, face) {
			waiting++
		}
		if mod.Op == dice.Penetrate {
			face--
		}
		t.dice = append(t.dice, &aDie{face: face, late: true})
	}
}

func (t *table) unique() {
	distinct := map[int64]bool{}
	for _, face := range t.faces {
		distinct[face] = true
	}
	if len(t.inPlay()) > len(distinct) {
		panic(errFails)
	}
	seen := map[int64]bool{}
	for _, d := range t.inPlay() {
		if seen[d.face] {
			d.face = t.among(func(face int64) bool { return !seen[face] })
		}
		seen[d.face] = true
	}
}

// choose applies a modifier that throws nothing.
func choose(all []*aDie, mod dice.Modifier) {
	var inPlay []*aDie
	for _, d := range all {
		if !d.dropped && !d.apart {
			inPlay = append(inPlay, d)
		}
	}
	ranked := slices.Clone(inPlay)
	slices.SortStableFunc(ranked, func(a, b *aDie) int { return int(b.face - a.face) })
	n := min(int(mod.N), len(ranked))
	switch mod.Op {
	case dice.KeepHighest:
		drop(ranked[n:])
	case dice.DropHighest:
		// Of equals the earlier are kept.
		slices.Reverse(inPlay)
		slices.SortStableFunc(inPlay, func(a, b *aDie) int { return int(b.face - a.face) })
		drop(inPlay[:n])
	case dice.KeepLowest:
		slices.SortStableFunc(inPlay, func(a, b *aDie) int { return int(a.face - b.face) })
		drop(inPlay[n:])
	case dice.DropLowest:
		drop(ranked[len(ranked)-n:])
	case dice.KeepIf, dice.DropIf:
		for _, d := range inPlay {
			if mod.Cmp.Holds(d.face, mod.N) == (mod.Op == dice.DropIf) {
				d.dropped = true
			}
		}
	case dice.CountIf, dice.CountAgainst:
		for _, d := range all {
			if !d.dropped && mod.Cmp.Holds(d.face, mod.N) {
				d.hit = d.hit || mod.Op == dice.CountIf
				d.against = d.against || mod.Op == dice.CountAgainst
			}
		}
	}
}

func drop(dice []*aDie) {
	for _, d := range dice {
		d.dropped = true
	}
}
