package odds

import (
	"math"
	"math/big"
	"slices"

	"feyre/dice"
)

// modify follows the hands through modifier j.
func (h *hands) modify(j int) {
	mod := &h.mods[j]
	switch mod.Op {
	case dice.KeepHighest, dice.KeepLowest, dice.DropHighest, dice.DropLowest:
		h.step(func(old hand) []outcome { return h.keep(j, old) })
	case dice.Unique:
		h.unique(j)
	case dice.Explode, dice.Penetrate, dice.ExplodeOnce:
		h.grow(j)
	default:
		h.step(func(old hand) []outcome { return h.single(j, old) })
	}
}

// keep applies a modifier that keeps or drops by rank.
func (h *hands) keep(j int, old hand) []outcome {
	if op := h.mods[j].Op; op == dice.KeepLowest || op == dice.DropHighest {
		slices.SortFunc(old, laterFirst)
	}
	w := windowOf(h.mods[j:j+1], int64(len(old)))
	o := outcome{by: unit(), over: one}
	for i, s := range old {
		if w.lo <= int64(i) && int64(i) < w.hi {
			o.hand = append(o.hand, s)
			continue
		}
		s.out = true
		if o = h.drop(o, h.after(j+1, s)); o.over == nil {
			return nil
		}
	}
	return []outcome{o}
}

// single applies a modifier that looks at one die at a time.
func (h *hands) single(j int, old hand) []outcome {
	mod := &h.mods[j]
	o := outcome{by: unit(), over: one}
	again := map[bool]int{} // dice to throw again, of the first throw and others
	var compound []state
	for _, s := range old {
		meets := mod.Tests(s.value, h.highest)
		switch {
		case mod.Op == dice.AtLeast || mod.Op == dice.AtMost:
			o.hand = append(o.hand, bounded(s, mod))
		case mod.Op == dice.KeepIf && !meets, mod.Op == dice.DropIf && meets:
			s.out = true
			o = h.drop(o, h.after(j+1, s))
		case mod.Op == dice.RerollAdd && meets:
			return h.more(old, 1, all, 0, state{}, 0)
		case meets && (mod.Op == dice.RerollOnce || mod.Op == dice.Reroll):
			again[s.first]++
		case meets && (mod.Op == dice.Compound || mod.Op == dice.CompoundPenetrate):
			compound = append(compound, s)
		default:
			if s.first && meets && (mod.Op == dice.Extra || mod.Op == dice.ExtraOn) {
				o = h.drop(o, part{by: h.thrown(j+1, state{apart: true})})
			}
			o.hand = append(o.hand, s)
		}
		if o.over == nil {
			return nil
		}
	}
	return h.anew(j, o, again, compound)
}

// anew throws dice again, and adds to dice that compound.
func (h *hands) anew(j int, o outcome, again map[bool]int, compound []state) []outcome {
	of := all
	if h.mods[j].Op == dice.Reroll {
		of = others
	}
	outcomes := []outcome{o}
	for _, first := range [2]bool{true, false} {
		if again[first] > 0 {
			outcomes = h.each(outcomes, func(old hand) []outcome {
				return h.more(old, again[first], of, j, state{first: first}, 0)
			})
		}
	}
	for _, s := range compound {
		added := h.endless(h.compoundKey(j))
		outcomes = h.each(outcomes, func(old hand) []outcome {
			next := make([]outcome, len(added.num.at))
			for i, more := range added.num.at {
				s := state{value: s.value + more, first: s.first}
				next[i] = outcome{append(old[:len(old):len(old)], s), monomial(0, added.num.by[i]), added.den.by[0]}
			}
			return next
		})
	}
	return outcomes
}

// each goes on from every outcome.
func (h *hands) each(from []outcome, next func(hand) []outcome) (to []outcome) {
	for _, o := range from {
		for _, n := range next(o.hand) {
			h.m.hold(int64(bigOp + len(n.hand)*4))
			h.m.spend(30 * bigOp)
			n.by = n.by.mul(h.m, o.by)
			n.over = new(big.Int).Mul(n.over, o.over)
			to = append(to, n)
		}
	}
	return to
}

