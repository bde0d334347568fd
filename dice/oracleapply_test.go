package dice_test

import (
	"slices"

	"feyre/dice"
)

// apply does what one modifier says, as the notation puts it. The groups hand
// in no die to throw. Rerolling until a die shows something else is, to the
// oracle, one throw of a die that has only the other faces.
func apply(things []*thing, m dice.Modifier, tested func(int64) bool, d *die, throwDie func(*die) int64) []*thing {
	throw := func() int64 { return throwDie(d) }
	throwWithout := func(without func(int64) bool) int64 { return throwDie(d.without(without)) }
	seen := make([]*thing, 0, len(things)) // those that keeps, drops, explosions and rerolls see
	for _, th := range things {
		if !th.dropped && !th.bonus {
			seen = append(seen, th)
		}
	}
	switch m.Op {
	case dice.KeepHighest, dice.KeepLowest, dice.DropLowest, dice.DropHighest:
		dropBest(seen, m)
	case dice.KeepIf, dice.DropIf:
		for _, th := range seen {
			th.dropped = tested(th.shows) == (m.Op == dice.DropIf)
		}
	case dice.Extra, dice.ExtraOn:
		for _, th := range slices.Clone(things) {
			if !th.added && tested(th.shows) {
				things = append(things, &thing{shows: throw(), bonus: true, added: true})
			}
		}
	case dice.AtLeast, dice.AtMost:
		for _, th := range things {
			if m.Op == dice.AtLeast && !th.dropped {
				th.shows = max(th.shows, m.N)
			}
			if m.Op == dice.AtMost && !th.dropped {
				th.shows = min(th.shows, m.N)
			}
		}
	case dice.RerollOnce, dice.Reroll:
		for _, th := range seen {
			switch {
			case !tested(th.shows):
			case m.Op == dice.Reroll:
				th.shows = throwWithout(tested)
			default:
				th.shows = throw()
			}
		}
	case dice.RerollAdd:
		i := slices.IndexFunc(seen, func(th *thing) bool { return tested(th.shows) })
		if i >= 0 {
			things = append(things, &thing{shows: throw(), added: true})
		}
	case dice.Unique:
		unique(seen, throwWithout, len(d.faces))
	case dice.SortUp, dice.SortDown, dice.CountIf, dice.CountAgainst:
	default:
		things = append(things, explode(seen, m.Op, tested, throw)...)
	}
	return things
}

// dropBest drops the highest or lowest, one after the other.
func dropBest(seen []*thing, m dice.Modifier) {
	sorted := slices.Clone(seen)
	slices.SortFunc(sorted, func(a, b *thing) int { return int(a.shows - b.shows) })
	if m.Op == dice.KeepLowest || m.Op == dice.DropHighest {
		slices.Reverse(sorted)
	}
	drop := min(int(m.N), len(sorted))
	if m.Op == dice.KeepHighest || m.Op == dice.KeepLowest {
		drop = len(sorted) - drop
	}
	for _, th := range sorted[:drop] {
		th.dropped = true
	}
}

// explode follows each die to the end of its chain and returns the dice added.
func explode(seen []*thing, op dice.Op, tested func(int64) bool, throw func() int64) (added []*thing) {
	for _, th := range seen {
		thrown := th.shows
		for tested(thrown) {
			thrown = throw()
			counts := thrown
			if op == dice.Penetrate || op == dice.CompoundPenetrate {
				counts--
			}
			if op == dice.Compound || op == dice.CompoundPenetrate {
				th.shows += counts
			} else {
				added = append(added, &thing{shows: counts, added: true})
			}
			if op == dice.ExplodeOnce {
				break
			}
		}
	}
	return added
}

// unique rerolls what shows the same as one before it.
func unique(seen []*thing, throwWithout func(func(int64) bool) int64, faces int) {
	if len(seen) > faces {
		panic(errCannot)
	}
	for i, th := range seen {
		taken := func(shows int64) bool {
			return slices.ContainsFunc(seen[:i], func(other *thing) bool { return other.shows == shows })
		}
		if taken(th.shows) {
			th.shows = throwWithout(taken)
		}
	}
}
