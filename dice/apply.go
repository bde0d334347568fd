package dice

import "math"

// apply does what a modifier says.
func (c *cup) apply(m *Modifier) {
	dice := c.dice
	switch m.Op {
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
		c.counted = c.counted || m.Op == CountIf
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
		dice := c.dice
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
			added := c.dice[from:]
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
