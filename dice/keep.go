package dice

import (
	"math"
	"slices"
)

// few is how many looks at a die it takes before sorting the pool is faster.
const few = 64

// keepOrDrop drops the dice beyond those that a modifier of a number of dice
// keeps, and returns the total of what it dropped, unless that overflows.
func (w *worker) keepOrDrop(dice []Die, m *Modifier) (dropped int64) {
	flip := m.flip()
	last, n := lastOfLeast(dice, flip)
	drop := m.dropped(n)
	if drop*len(dice) > few {
		return w.dropMany(dice, m)
	}
	for drop > 0 {
		d := &dice[last]
		d.Flags &^= Kept
		dropped += d.Face
		if drop--; drop > 0 {
			last, _ = lastOfLeast(dice, flip)
		}
	}
	return dropped
}

// dropMany is keepOrDrop by sorting.
func (w *worker) dropMany(dice []Die, m *Modifier) (dropped int64) {
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
			dropped += d.Face
		}
	}
	return dropped
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

// lastOfLeast is the place of the last die in play that shows the least face,
// flipped, and the number of dice in play. Nobody can predict which die that
// is, so the processor is given nothing to predict: no branch is on a face. In
// line, where the place is used, there would be one.
//
//go:noinline
func lastOfLeast(dice []Die, flip int64) (last, n int) {
	least := int64(math.MaxInt64)
	n = len(dice)
	for i, d := range dice {
		if !inPlay(&d) {
			n--
			continue
		}
		if face := d.Face ^ flip; face <= least {
			last, least = i, face
		}
	}
	return last, n
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
