package dice

import (
	"math"
	"slices"
)

// apply does what a modifier says.
func (c *cup) apply(m *Modifier) {
	dice := c.dice()
	switch m.Op {
	case KeepHighest, KeepLowest, DropLowest, DropHighest:
		c.keepOrDrop(dice, m)
	case Extra, ExtraOn:
		c.extra(dice, m)
	case Explode, ExplodeOnce, Penetrate:
		c.explode(m)
	case Compound, CompoundPenetrate:
		c.compound(dice, m)
	case RerollOnce, Reroll:
		c.reroll(dice, m)
	case RerollAdd:
		c.rerollAdd(dice, m)
	case AtLeast:
		clamp(dice, m.N, math.MaxInt64)
	case AtMost:
		clamp(dice, math.MinInt64, m.N)
	case Unique:
		c.unique(dice)
	case SortUp, SortDown:
		c.sorted = true
	default:
		c.choose(dice, m)
	}
}

// choose applies a modifier that throws and changes nothing, but says which
// dice count.
func (w *worker) choose(dice []Die, m *Modifier) {
	switch m.Op {
	case KeepHighest, KeepLowest, DropLowest, DropHighest:
		w.keepOrDrop(dice, m)
	case KeepIf, DropIf:
		dropWhere(dice, m)
	case CountIf:
		flagWhere(dice, m, Hit)
	case CountAgainst:
		flagWhere(dice, m, Against)
	}
}

// inPlay reports whether keeps, drops, explosions and rerolls see the die.
func inPlay(d *Die) bool { return d.Flags&(Kept|Apart) == Kept }

// meets reports whether a face meets the test of a modifier.
func (c *cup) meets(m *Modifier, face int64) bool { return m.Tests(face, c.sides.highest) }

// few is how many looks at a die it takes before sorting the pool is faster.
const few = 64

// keepOrDrop drops the dice beyond those that a modifier of a number of dice keeps.
func (w *worker) keepOrDrop(dice []Die, m *Modifier) {
	flip := m.flip()
	least, n := leastInPlay(dice, flip)
	drop := m.dropped(n)
	if drop*len(dice) > few {
		w.dropMany(dice, m)
		return
	}
	for drop > 0 {
		dropLast(dice, least, flip)
		if drop--; drop > 0 {
			least, _ = leastInPlay(dice, flip)
		}
	}
}

// dropMany is keepOrDrop by sorting.
func (w *worker) dropMany(dice []Die, m *Modifier) {
	w.values = w.values[:0]
	for i := range dice {
		if inPlay(&dice[i]) {
			w.values = append(w.values, dice[i].Face)
		}
	}
	cut := newCut(w.values, m)
	for i := range slices.Backward(dice) {
		if d := &dice[i]; inPlay(d) && cut.drops(d.Face) {
			d.Flags &^= Kept
		}
	}
}

// dropped is how many of n dice a keep or drop of a number of dice drops.
func (m *Modifier) dropped(n int) int {
	few := int(min(m.N, int64(n)))
	if m.Op == KeepHighest || m.Op == KeepLowest {
		return n - few
	}
	return few
}

// dropsLow reports whether it is the low dice that are dropped.
func (m *Modifier) dropsLow() bool { return m.Op == KeepHighest || m.Op == DropLowest }

// flip makes, by exclusive or, the face that is dropped first the least.
func (m *Modifier) flip() int64 {
	if m.dropsLow() {
		return 0
	}
	return -1
}

// leastInPlay is the least of the faces in play, flipped, and their number.
func leastInPlay(dice []Die, flip int64) (least int64, n int) {
	least = math.MaxInt64
	for i := range dice {
		if d := &dice[i]; inPlay(d) {
			least = min(least, d.Face^flip)
			n++
		}
	}
	return least, n
}

// dropLast drops the last die in play that shows the given face, flipped.
// Nobody can predict which one that is, so the processor is given nothing to
// predict: the loop does not branch on a face.
func dropLast(dice []Die, face, flip int64) {
	last := 0
	for i := range dice {
		d := &dice[i]
		if !inPlay(d) {
			continue
		}
		var hit int
		if d.Face^flip == face {
			hit = 1
		}
		last += (i - last) & -hit
	}
	dice[last].Flags &^= Kept
}

