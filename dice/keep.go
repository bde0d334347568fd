package dice

import (
	"math"
	"slices"
)

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
