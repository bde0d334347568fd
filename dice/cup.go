package dice

import (
	"cmp"
	"slices"
)

// A cup holds the dice of one pool while it is rolled.
type cup struct {
	*worker
	node   *Pool
	faces  *faceSet
	start  int  // of its dice in the result
	logAt  int  // of its throws in the result's log
	sorted bool // it is to be shown sorted
}

// pool rolls a pool and returns its total.
func (w *worker) pool(n *Pool) int64 {
	c := cup{worker: w, node: n, faces: &n.Sides.faces}
	number := w.number(n)
	if n.Sides.Kind == Computed {
		c.faces = w.sides(n)
	}
	c.start, c.logAt = len(w.res.dice), len(w.res.log)
	c.throw(int(number), Kept)
	counted := false
	for i := range n.Mods {
		if w.err != nil {
			return 0
		}
		m := &n.Mods[i]
		c.apply(m)
		counted = counted || m.Op == CountIf
	}
	dice := c.dice()
	total := w.sum(n, dice, counted)
	if c.sorted {
		sortDice(dice, n.Mods)
	}
	p := w.res.addPool()
	p.Node, p.Total, p.Dice, p.Items = n, total, dice, nil
	p.log = w.res.log[c.logAt:len(w.res.log):len(w.res.log)]
	return total
}

// number is the number of dice of a pool, rolled if it must be.
func (w *worker) number(n *Pool) int64 {
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

// sides rolls the number of sides of a pool's dice and returns their faces.
func (w *worker) sides(n *Pool) *faceSet {
	sides := w.value(n.Sides.Expr)
	switch {
	case w.err != nil:
	case sides < 1:
		w.fail(n, RolledSides, itoa(sides))
	case sides > w.limits.Sides:
		w.fail(n, TooManySides, itoa(sides), itoa(w.limits.Sides))
	}
	faces := &faceSet{lowest: 1, highest: sides}
	for i := range n.Mods {
		if m := &n.Mods[i]; w.err == nil && faces.neverEnds(m) {
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
	if count > c.left || c.err != nil {
		c.fail(c.node, BudgetSpent, itoa(int64(c.limits.Dice)))
		return
	}
	c.left -= count
	res := c.res
	first := len(res.dice)
	res.dice = slices.Grow(res.dice, count)[:first+count]
	dice := res.dice[first:]
	order := first - c.start
	sides := c.faces.sides()
	for len(dice) > 0 {
		faces := c.worker.faces[:min(len(dice), len(c.worker.faces))]
		c.source.Throw(faces, uint32(sides))
		some := dice[:len(faces)]
		for i := range some {
			some[i] = Die{Face: int64(faces[i]) + c.faces.lowest, Sides: int32(sides), Flags: flags, Order: uint16(order + i)}
		}
		if c.faces.list != nil {
			for i := range some {
				some[i].Face = c.faces.list[faces[i]]
			}
		}
		dice = dice[len(faces):]
		order += len(faces)
	}
	if sides == 20 && c.faces.list == nil {
		markNatural(res.dice[first:])
	}
}

// again throws one die without adding it to the pool, and returns its face.
func (c *cup) again() int64 {
	if c.left == 0 || c.err != nil {
		c.fail(c.node, BudgetSpent, itoa(int64(c.limits.Dice)))
		return 0
	}
	c.left--
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
	if counted {
		return count(dice, Kept|Hit) - count(dice, Kept|Against)
	}
	var wrapped int64 // negative once a sum has wrapped around
	for i := range dice {
		d := &dice[i]
		face := d.Face & -int64(d.Flags&Kept) // 0 if it was dropped
		sum := total + face
		wrapped |= (total ^ sum) & (face ^ sum)
		total = sum
	}
	if wrapped < 0 {
		w.fail(n, Overflow)
	}
	return total
}

// count is how many dice have all these flags.
func count(dice []Die, flags Flags) (n int64) {
	for i := range dice {
		if dice[i].Flags.Has(flags) {
			n++
		}
	}
	return n
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
