package odds

import (
	"math"
	"slices"

	"feyre/dice"
)

// A demand is what the dice that a pool needs depend on.
type demand struct {
	chances []float64 // by modifier: the highest that a die as thrown meets its test
	counts  []int64   // the numbers of dice that may be thrown at first, where they are computed
	shares  []float64 // the chances of these numbers
	// So many dice may have to show different faces, of so many that there are, on so many sides.
	apart, different, sides int64
}

// demand returns what a pool needs.
func (r *reader) demand(n *dice.Pool) *demand {
	if known := r.demands[n]; known != nil {
		return known
	}
	d := &demand{}
	d.readCounts(r, n)
	if slices.ContainsFunc(n.Mods, throws) {
		if n.Sides.Kind == dice.Computed {
			d.readSides(r, n)
		} else {
			d.readFaces(r, n)
		}
	}
	r.demands[n] = d
	return d
}

// readCounts reads how many dice there may be. Other numbers fail by themselves.
func (d *demand) readCounts(r *reader, n *dice.Pool) {
	if n.Amount == nil {
		return
	}
	amount := r.dist(n.Amount)
	r.spend(int64(len(amount.at)))
	for i, count := range amount.at {
		if 0 <= count && count <= int64(r.limits.Dice) {
			r.spend(3 * bigOp)
			d.counts, d.shares = append(d.counts, count), append(d.shares, quotient(amount.by[i], amount.whole))
		}
	}
}

// readFaces reads the chances of sides that are known.
func (d *demand) readFaces(r *reader, n *dice.Pool) {
	faces := n.Sides.Faces
	d.sides, d.different = n.Sides.N, n.Sides.N
	if faces != nil {
		d.sides = int64(len(faces))
		d.different = int64(len(slices.Compact(slices.Sorted(slices.Values(faces)))))
	}
	for _, mod := range n.Mods {
		met := metOn(&mod, d.sides)
		if faces != nil {
			met = metAmong(&mod, faces)
		}
		d.chances = append(d.chances, float64(met)/float64(d.sides))
	}
	d.apart = min(d.mostDice(r, n), d.different)
}

// readSides reads the chances of sides that are computed: the highest of all
// that there may be. Those with which a roll never ends fail by themselves.
func (d *demand) readSides(r *reader, n *dice.Pool) {
	all := r.dist(n.Sides.Expr)
	d.chances = make([]float64, len(n.Mods))
	r.spend(product(int64(len(all.at)), int64(len(n.Mods)), 10))
	most := int64(0)
	for _, sides := range all.at {
		if sides < 1 || sides > r.limits.Sides || endlessOn(n.Mods, sides) {
			continue
		}
		for j := range n.Mods {
			d.chances[j] = max(d.chances[j], float64(metOn(&n.Mods[j], sides))/float64(sides))
		}
		most = sides
	}
	// With fewer sides than dice a roll fails; the fewer sides the more throws.
	d.apart = min(d.mostDice(r, n), most)
	d.different, d.sides = d.apart, d.apart
}

// mostDice is how many dice may stand before unique.
func (d *demand) mostDice(r *reader, n *dice.Pool) int64 {
	for _, mod := range n.Mods {
		if mod.Op == dice.Unique {
			break
		}
		if adds(mod.Op) {
			return int64(r.limits.Dice)
		}
	}
	if n.Amount == nil {
		return n.Count
	}
	if len(d.counts) == 0 {
		return 0
	}
	return d.counts[len(d.counts)-1]
}

// adds reports whether a modifier adds dice that unique looks at.
func adds(op dice.Op) bool {
	return op == dice.Explode || op == dice.ExplodeOnce || op == dice.Penetrate || op == dice.RerollAdd
}

// changes reports whether a die may count what no face shows after a modifier.
func changes(mod dice.Modifier) bool {
	switch mod.Op {
	case dice.AtLeast, dice.AtMost, dice.Compound, dice.Penetrate, dice.CompoundPenetrate:
		return true
	}
	return false
}

// throws reports whether a modifier throws dice.
func throws(mod dice.Modifier) bool {
	return dice.Extra <= mod.Op && mod.Op <= dice.RerollAdd || mod.Op == dice.Unique
}

// metAmong is how many faces meet a test.
func metAmong(mod *dice.Modifier, faces []int64) (met int64) {
	highest := slices.Max(faces)
	for _, face := range faces {
		if mod.Tests(face, highest) {
			met++
		}
	}
	return met
}

// metOn is how many of the faces from 1 to sides meet a test.
func metOn(mod *dice.Modifier, sides int64) int64 {
	upTo := func(n int64) int64 { return min(max(n, 0), sides) }
	equal := upTo(mod.N) - upTo(mod.N-1)
	switch mod.Cmp {
	case dice.NoCmp:
		return 1
	case dice.Less:
		return upTo(mod.N) - equal
	case dice.LessEqual:
		return upTo(mod.N)
	case dice.Greater:
		return sides - upTo(mod.N)
	case dice.GreaterEqual:
		return sides - upTo(mod.N) + equal
	case dice.NotEqual:
		return sides - equal
	}
	return equal
}

// endlessOn reports whether a modifier throws dice with so many sides for ever.
func endlessOn(mods []dice.Modifier, sides int64) bool {
	return slices.ContainsFunc(mods, func(mod dice.Modifier) bool {
		return untilIt(mod.Op) && metOn(&mod, sides) == sides
	})
}

// untilIt reports whether a modifier throws until a face does not meet its test.
func untilIt(op dice.Op) bool {
	switch op {
	case dice.Explode, dice.Compound, dice.Penetrate, dice.CompoundPenetrate, dice.Reroll:
		return true
	}
	return false
}

// die bounds what is thrown because of one die, without itself.
func (d *demand) die(mods []dice.Modifier, t float64) (need float64) {
	for j := len(d.chances) - 1; j >= 0; j-- {
		chance := d.chances[j]
		if chance == 0 && !slices.ContainsFunc(mods[:j], changes) {
			continue
		}
		here := chance // that the die itself meets the test, which is not known behind others
		if j > 0 {
			here = 1
		}
		// after is the mean of e^(t dice) of a die that meets the test.
		var after float64
		switch mods[j].Op {
		case dice.Extra, dice.ExtraOn, dice.ExplodeOnce:
			after = math.Exp(t + need)
		case dice.RerollOnce:
			after = math.Exp(t)
		case dice.Explode, dice.Penetrate:
			after = untilMissed(chance, t+need)
		case dice.Compound, dice.CompoundPenetrate, dice.Reroll:
			after = untilMissed(chance, t)
		default:
			continue
		}
		need += math.Log(1 - here + here*after)
	}
	return need
}

// untilMissed is the mean of e^(t dice) if dice are thrown until one misses a test.
func untilMissed(chance, t float64) float64 {
	if growth := chance * math.Exp(t); growth < 1 {
		return (1 - chance) * math.Exp(t) / (1 - growth)
	}
	return math.Inf(1)
}