// A cut says which of some values a modifier drops: those beyond the edge, and
// as many at the edge as are left to drop. Asked from the last to the first,
// it keeps the earlier of equals.
type cut struct {
	low  bool // the low values are dropped
	edge int64
	ties int
	none bool
}

// newCut sorts the values.
func newCut(values []int64, m *Modifier) cut {
	c := cut{low: m.dropsLow()}
	drop := m.dropped(len(values))
	if drop == 0 {
		c.none = true
		return c
	}
	slices.Sort(values)
	dropped := values[len(values)-drop:]
	c.edge = dropped[0]
	if c.low {
		dropped = values[:drop]
		c.edge = dropped[drop-1]
	}
	for _, v := range dropped {
		if v == c.edge {
			c.ties++
		}
	}
	return c
}

// drops reports whether a value is dropped.
func (c *cut) drops(v int64) bool {
	switch {
	case c.none:
		return false
	case v == c.edge:
		c.ties--
		return c.ties >= 0
	}
	return v < c.edge == c.low
}

// dropWhere keeps or drops by value.
func dropWhere(dice []Die, m *Modifier) {
	for i := range dice {
		if d := &dice[i]; inPlay(d) && m.Cmp.Holds(d.Face, m.N) == (m.Op == DropIf) {
			d.Flags &^= Kept
		}
	}
}

// flagWhere marks the kept dice that meet a test.
func flagWhere(dice []Die, m *Modifier, flag Flags) {
	for i := range dice {
		if d := &dice[i]; d.Kept() && m.Cmp.Holds(d.Face, m.N) {
			d.Flags |= flag
		}
	}
}

// clamp has the kept dice count at least and at most so much.
func clamp(dice []Die, least, most int64) {
	for i := range dice {
		if d := &dice[i]; d.Kept() {
			d.Face = min(max(d.Face, least), most)
		}
	}
}

// extra adds one die for each die of the first throw that meets the test.
func (c *cup) extra(dice []Die, m *Modifier) {
	more := 0
	for i := range dice {
		if d := &dice[i]; !d.Flags.Has(Exploded) && c.meets(m, d.Face) {
			more++
		}
	}
	c.throw(more, Kept|Exploded|Apart)
}

// explode adds one die for each die that meets the test, and one for each of
// those that does, generation by generation.
func (c *cup) explode(m *Modifier) {
	var less int64 // what an added die counts less than it was thrown
	for from := 0; c.err == nil; {
		dice := c.dice()
		more := 0
		for i := from; i < len(dice); i++ {
			if d := &dice[i]; inPlay(d) && c.meets(m, d.Face+less) {
				more++
			}
		}
		if more == 0 {
			return
		}
		from = len(dice)
		c.throw(more, Kept|Exploded)
		if m.Op == ExplodeOnce {
			return
		}
		if m.Op == Penetrate {
			less = 1
			added := c.dice()[from:]
			for i := range added {
				added[i].Face--
			}
		}
	}
}

// compound throws again for a die that meets the test, and adds it to that die.
func (c *cup) compound(dice []Die, m *Modifier) {
	var less int64
	if m.Op == CompoundPenetrate {
		less = 1
	}
	for i := range dice {
		d := &dice[i]
		if !inPlay(d) || !c.meets(m, d.Face) {
			continue
		}
		if !d.Flags.Has(Compounded) {
			c.log(d, d.Face, true)
		}
		d.Flags |= Compounded
		for face := d.Face; c.err == nil && c.meets(m, face); {
			face = c.again()
			c.log(d, face-less, true)
			d.Face = c.add(c.node, d.Face, face-less)
		}
	}
}

// log records a throw that does not stand as a die of its own.
func (c *cup) log(d *Die, face int64, added bool) {
	others := c.res.others()
	others.log = append(others.log, thrown{face: face, order: d.Order, added: added})
}
