package dice

import (
	"cmp"
	"slices"
)

// group rolls the elements of a group and returns its total.
func (w *worker) group(n *Group) int64 {
	if n.OnDice() {
		return w.groupOfDice(n)
	}
	base := len(w.items)
	var total int64
	for _, item := range n.Items {
		from := len(w.res.pools)
		v := w.value(item)
		w.items = append(w.items, Item{Node: item, Total: v, Kept: true, Pools: w.nest(from)})
	}
	items := w.items[base:]
	counted := w.modifyItems(items, n.Mods)
	for i := range items {
		total = w.addItem(n, total, &items[i], counted)
	}
	w.closeGroup(n, total, base)
	return total
}

// nest moves the pools from the given one on out of the top level.
func (w *worker) nest(from int) []PoolResult {
	res, others := w.res, w.res.others()
	start := len(others.nested)
	others.nested = append(others.nested, res.pools[from:]...)
	res.pools = res.pools[:from]
	return others.nested[start:len(others.nested):len(others.nested)]
}

// closeGroup records the result of a group, whose items are those from base on.
func (w *worker) closeGroup(n *Group, total int64, base int) {
	res, others := w.res, w.res.others()
	start := len(others.items)
	others.items = append(others.items, w.items[base:]...)
	w.items = w.items[:base]
	items := others.items[start:len(others.items):len(others.items)]
	res.pools = append(res.pools, PoolResult{Node: n, Total: total, Items: items})
}

// addItem adds what an element contributes to the total of its group.
func (w *worker) addItem(n *Group, total int64, item *Item, counted bool) int64 {
	switch {
	case !item.Kept:
		unmark(item.Pools)
		return total
	case !counted:
		return w.add(n, total, item.Total)
	}
	if item.Flags.Has(Hit) {
		total++
	}
	if item.Flags.Has(Against) {
		total--
	}
	return total
}

// unmark takes the marks of natural 20 and 1 off dice that do not count.
func unmark(pools []PoolResult) {
	for i := range pools {
		for j := range pools[i].Dice {
			pools[i].Dice[j].Flags &^= Natural20 | Natural1
		}
		for j := range pools[i].Items {
			unmark(pools[i].Items[j].Pools)
		}
	}
}

// modifyItems applies modifiers to the totals of elements, and reports whether
// they count.
func (w *worker) modifyItems(items []Item, mods []Modifier) (counted bool) {
	for k := range mods {
		m := &mods[k]
		switch m.Op {
		case KeepHighest, KeepLowest, DropLowest, DropHighest:
			w.keepOrDropItems(items, m)
		case KeepIf, DropIf:
			for i := range items {
				if m.Cmp.Holds(items[i].Total, m.N) == (m.Op == DropIf) {
					items[i].Kept = false
				}
			}
		case CountIf:
			flagItems(items, m, Hit)
			counted = true
		case CountAgainst:
			flagItems(items, m, Against)
		case SortUp:
			slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(a.Total, b.Total) })
		case SortDown:
			slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(b.Total, a.Total) })
		}
	}
	return counted
}

func (w *worker) keepOrDropItems(items []Item, m *Modifier) {
	w.values = w.values[:0]
	for i := range items {
		if items[i].Kept {
			w.values = append(w.values, items[i].Total)
		}
	}
	cut := newCut(w.values, m)
	for i := range slices.Backward(items) {
		if items[i].Kept && cut.drops(items[i].Total) {
			items[i].Kept = false
		}
	}
}

func flagItems(items []Item, m *Modifier, flag Flags) {
	for i := range items {
		if items[i].Kept && m.Cmp.Holds(items[i].Total, m.N) {
			items[i].Flags |= flag
		}
	}
}

// groupOfDice rolls a group of one element, a sum of pools and numbers, and
// applies the modifiers to all its dice as if they were one pool.
func (w *worker) groupOfDice(n *Group) int64 {
	firstPool, base := len(w.res.pools), len(w.terms)
	numbers := w.termsOf(n.Items[0])
	if w.err != nil {
		return 0
	}
	for i := range w.terms[base:] {
		w.terms[base+i] -= firstPool
	}
	nested := w.nest(firstPool)
	counted := w.chooseAmong(n, nested, w.terms[base:])

	total := numbers
	item := Item{Node: n.Items[0], Total: numbers, Kept: true, Pools: nested}
	for _, i := range w.terms[base:] {
		pool := &nested[i]
		pool.Total = w.sum(n, pool.Dice, false)
		item.Total = w.add(n, item.Total, pool.Total)
		total = w.add(n, total, w.sum(n, pool.Dice, counted))
	}
	w.terms = w.terms[:base]
	w.items = append(w.items, item)
	w.closeGroup(n, total, len(w.items)-1)
	return total
}

// termsOf rolls a sum of pools and numbers. It notes which pools of the result
// are terms of the sum, and returns what the numbers come to.
func (w *worker) termsOf(n Node) int64 {
	switch n := n.(type) {
	case *Noted:
		return w.termsOf(n.X)
	case *Pool:
		w.value(n)
		w.terms = append(w.terms, len(w.res.pools)-1)
		return 0
	case *Binary:
		x := w.termsOf(n.X)
		return w.binary(n, x, w.termsOf(n.Y))
	}
	return w.value(n)
}

// chooseAmong applies the modifiers of a group to the dice of these pools.
func (w *worker) chooseAmong(n *Group, pools []PoolResult, terms []int) (counted bool) {
	dice := w.together[:0]
	for _, i := range terms {
		dice = append(dice, pools[i].Dice...)
	}
	w.together = dice
	for k := range n.Mods {
		m := &n.Mods[k]
		w.choose(dice, m)
		counted = counted || m.Op == CountIf
	}
	for _, i := range terms {
		own := pools[i].Dice
		dice = dice[copy(own, dice):]
		sortDice(own, n.Mods)
	}
	return counted
}
