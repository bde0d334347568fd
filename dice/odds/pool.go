package odds

import (
	"math/big"
	"slices"

	"feyre/dice"
)

// pool returns the distribution of the total of a pool.
func (r *reader) pool(n *dice.Pool) *dist {
	return r.filled(n, nil, func(p *pot, count int64) *dist { return p.total(count) })
}

// filled returns the distribution of what comes of a pool, for all dice and
// numbers of them that it may have. More modifiers follow its own.
func (r *reader) filled(n *dice.Pool, more []dice.Modifier, next func(p *pot, count int64) *dist) *dist {
	if n.Sides.Kind != dice.Computed {
		return r.counted(n, newPot(r.meter, faceValues(&n.Sides), n.Mods, more), next)
	}
	return r.dist(n.Sides.Expr).mixed(r.meter, func(sides int64) *dist {
		if sides < 1 || sides > r.limits.Sides {
			return failing(NumberOfSides)
		}
		if endlessOn(n.Mods, sides) {
			return failing(Endless)
		}
		r.hold(sides)
		r.spend(sides * bigOp)
		return r.counted(n, newPot(r.meter, numbered(sides), n.Mods, more), next)
	})
}

// counted is filled for one kind of dice.
func (r *reader) counted(n *dice.Pool, p *pot, next func(p *pot, count int64) *dist) *dist {
	if n.Amount == nil {
		return next(p, n.Count)
	}
	amount := r.dist(n.Amount)
	d := amount.mixed(r.meter, func(count int64) *dist {
		switch {
		case count < 0:
			return failing(NegativeAmount)
		case count > int64(r.limits.Dice):
			return failing(AmountOfDice)
		}
		return next(p, count)
	})
	if amount.rest.Sign() != 0 && d.fail.Sign() == 0 && !slices.ContainsFunc(p.mods, sharedMod) {
		d.exact = p.manyMoments(amount.moments(r.meter))
	}
	return d
}

// manyMoments returns the moments of the total of a number of dice of which
// the moments are known (Wald), where modifiers look at the dice one by one.
func (p *pot) manyMoments(number *moments) *moments {
	die := newChain(p.m, p.faces, p.mods).thrown(0, state{first: true})
	one := die.moments(p.m, 1)
	if number == nil || one == nil {
		return nil
	}
	variance := new(big.Rat).Sub(one.square, mulRat(one.mean, one.mean))
	square := mulRat(number.square, mulRat(one.mean, one.mean))
	return &moments{mulRat(number.mean, one.mean), square.Add(square, variance.Mul(variance, number.mean))}
}

// faceValues returns the faces of sides that are not computed.
func faceValues(s *dice.Sides) []int64 {
	if s.Faces != nil {
		return s.Faces
	}
	return numbered(s.N)
}

func numbered(sides int64) []int64 {
	faces := make([]int64, sides)
	for i := range faces {
		faces[i] = int64(i) + 1
	}
	return faces
}

// A pot is a kind of dice that are thrown together and what is done with them;
// how many there are is said later.
type pot struct {
	m     *meter
	faces []int64
	mods  []dice.Modifier // without sorts, which change no total
	own   int             // so many of them are the pool's own
}

func newPot(m *meter, faces []int64, own, more []dice.Modifier) *pot {
	mods := withoutSorts(own)
	return &pot{m: m, faces: faces, mods: append(mods, withoutSorts(more)...), own: len(mods)}
}

// total returns the distribution of the total of n dice.
func (p *pot) total(n int64) *dist {
	switch {
	case n == 0:
		return certain(0)
	case len(p.mods) == 0:
		die := equalFaces(p.m, p.faces)
		d := die.power(p.m, n)
		if n > 1 {
			d.exact = die.moments(p.m, n)
		}
		return d
	}
	c := newChain(p.m, p.faces, p.mods)
	s := c.shape()
	if s.kind != mixed {
		if d, ok := p.cases(c).total(p.m, n, s); ok {
			return d
		}
	}
	c.cut = true
	h := newHands(c.fresh())
	h.throw(n)
	h.walk()
	return h.dist()
}

// equalFaces is the function of a die that nothing is done with.
func equalFaces(m *meter, faces []int64) *ratio {
	c := newChain(m, faces, nil)
	var b bucket
	b.parts = make([]weighted, len(c.faces))
	for i, f := range c.faces {
		b.parts[i] = weighted{f.value, f.sides}
	}
	return &ratio{num: b.terms(), den: monomial(0, big.NewInt(c.sides))}
}
