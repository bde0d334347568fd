package odds

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/big"
	"slices"

	"feyre/dice"
)

// hands are all that the dice of a pool can show together, whatever their
// order, with what dice that no modifier looks at any more have added. They
// are followed from one modifier to the next: this can be done with any
// modifiers, but only with few dice.
type hands struct {
	*chain
	ids    map[state]uint16
	states []state
	weight map[string]terms // by hand, over whole
	whole  *big.Int
	fail   *big.Rat
	cause  Cause
	grown  *big.Rat // chance of more dice than are followed, which unique will refuse
}

// A hand is dice in play in any order.
type hand []state

// An outcome is what a step makes of a hand, with a weight over another number.
type outcome struct {
	hand
	by   terms
	over *big.Int
}

// newHands returns the one hand of no dice.
func newHands(c *chain) *hands {
	return &hands{
		chain: c, ids: map[state]uint16{}, whole: one, fail: new(big.Rat), grown: new(big.Rat),
		weight: map[string]terms{"": unit()},
	}
}

// key names a hand: the numbers of its states in ascending order.
func (h *hands) key(dice hand) string {
	ids := make([]uint16, len(dice))
	for i, s := range dice {
		id, known := h.ids[s]
		if !known {
			if len(h.states) > math.MaxUint16 {
				panic(&Error{Code: TooMuch})
			}
			id = uint16(len(h.states))
			h.ids[s] = id
			h.states = append(h.states, s)
		}
		ids[i] = id
	}
	slices.Sort(ids)
	key := make([]byte, 0, 2*len(ids))
	for _, id := range ids {
		key = binary.BigEndian.AppendUint16(key, id)
	}
	return string(key)
}

// hand returns the dice of a key, the highest first, and of equal ones those
// of the first throw, which were rolled first.
func (h *hands) hand(key string) hand {
	dice := make(hand, 0, len(key)/2)
	for b := []byte(key); len(b) > 0; b = b[2:] {
		dice = append(dice, h.states[binary.BigEndian.Uint16(b)])
	}
	slices.SortFunc(dice, func(a, b state) int {
		switch {
		case a.value > b.value, a.value == b.value && a.first && !b.first:
			return -1
		case a == b:
			return 0
		}
		return 1
	})
	return dice
}

// laterFirst is the order in which dice are dropped from above: of equal ones
// the earlier are kept.
func laterFirst(a, b state) int {
	switch {
	case a.value != b.value:
		return cmp.Compare(b.value, a.value)
	case a.first == b.first:
		return 0
	case b.first:
		return -1
	}
	return 1
}

// step replaces every hand by its outcomes, whose chances may add up to less
// than 1. It returns the chance that is missing then.
func (h *hands) step(next func(hand) []outcome) (missing *big.Rat) {
	before := h.mass()
	keys := h.keys()
	all, common := make([][]outcome, len(keys)), one
	for i, key := range keys {
		h.m.spend(int64(8 * bigOp * (len(key) + 1)))
		h.m.hold(int64(2 * len(key)))
		all[i] = next(h.hand(key))
		for _, o := range all[i] {
			if o.over != one {
				common = lcm(h.m, common, o.over)
			}
		}
	}
	weight := make(map[string]terms, len(h.weight))
	for i, key := range keys {
		for _, o := range all[i] {
			h.m.spend(int64(6*bigOp + 40*len(o.hand)))
			t := h.weight[key].mul(h.m, o.by).scale(h.m, new(big.Int).Quo(common, o.over))
			name := h.key(o.hand)
			if len(weight[name].at) == 0 {
				h.m.hold(int64(len(name)/8+24) + int64(len(t.at)*(t.words()+6)))
			}
			weight[name] = weight[name].add(h.m, t)
		}
	}
	h.weight, h.whole = weight, new(big.Int).Mul(h.whole, common)
	return before.Sub(before, h.mass())
}

// keys lists the hands in a fixed order.
func (h *hands) keys() []string {
	keys := make([]string, 0, len(h.weight))
	for key := range h.weight {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// mass is the chance of all hands.
func (h *hands) mass() *big.Rat {
	sum := new(big.Int)
	for _, t := range h.weight {
		h.m.spend(int64(len(t.at)+1) * bigOp)
		sum.Add(sum, t.sum())
	}
	h.m.spend(gcdUnits(len(h.whole.Bits()), len(h.whole.Bits())))
	return new(big.Rat).SetFrac(sum, h.whole)
}

// throw begins with n dice of the first throw.
func (h *hands) throw(n int64) {
	h.step(func(hand) []outcome { return h.more(nil, int(n), all, 0, state{first: true}, 0) })
}

// walk follows the hands through all modifiers.
func (h *hands) walk() {
	alone := len(h.mods) // from here on every modifier looks at one die at a time
	for alone > 0 && !sharedMod(h.mods[alone-1]) {
		alone--
	}
	for j := range alone {
		h.modify(j)
	}
	h.settle(alone)
}

// sharedMod reports whether a modifier looks at more than one die.
func sharedMod(mod dice.Modifier) bool {
	return byRank(mod.Op) || mod.Op == dice.Unique || mod.Op == dice.RerollAdd
}

// settle adds what the dice come to that are left to modifiers from j on.
func (h *hands) settle(j int) {
	h.step(func(old hand) []outcome {
		o := outcome{by: unit(), over: one}
		for _, s := range old {
			if o = h.drop(o, h.after(j, s)); o.over == nil {
				return nil
			}
		}
		return []outcome{o}
	})
}

// drop adds to an outcome what a die adds that is not looked at any more.
func (h *hands) drop(o outcome, p part) outcome {
	if p.never {
		return outcome{}
	}
	o.by = o.by.shift(p.shift)
	if p.by != nil {
		o.by = o.by.mul(h.m, p.by.num)
		o.over = new(big.Int).Mul(o.over, p.by.den.by[0])
	}
	return o
}

// dist returns the distribution of the totals, once no die is in play.
func (h *hands) dist() *dist {
	d := cut(h.weight[""], h.whole, math.MinInt64, math.MaxInt64)
	if h.fail.Sign() != 0 {
		common := lcm(h.m, d.whole, h.fail.Denom())
		d.terms = d.terms.scale(h.m, new(big.Int).Quo(common, d.whole))
		d.whole, d.cause = common, h.cause
		d.fail = new(big.Int).Mul(h.fail.Num(), new(big.Int).Quo(common, h.fail.Denom()))
		d.settle()
	}
	return d
}