// grow applies a modifier that adds dice.
func (h *hands) grow(j int) {
	mod := &h.mods[j]
	missing := h.step(func(old hand) []outcome {
		met := 0
		for _, s := range old {
			if mod.Tests(s.value, h.highest) {
				met++
			}
		}
		switch {
		case met == 0:
			return []outcome{{old, unit(), one}}
		case mod.Op == dice.ExplodeOnce:
			return h.more(old, met, all, 0, state{}, 0)
		}
		return h.explode(j, old, met)
	})
	if h.refusesMore(j) {
		h.grown.Add(h.grown, missing)
	}
}

// explode throws dice until so many were thrown that don't explode.
func (h *hands) explode(j int, old hand, met int) (outcomes []outcome) {
	var less int64
	if h.mods[j].Op == dice.Penetrate {
		less = 1
	}
	last := lastExplosion(h.m, int64(met), h.chance(j))
	if h.refusesMore(j) {
		last = int64(max(len(h.faces)-len(old)-met, -1))
	}
	for more := range last + 1 {
		ways := monomial(0, h.m.choose(int64(met)-1+more, more))
		exploding := h.more(old, int(more), meeting, j, state{}, less)
		for _, o := range h.each(exploding, func(old hand) []outcome { return h.more(old, met, others, j, state{}, less) }) {
			// The faces were counted over those that are meant.
			o.by = o.by.mul(h.m, ways)
			outcomes = append(outcomes, o)
		}
	}
	return outcomes
}

// refusesMore reports whether unique follows before any die leaves, which
// refuses more dice than faces.
func (h *hands) refusesMore(j int) bool {
	for _, mod := range h.mods[j+1:] {
		switch mod.Op {
		case dice.Unique:
			return true
		case dice.KeepIf, dice.DropIf, dice.KeepHighest, dice.KeepLowest, dice.DropHighest, dice.DropLowest:
			return false
		}
	}
	return false
}

// more returns the hands with n more dice in the given state, that show any
// face, or one that meets or fails the test of modifier j, and count less. The
// chances are those of all faces, except that rerolls go on until they fail.
func (h *hands) more(old hand, n int, of which, j int, as state, less int64) (outcomes []outcome) {
	var faces []face
	sides := h.sides
	for _, f := range h.faces {
		if of == all || h.mods[j].Tests(f.value, h.highest) == (of == meeting) {
			faces = append(faces, face{f.value - less, f.sides})
		}
	}
	if of == others && h.mods[j].Op == dice.Reroll {
		sides = 0
		for _, f := range faces {
			sides += f.sides
		}
	}
	h.m.hold(multisets(n, len(faces)))
	over := new(big.Int).Exp(big.NewInt(sides), big.NewInt(int64(n)), nil)
	var spread func(rest []face, left int, dice hand, ways *big.Int)
	spread = func(rest []face, left int, dice hand, ways *big.Int) {
		if left == 0 {
			h.m.hold(int64(bigOp + len(dice)*4))
			h.m.spend(16 * bigOp)
			outcomes = append(outcomes, outcome{append(old[:len(old):len(old)], dice...), monomial(0, ways), over})
			return
		}
		if len(rest) == 0 {
			return
		}
		s := as
		s.value = rest[0].value
		for count := 0; count <= left; count++ {
			h.m.spend(int64(8*bigOp + 10*len(dice) + 3*len(ways.Bits())))
			spread(rest[1:], left-count, dice, ways)
			dice = append(dice[:len(dice):len(dice)], s)
			// The ways to choose which dice show this face, and which of its sides.
			next := new(big.Int).Mul(ways, big.NewInt(int64(left-count)*rest[0].sides))
			ways = next.Quo(next, big.NewInt(int64(count)+1))
		}
	}
	if n > math.MaxInt16 {
		panic(&Error{Code: TooMuch})
	}
	spread(faces, n, nil, one)
	return outcomes
}

// multisets is the number of ways to choose n of so many faces, in any order.
func multisets(n, faces int) int64 {
	ways := int64(1)
	for i := range int64(min(n, faces-1)) {
		if ways = product(ways, int64(n+faces-1)-i); ways >= 1<<40 {
			return ways
		}
		ways /= i + 1
	}
	return ways
}
