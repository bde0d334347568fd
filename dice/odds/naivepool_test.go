package odds_test

import (
	"slices"

	"feyre/dice"
)

// aDie is a die on the table.
type aDie struct {
	face         int64
	dropped      bool
	late         bool // it was not in the first throw
	apart        bool // added by e or eo
	hit, against bool
}

type table struct {
	n       *naive
	faces   []int64
	highest int64
	dice    []*aDie
}

func (t *table) throw() int64 { return t.faces[t.n.choose(len(t.faces))] }

// inPlay are the dice that modifiers act on.
func (t *table) inPlay() (dice []*aDie) {
	for _, d := range t.dice {
		if !d.dropped && !d.apart {
			dice = append(dice, d)
		}
	}
	return dice
}

func (n *naive) pool(node *dice.Pool) (int64, []*aDie) {
	count := node.Count
	if node.Amount != nil {
		count = n.value(node.Amount)
	}
	if count < 0 {
		panic(errFails)
	}
	t := &table{n: n, faces: node.Sides.Faces}
	if t.faces == nil {
		sides := node.Sides.N
		if node.Sides.Kind == dice.Computed {
			sides = n.value(node.Sides.Expr)
		}
		for face := range sides {
			t.faces = append(t.faces, face+1)
		}
	}
	if len(t.faces) == 0 {
		panic(errFails)
	}
	t.highest = slices.Max(t.faces)
	if slices.ContainsFunc(node.Mods, t.neverEnds) {
		panic(errFails)
	}
	for range count {
		t.dice = append(t.dice, &aDie{face: t.throw()})
	}
	counting := false
	for _, mod := range node.Mods {
		t.modify(mod)
		counting = counting || mod.Op == dice.CountIf
	}
	return sumOf(t.dice, counting), t.dice
}

func sumOf(dice []*aDie, counting bool) (total int64) {
	for _, d := range dice {
		switch {
		case d.dropped:
		case !counting:
			total += d.face
		default:
			if d.hit {
				total++
			}
			if d.against {
				total--
			}
		}
	}
	return total
}

func (n *naive) group(node *dice.Group) int64 {
	if node.OnDice() {
		numbers, all := n.gather(node.Items[0])
		counting := false
		for _, mod := range node.Mods {
			choose(all, mod)
			counting = counting || mod.Op == dice.CountIf
		}
		return numbers + sumOf(all, counting)
	}
	items := make([]*aDie, len(node.Items))
	for i, item := range node.Items {
		items[i] = &aDie{face: n.value(item)}
	}
	counting := false
	for _, mod := range node.Mods {
		choose(items, mod)
		counting = counting || mod.Op == dice.CountIf
	}
	return sumOf(items, counting)
}

// gather rolls the one element of a group.
func (n *naive) gather(node dice.Node) (numbers int64, all []*aDie) {
	switch node := node.(type) {
	case *dice.Noted:
		return n.gather(node.X)
	case *dice.Pool:
		_, all := n.pool(node)
		return 0, all
	case *dice.Binary:
		x, a := n.gather(node.X)
		y, b := n.gather(node.Y)
		return arithmetic(node.Op, x, y), append(a, b...)
	}
	return n.value(node), nil
}
