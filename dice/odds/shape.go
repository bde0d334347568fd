package odds

import (
	"slices"

	"feyre/dice"
)

// A shape says how the modifiers of a pool are to be read.
type shape struct {
	kind shapeKind
	// from and to are the stretch of keeps and drops by rank, for a ranked pool.
	from, to int
	// adder is the place of the modifier before it that adds dice, or -1.
	adder int
	// absent says that dice may have left before the keeps.
	absent bool
	// unique says that the pool begins with unique.
	unique bool
	// among says that the dice are ranked among those of other pools.
	among bool
}

type shapeKind uint8

const (
	alone  shapeKind = iota // every modifier looks at one die at a time
	ranked                  // one stretch of keeps and drops, before and behind it each die alone
	mixed                   // anything else
)

// shape tells how to read the modifiers.
func (c *chain) shape() shape {
	s := shape{kind: alone, adder: -1}
	j := 0
	for ; j < len(c.mods) && c.mods[j].Op == dice.Unique; j++ {
		s.unique, s.kind = true, ranked
	}
	s.from, s.to = j, j
	for ; j < len(c.mods); j++ {
		switch op := c.mods[j].Op; {
		case op == dice.Unique:
			return shape{kind: mixed}
		case byRank(op) && (s.to == s.from || s.to == j):
			if s.to == s.from {
				s.from = j
			}
			s.to, s.kind = j+1, ranked
		case byRank(op):
			return shape{kind: mixed}
		}
	}
	if s.kind == alone {
		return s
	}
	return c.before(s)
}

// before looks at what happens before the keeps.
func (c *chain) before(s shape) shape {
	if s.unique {
		if !c.equalSides() || s.to > s.from && c.mods[s.from-1].Op != dice.Unique {
			return shape{kind: mixed}
		}
		return s
	}
	for j, mod := range c.mods[:s.from] {
		switch mod.Op {
		case dice.KeepIf, dice.DropIf:
			s.absent = true
		case dice.Explode, dice.ExplodeOnce, dice.Penetrate:
			if s.adder >= 0 {
				return shape{kind: mixed}
			}
			s.adder = j
		}
	}
	if s.absent && anchorOf(c.mods[s.from:s.to]) == 0 {
		return shape{kind: mixed}
	}
	return s
}

// anchorOf tells where keeps and drops count from: 1 for all from the highest
// die, -1 for all from the lowest, 0 for both.
func anchorOf(mods []dice.Modifier) int {
	top, bottom := 1, 1
	for _, mod := range mods {
		switch mod.Op {
		case dice.KeepHighest, dice.DropHighest:
			bottom = 0
		case dice.KeepLowest, dice.DropLowest:
			top = 0
		}
	}
	return top - bottom
}

// byRank reports whether a modifier keeps or drops by rank.
func byRank(op dice.Op) bool {
	return op == dice.KeepHighest || op == dice.KeepLowest || op == dice.DropLowest || op == dice.DropHighest
}

// equalSides reports whether all faces have the same chance.
func (c *chain) equalSides() bool {
	return !slices.ContainsFunc(c.faces, func(f face) bool { return f.sides != 1 })
}

// A window is the places from lo to hi that are kept, of dice in descending order.
type window struct{ lo, hi int64 }

// window returns the dice that the keeps and drops from one modifier to another
// leave of n.
func windowOf(mods []dice.Modifier, n int64) window {
	w := window{0, n}
	for _, mod := range mods {
		number := min(mod.N, n)
		switch mod.Op {
		case dice.KeepHighest:
			w.hi = min(w.hi, w.lo+number)
		case dice.DropLowest:
			w.hi = max(w.lo, w.hi-number)
		case dice.KeepLowest:
			w.lo = max(w.lo, w.hi-number)
		case dice.DropHighest:
			w.lo = min(w.hi, w.lo+number)
		}
	}
	return w
}
