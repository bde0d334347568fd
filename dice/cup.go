package dice

import (
	"cmp"
	"slices"
)

// A cup holds the dice of one pool while it is rolled.
type cup struct {
	*worker
	node    *Pool
	sides   *Sides
	dice    []Die // thrown so far, in the result
	logAt   int   // of its throws in the result's log
	total   int64 // of the kept dice, unless changed
	changed bool  // more was done than to throw dice numbered from 1, keep and drop
	counted bool  // the total is a number of dice
	sorted  bool  // it is to be shown sorted
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
	c.logAt = w.res.logLength()
	c.throw(int(number), Kept)
	for i := range n.Mods {
		if w.err != nil {
			return 0
		}
		if m := &n.Mods[i]; m.Op <= DropHighest { // mostly
			c.total -= w.keepOrDrop(c.dice, m)
		} else {
			c.changed = true
			c.apply(m)
		}
	}
	var log []thrown
	if c.changed {
		log = c.finish()
	}
	res := w.res
	if len(res.pools) == cap(res.pools) {
		res.growPools()
	}
	res.pools = res.pools[:len(res.pools)+1]
	p := &res.pools[len(res.pools)-1]
	p.Node, p.Total, p.Dice, p.Items, p.log = n, c.total, c.dice, nil, log
	return c.total
}

// finish totals and sorts dice that more was done with than to throw, keep and
// drop them, and returns what the log has of them.
func (c *cup) finish() []thrown {
	c.total = c.sum(c.node, c.dice, c.counted)
	if c.sorted {
		sortDice(c.dice, c.node.Mods)
	}
	return c.res.logFrom(c.logAt)
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

// throw adds dice to the pool, as far as the budget allows.
func (c *cup) throw(count int, flags Flags) {
	if count > c.left || c.err != nil {
		c.fail(c.node, BudgetSpent, itoa(int64(c.limits.Dice)))
		return
	}
	c.left -= count
	res, before := c.res, len(c.dice)
	start, end := len(res.dice)-before, len(res.dice)+count
	if end > cap(res.dice) {
		res.growDice(count)
	}
	res.dice = res.dice[:end]
	dice := res.dice[start:end:end]
	c.dice = dice
	added := dice[before:]
	if c.dealer.generator != nil {
		c.total += c.dealer.deal(added, int32(c.sides.N), flags, before)
	} else {
		c.show(added, flags, before)
	}
	if c.sides.Faces != nil {
		c.changed = true
		relabel(added, c.sides.Faces)
	}
	if c.sides.isD20() {
		markNatural(added)
	}
}

// show throws dice with a source that deals none, as a dealer deals them.
func (c *cup) show(dice []Die, flags Flags, order int) {
	c.faces = slices.Grow(c.faces[:0], len(dice))[:len(dice)]
	c.source.Throw(c.faces, uint32(c.sides.N))
	for i, face := range c.faces {
		dice[i] = Die{int64(face) + 1, int32(c.sides.N), flags, uint16(order + i)}
		c.total += dice[i].Face
	}
}

// relabel gives dice that show 1, 2 and so on the faces of a list.
func relabel(dice []Die, list []int64) {
	for i := range dice {
		dice[i].Face = list[dice[i].Face-1]
	}
}

// again throws one die without adding it to the pool, and returns its face.
func (c *cup) again() int64 {
	if c.left == 0 || c.err != nil {
		c.fail(c.node, BudgetSpent, itoa(int64(c.limits.Dice)))
		return 0
	}
	c.left--
	c.source.Throw(c.one[:], uint32(c.sides.N))
	if c.sides.Faces != nil {
		return c.sides.Faces[c.one[0]]
	}
	return int64(c.one[0]) + 1
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
	for _, d := range dice {
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
