package dice

import (
	"cmp"
	"slices"
)

// A cup holds the dice of one pool while it is rolled.
type cup struct {
	*worker
	node   *Pool
	sides  *Sides
	start  int  // of its dice in the result
	logAt  int  // of its throws in the result's log
	sorted bool // it is to be shown sorted
}

// pool rolls a pool and returns its total.
func (w *worker) pool(n *Pool) int64 {
	var c cup
	c.worker, c.node, c.sides = w, n, &n.Sides
	number := n.Count
	if n.Amount != nil {
		number = w.amount(n)
	}
	if n.Sides.Kind == Computed {
		c.sides = w.computed(n)
	}
	c.start, c.logAt = len(w.res.dice), w.res.logLength()
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
	p.log = w.res.logFrom(c.logAt)
	return total
}

// amount rolls the number of dice of a pool.
func (w *worker) amount(n *Pool) int64 {
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

// computed rolls the number of sides of a pool's dice and returns what they are.
func (w *worker) computed(n *Pool) *Sides {
	number := w.value(n.Sides.Expr)
	switch {
	case w.err != nil:
	case number < 1:
		w.fail(n, RolledSides, itoa(number))
	case number > w.limits.Sides:
		w.fail(n, TooManySides, itoa(number), itoa(w.limits.Sides))
	}
	sides := &Sides{Kind: Computed, N: number, Expr: n.Sides.Expr, lowest: 1, highest: number}
	for i := range n.Mods {
		if m := &n.Mods[i]; w.err == nil && sides.neverEnds(m) {
			w.fail(n, NeverEnds, "d"+itoa(number)+m.String())
		}
	}
	return sides
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
	sides := c.sides
	for len(dice) > 0 {
		some := dice[:min(len(dice), len(c.faces))]
		c.throwSome(some, Die{Sides: int32(sides.N), Flags: flags, Order: uint16(order)})
		dice = dice[len(some):]
		order += len(some)
	}
	if sides.isD20() {
		markNatural(res.dice[first:])
	}
}

// throwSome throws at most as many dice as the worker has room for; all become
// like the given one, with a face and an order of their own.
func (c *cup) throwSome(dice []Die, like Die) {
	faces := c.faces[:len(dice)]
	c.source.Throw(faces, uint32(like.Sides))
	if list := c.sides.Faces; list != nil {
		for i, face := range faces {
			like.Face = list[face]
			dice[i] = like
			like.Order++
		}
		return
	}
	for i, face := range faces {
		like.Face = int64(face) + 1
		dice[i] = like
		like.Order++
	}
}

// again throws one die without adding it to the pool, and returns its face.
func (c *cup) again() int64 {
	if c.left == 0 || c.err != nil {
		c.fail(c.node, BudgetSpent, itoa(int64(c.limits.Dice)))
		return 0
	}
	c.left--
	face := c.faces[:1]
	c.source.Throw(face, uint32(c.sides.N))
	if c.sides.Faces != nil {
		return c.sides.Faces[face[0]]
	}
	return int64(face[0]) + 1
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
