package odds

import (
	"math/big"
	"slices"

	"feyre/dice"
)

// unique applies modifier j, which throws dice again that show what a die
// before them shows. More dice than different faces fail.
func (h *hands) unique(_ int) {
	missing := h.step(func(old hand) []outcome {
		if len(old) > len(h.faces) {
			return nil
		}
		outcomes := []outcome{{nil, unit(), one}}
		// Dice of the first throw were rolled before those that were added.
		for _, first := range [2]bool{true, false} {
			var group hand
			for _, s := range old {
				if s.first == first {
					group = append(group, s)
				}
			}
			if len(group) > 0 {
				outcomes = h.each(outcomes, func(seen hand) []outcome { return h.apart(seen, group, first) })
			}
		}
		return outcomes
	})
	missing.Add(missing, h.grown)
	h.grown = new(big.Rat)
	if missing.Sign() > 0 {
		h.fail.Add(h.fail, missing)
		h.cause = FewFaces
	}
}

// apart returns what becomes of a group of dice that were rolled in any order
// after others, which they must not equal.
//
// If all faces have the same chance the order does not matter: in the end
// every value that the group showed is there once, and the dice that are too
// many show other faces, any choice of them with the same chance. For that die
// that takes away a value from a later one makes that one go on for it.
func (h *hands) apart(seen, group hand, first bool) []outcome {
	if !h.equalSides() {
		return h.inOrder(seen, group, first)
	}
	taken := make(map[int64]bool)
	for _, s := range seen {
		taken[s.value] = true
	}
	next := seen[:len(seen):len(seen)]
	for _, s := range group {
		if !taken[s.value] {
			taken[s.value] = true
			next = append(next, s)
		}
	}
	missing := len(seen) + len(group) - len(next)
	if missing == 0 {
		return []outcome{{next, unit(), one}}
	}
	h.m.spend(int64(len(h.faces)) * bigOp / 2)
	var free []int64
	for _, f := range h.faces {
		if !taken[f.value] {
			free = append(free, f.value)
		}
	}
	return h.pick(next, free, missing, first)
}

// pick adds n different free values, every choice with the same chance.
func (h *hands) pick(to hand, free []int64, n int, first bool) (outcomes []outcome) {
	over := h.m.choose(int64(len(free)), int64(n))
	var pick func(to hand, free []int64, left int)
	pick = func(to hand, free []int64, left int) {
		h.m.spend(bigOp)
		if left == 0 {
			h.m.hold(int64(bigOp + len(to)*4))
			h.m.spend(12 * bigOp)
			outcomes = append(outcomes, outcome{to, unit(), over})
			return
		}
		for i := 0; i+left <= len(free); i++ {
			pick(append(to[:len(to):len(to)], state{value: free[i], first: first}), free[i+1:], left-1)
		}
	}
	pick(to, free, n)
	return outcomes
}

// inOrder is apart for faces of different chances: dice of a group are equally
// likely to have been rolled in any order.
func (h *hands) inOrder(seen, group hand, first bool) (outcomes []outcome) {
	if slices.ContainsFunc(h.mods, func(mod dice.Modifier) bool {
		return mod.Op == dice.Explode || mod.Op == dice.Penetrate
	}) {
		panic(&Error{Code: TooMuch}) // where the last die is one that doesn't explode
	}
	if len(group) == 0 {
		return []outcome{{seen, unit(), one}}
	}
	for i, s := range group {
		if i > 0 && s == group[i-1] {
			continue
		}
		same := int64(0)
		for _, other := range group {
			if other == s {
				same++
			}
		}
		rest := slices.Delete(slices.Clone(group), i, i+1)
		chosen := []outcome{{nil, monomial(0, big.NewInt(same)), big.NewInt(int64(len(group)))}}
		thrown := h.each(chosen, func(hand) []outcome { return h.another(seen, s) })
		outcomes = append(outcomes, h.each(thrown, func(seen hand) []outcome { return h.inOrder(seen, rest, first) })...)
	}
	return outcomes
}

// another adds a die, thrown again until no other shows the same.
func (h *hands) another(seen hand, s state) (outcomes []outcome) {
	shows := func(value int64) bool {
		return slices.ContainsFunc(seen, func(other state) bool { return other.value == value })
	}
	if !shows(s.value) {
		return []outcome{{append(seen[:len(seen):len(seen)], s), unit(), one}}
	}
	sides := int64(0)
	for _, f := range h.faces {
		if !shows(f.value) {
			sides += f.sides
		}
	}
	for _, f := range h.faces {
		if !shows(f.value) {
			next := append(seen[:len(seen):len(seen)], state{value: f.value, first: s.first})
			outcomes = append(outcomes, outcome{next, monomial(0, big.NewInt(f.sides)), big.NewInt(sides)})
		}
	}
	return outcomes
}
