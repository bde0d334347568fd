package dice

import (
	"cmp"
	"slices"
)

// A cup holds the dice of one pool while it is rolled.
type cup struct {
	*worker
	node  *Pool
	faces faceSet
	start int // of its dice in the result
	logAt int // of its throws in the result's log
}

// pool rolls a pool and returns its total.
func (w *worker) pool(n *Pool) int64 {
	c := cup{worker: w, node: n}
	count := w.count(n)
	c.faces = w.sides(n)
	c.start, c.logAt = len(w.res.dice), len(w.res.log)
	c.throw(int(count), Kept)
	counted := false
	for _, m := range n.Mods {
		if w.err != nil {
			return 0
		}
		c.apply(m)
		counted = counted || m.Op == CountIf
	}
	dice := c.dice()
	total := w.sum(n, dice, counted)
	sortDice(dice, n.Mods)
	log := w.res.log[c.logAt:]
	w.res.pools = append(w.res.pools, PoolResult{Node: n, Total: total, Dice: dice, log: log[:len(log):len(log)]})
	return total
}

// count is the number of dice of a pool, rolled if it must be.
func (w *worker) count(n *Pool) int64 {
	if n.Amount == nil {
		return n.Count
	}
	count := w.value(n.Amount)
	switch {
	case w.err != nil:
	case count < 0:
		w.fail(n, NegativeCount, itoa(count))
	case count > int64(w.limits.Dice):
		w.fail(n, TooManyDice, itoa(count), itoa(int64(w.limits.Dice)))
	}
	return count
}

// sides are the faces of a pool's dice, rolled if they must be.
func (w *worker) sides(n *Pool) faceSet {
	if n.Sides.Kind != Computed {
		return n.Sides.faces()
	}
	sides := w.value(n.Sides.Expr)
	switch {
	case w.err != nil:
	case sides < 1:
		w.fail(n, RolledSides, itoa(sides))
	case sides > w.limits.Sides:
		w.fail(n, TooManySides, itoa(sides), itoa(w.limits.Sides))
	}
	faces := numbered(sides)
	for _, m := range n.Mods {
		if w.err == nil && faces.neverEnds(m) {
			w.fail(n, NeverEnds, "d"+itoa(sides)+m.String())
		}
	}
	return faces
}

// dice are those thrown so far.
func (c *cup) dice() []Die {
	all := c.res.dice
	return all[c.start:len(all):len(all)]
}

// throw adds dice to the pool, as far as the budget allows.
func (c *cup) throw(count int, flags Flags) {
	if !c.spend(c.node, count) {
		return
	}
	res := c.res
	res.dice = slices.Grow(res.dice, count)
	order := len(res.dice) - c.start
	sides := c.faces.sides()
	for count > 0 {
		faces := c.worker.faces[:min(count, len(c.worker.faces))]
		c.source.Throw(faces, uint32(sides))
		from := len(res.dice)
		res.dice = res.dice[:from+len(faces)]
		dice := res.dice[from:]
		for i, face := range faces {
			dice[i] = Die{Face: int64(face) + c.faces.lowest, Sides: int32(sides), Flags: flags, Order: uint16(order + i)}
		}
		if c.faces.list != nil {
			for i, face := range faces {
				dice[i].Face = c.faces.list[face]
			}
		} else if sides == 20 {
			markNatural(dice)
		}
		order += len(faces)
		count -= len(faces)
	}
}

// again throws one die without adding it to the pool, and returns its face.
func (c *cup) again() int64 {
	if !c.spend(c.node, 1) {
		return 0
	}
	faces := c.worker.faces[:1]
	c.source.Throw(faces, uint32(c.faces.sides()))
	if c.faces.list != nil {
		return c.faces.list[faces[0]]
	}
	return int64(faces[0]) + c.faces.lowest
}

// markNatural marks 20 and 1 on d20s as they are thrown.
func markNatural(dice []Die) {
	for i := range dice {
		d := &dice[i]
		d.Flags &^= Natural20 | Natural1
		switch d.Face {
		case 20:
			d.Flags |= Natural20
		case 1:
			d.Flags |= Natural1
		}
	}
}

// sum is the total of a pool, or of the dice of a group, at n.
func (w *worker) sum(n Node, dice []Die, counted bool) (total int64) {
	for i := range dice {
		d := &dice[i]
		switch {
		case !d.Kept():
		case !counted:
			total = w.add(n, total, d.Face)
		default:
			if d.Flags.Has(Hit) {
				total++
			}
			if d.Flags.Has(Against) {
				total--
			}
		}
	}
	return total
}

// sortDice puts dice in the order that the last sort among the modifiers asks for.
func sortDice(dice []Die, mods []Modifier) {
	for _, m := range slices.Backward(mods) {
		switch m.Op {
		case SortUp:
			slices.SortStableFunc(dice, func(a, b Die) int { return cmp.Compare(a.Face, b.Face) })
			return
		case SortDown:
			slices.SortStableFunc(dice, func(a, b Die) int { return cmp.Compare(b.Face, a.Face) })
			return
		}
	}
}
