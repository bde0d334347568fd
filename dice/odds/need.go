package odds

import (
	"math"
	"slices"
	"strconv"

	"feyre/dice"
)

// checkDice ends the calculation if rolls may well need more dice than the
// limit, and fail. A chance below 2^-64 of that is passed over: 1d6! can go on
// for 10 000 dice, but never does.
//
// For any t above 0 the chance that T dice exceed a limit is at most the mean
// of e^(tT) over e^(t limit) (Chernoff); the best of many t is taken.
func (r *reader) checkDice(e *dice.Expr) {
	limit := float64(r.limits.Dice)
	best := math.Inf(1)
	for t := 1.0 / 4096; t < 64; t *= 1.5 {
		best = min(best, float64(e.Repeat)*r.need(e.Root, t)-t*(limit+1))
	}
	if best > -64*math.Ln2 {
		panic(&Error{Code: ManyDice, Args: []string{strconv.Itoa(r.limits.Dice)}})
	}
}

// need bounds the logarithm of the mean of e^(tT), where T dice are thrown for n.
func (r *reader) need(n dice.Node, t float64) float64 {
	switch n := n.(type) {
	case *dice.Pool:
		return r.poolNeeds(n, t)
	case *dice.Group:
		return r.needs(n.Items, t)
	case *dice.Call:
		return r.needs(n.Args, t)
	case *dice.Neg:
		return r.need(n.X, t)
	case *dice.Noted:
		return r.need(n.X, t)
	case *dice.Binary:
		return r.need(n.X, t) + r.need(n.Y, t)
	case *dice.Compare:
		return r.need(n.X, t) + r.need(n.Y, t)
	case *dice.Then:
		branch := r.need(n.Then, t)
		if n.Else != nil {
			branch = max(branch, r.need(n.Else, t))
		}
		return r.need(n.If, t) + branch
	}
	return 0
}

func (r *reader) needs(nodes []dice.Node, t float64) (sum float64) {
	for _, n := range nodes {
		sum += r.need(n, t)
	}
	return sum
}

// poolNeeds is need for a pool.
func (r *reader) poolNeeds(n *dice.Pool, t float64) float64 {
	if n.Amount == nil && !slices.ContainsFunc(n.Mods, throws) {
		if n.Sides.Kind != dice.Computed {
			return float64(n.Count) * t
		}
		return float64(n.Count)*t + r.need(n.Sides.Expr, t)
	}
	var faces []int64
	before := 0.0
	if n.Sides.Kind != dice.Computed {
		faces = faceValues(&n.Sides)
	} else {
		// Of all numbers of sides, 2 makes it likeliest that one die has a
		// given face; dice with 1 that would not end have failed before.
		faces, before = numbered(2), r.need(n.Sides.Expr, t)
	}
	die := t + dieNeeds(faces, n.Mods, t)
	shared := sharedNeeds(faces, n, t)
	if n.Amount == nil {
		return before + float64(n.Count)*die + shared
	}
	// How many dice the amount takes may depend on what it is (Hölder).
	count := r.dist(n.Amount)
	most, sum := math.Inf(-1), 0.0
	allowed := func(x int64) bool { return 0 <= x && x <= int64(r.limits.Dice) } // others fail by themselves
	for _, x := range count.at {
		if allowed(x) {
			most = max(most, 2*float64(x)*die)
		}
	}
	if math.IsInf(most, -1) {
		return before + r.need(n.Amount, t)
	}
	for i, x := range count.at {
		if !allowed(x) {
			continue
		}
		sum += quotient(count.by[i], count.whole) * math.Exp(2*float64(x)*die-most)
	}
	return before + r.need(n.Amount, 2*t)/2 + (most+math.Log(sum))/2 + shared
}

// throws reports whether a modifier throws dice.
func throws(mod dice.Modifier) bool {
	return dice.Extra <= mod.Op && mod.Op <= dice.RerollAdd || mod.Op == dice.Unique
}

// dieNeeds bounds what is thrown because of one die, without itself.
func dieNeeds(faces []int64, mods []dice.Modifier, t float64) (need float64) {
	highest := faces[len(faces)-1]
	for _, face := range faces {
		highest = max(highest, face)
	}
	for j := len(mods) - 1; j >= 0; j-- {
		met := 0
		for _, face := range faces {
			if mods[j].Tests(face, highest) {
				met++
			}
		}
		chance := float64(met) / float64(len(faces))
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

// sharedNeeds bounds what modifiers throw for a whole pool.
func sharedNeeds(faces []int64, n *dice.Pool, t float64) (need float64) {
	for _, mod := range n.Mods {
		switch mod.Op {
		case dice.RerollAdd:
			need += t + dieNeeds(faces, n.Mods, t)
		case dice.Unique:
			for i := range min(n.Count, int64(len(faces))) {
				need += math.Log(untilMissed(float64(i)/float64(len(faces)), t))
			}
		}
	}
	return need
}
