package odds

import (
	"math/big"
	"slices"

	"feyre/dice"
)

// A chain is a kind of die and the modifiers that act on it, from left to
// right. It finds out what one die adds to the total, itself and all dice that
// are thrown because of it: a generating function. Modifiers that look at more
// than one die at a time (keeps, drops, unique) are left to others; they cut
// the modifiers into stretches that a chain walks through.
type chain struct {
	m       *meter
	faces   []face
	sides   int64
	highest int64
	mods    []dice.Modifier
	barred  []bool // by modifier: calculate what remains without dice that meet its test
	cut     bool   // series are cut to polynomials
	counted bool   // the total is a count
	limit   int64  // no test tells apart totals above it

	sums     map[sumKey]*ratio
	products map[[2]*ratio]*ratio
	deals    map[dealKey]*deal
}

// A face is one that the die can show, on so many of its sides.
type face struct{ value, sides int64 }

// A state is a die somewhere on its way along the chain.
type state struct {
	value  int64
	first  bool // it is a die of the first throw
	apart  bool // it was added by e or eo: keeps and drops don't see it
	out    bool // it is dropped
	beyond bool // its value is any above the chain's limit, which the result has as a power of x
}

// plays reports whether modifiers act on the die.
func (s state) plays() bool { return !s.out && !s.apart }

// A part is what a die adds: x^shift by, where nil stands for 1. With beyond
// it is that times x to the value that the state left open. The part of what
// cannot be, in a calculation of what remains without it, is never.
type part struct {
	shift  int64
	by     *ratio
	beyond bool
	never  bool
}

// newChain returns the chain of a die with these faces, in any order.
func newChain(m *meter, values []int64, mods []dice.Modifier) *chain {
	c := &chain{m: m, sides: int64(len(values)), mods: mods, barred: make([]bool, len(mods))}
	m.hold(int64(len(values)) * 6)
	m.spend(int64(len(values)) * bigOp / 2)
	if !slices.IsSorted(values) {
		values = slices.Sorted(slices.Values(values))
	}
	c.faces = make([]face, 0, len(values))
	for _, v := range values {
		if last := len(c.faces) - 1; last >= 0 && c.faces[last].value == v {
			c.faces[last].sides++
		} else {
			c.faces = append(c.faces, face{v, 1})
		}
	}
	c.highest = values[len(values)-1]
	c.limit = c.highest
	for _, mod := range mods {
		c.counted = c.counted || mod.Op == dice.CountIf
		c.limit = max(c.limit, mod.N)
	}
	return c.fresh()
}

// fresh returns c with nothing calculated yet.
func (c *chain) fresh() *chain {
	c.sums, c.products = map[sumKey]*ratio{}, map[[2]*ratio]*ratio{}
	c.deals = map[dealKey]*deal{}
	return c
}

// walks counts the work of taking so many dice from one modifier to another.
func (c *chain) walks(dice, from, to int) {
	const step = 5 // past a modifier
	c.m.spend(int64(dice) * int64(2*bigOp+step*max(0, to-from)))
}

// after returns what a die adds that reaches modifier j in this state.
func (c *chain) after(j int, s state) part {
	var p part
	for ; j < len(c.mods) && !p.never; j++ {
		if s.out && !s.first {
			return p
		}
		mod := &c.mods[j]
		switch meets := c.tests(mod, s); mod.Op {
		case dice.KeepIf, dice.DropIf:
			s.out = s.out || s.plays() && meets == (mod.Op == dice.DropIf)
		case dice.Extra, dice.ExtraOn:
			if s.first && meets {
				p = c.times(p, c.thrown(j+1, state{apart: true}))
			}
		case dice.AtLeast, dice.AtMost:
			s = bounded(s, mod)
		case dice.RerollAdd:
			p.never = c.barred[j] && meets && s.plays()
		case dice.CountIf:
			return c.end(p, j, s)
		default:
			if s.plays() && meets {
				return c.throw(p, j, s)
			}
		}
	}
	return c.end(p, len(c.mods), s)
}

// tests reports whether a die meets the test of a modifier that has one.
func (c *chain) tests(mod *dice.Modifier, s state) bool {
	switch mod.Op {
	case dice.SortUp, dice.SortDown:
		return false
	}
	return mod.Tests(s.value, c.highest)
}

// bounded applies mi and ma.
func bounded(s state, mod *dice.Modifier) state {
	switch {
	case s.out:
	case mod.Op == dice.AtLeast && s.value < mod.N:
		s.value = mod.N
	case mod.Op == dice.AtMost && s.value > mod.N:
		s.value, s.beyond = mod.N, false
	}
	return s
}

// end is the part of a die at the end of the chain: its value, or what the
// counts from modifier j on make of it.
func (c *chain) end(p part, j int, s state) part {
	switch {
	case s.out:
	case c.counted:
		p.shift += c.count(j, s)
	case s.beyond:
		p.beyond = true
	default:
		p.shift += s.value
	}
	return p
}

// count is what a die adds to a count: it is counted once, and taken away once,
// however many tests it meets.
func (c *chain) count(j int, s state) (count int64) {
	meets := func(op dice.Op) bool {
		return slices.ContainsFunc(c.mods[j:], func(mod dice.Modifier) bool { return mod.Op == op && c.tests(&mod, s) })
	}
	if meets(dice.CountIf) {
		count++
	}
	if meets(dice.CountAgainst) {
		count--
	}
	return count
}

// throw is what comes of a die that meets the test of modifier j, which throws dice.
func (c *chain) throw(p part, j int, s state) part {
	switch mod := &c.mods[j]; mod.Op {
	case dice.Explode, dice.Penetrate:
		p = c.times(p, c.exploding(j))
	case dice.ExplodeOnce:
		p = c.times(p, c.thrown(j+1, state{}))
	case dice.Compound, dice.CompoundPenetrate:
		return c.compounding(p, j, s)
	case dice.RerollOnce:
		return c.times(p, c.thrown(j+1, state{first: s.first}))
	case dice.Reroll:
		return c.times(p, c.sum(sumKey{j: j + 1, first: s.first, of: others, test: j}))
	}
	return c.join(p, c.after(j+1, s))
}

// times multiplies a part by a function.
func (c *chain) times(p part, by *ratio) part {
	if p.by == nil {
		p.by = by
		return p
	}
	key := [2]*ratio{p.by, by}
	if c.products[key] == nil {
		c.products[key] = p.by.mul(c.m, by)
	}
	p.by = c.products[key]
	return p
}

// join multiplies two parts.
func (c *chain) join(p, q part) part {
	if q.by != nil {
		p = c.times(p, q.by)
	}
	p.shift += q.shift
	p.beyond = p.beyond || q.beyond
	p.never = p.never || q.never
	return p
}

// ratio returns the part as a function, where beyond is left out.
func (p part) ratio() *ratio {
	if p.by == nil {
		return &ratio{num: monomial(p.shift, one), den: unit()}
	}
	r := &ratio{num: p.by.num.shift(p.shift), den: p.by.den}
	if p.by.lost {
		r.lose(plus(p.by.from, p.shift))
	}
	return r
}

// big.Int of a count, shared where it is 1.
func wide(n int64) *big.Int {
	if n == 1 {
		return one
	}
	return big.NewInt(n)
}
