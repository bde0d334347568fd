package odds

import (
	"math/big"
	"slices"

	"feyre/dice"
)

// pool returns the distribution of the total of a pool.
func (r *reader) pool(n *dice.Pool) *dist {
	if n.Sides.Kind != dice.Computed {
		return r.throws(n, faceValues(&n.Sides))
	}
	return r.dist(n.Sides.Expr).mixed(r.meter, func(sides int64) *dist {
		if sides < 1 || sides > r.limits.Sides {
			return failing(NumberOfSides)
		}
		r.hold(sides)
		faces := numbered(sides)
		if neverEnds(faces, n.Mods) {
			return failing(Endless)
		}
		return r.throws(n, faces)
	})
}

// throws returns the distribution of a pool of dice with these faces.
func (r *reader) throws(n *dice.Pool, faces []int64) *dist {
	p := newPot(r.meter, faces, n.Mods)
	if n.Amount == nil {
		return p.total(n.Count)
	}
	return r.dist(n.Amount).mixed(r.meter, func(count int64) *dist {
		switch {
		case count < 0:
			return failing(NegativeAmount)
		case count > int64(r.limits.Dice):
			return failing(AmountOfDice)
		}
		return p.total(count)
	})
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

// neverEnds reports whether a modifier throws these dice for ever.
func neverEnds(faces []int64, mods []dice.Modifier) bool {
	highest := slices.Max(faces)
	return slices.ContainsFunc(mods, func(mod dice.Modifier) bool {
		switch mod.Op {
		case dice.Explode, dice.Compound, dice.Penetrate, dice.CompoundPenetrate, dice.Reroll:
			return !slices.ContainsFunc(faces, func(face int64) bool { return !mod.Tests(face, highest) })
		}
		return false
	})
}

// A pot is a kind of dice that are thrown together and what is done with them;
// how many there are is said later.
type pot struct {
	m     *meter
	faces []int64
	mods  []dice.Modifier // without sorts, which change no total
}

func newPot(m *meter, faces []int64, mods []dice.Modifier) *pot {
	p := &pot{m: m, faces: faces}
	for _, mod := range mods {
		if mod.Op != dice.SortUp && mod.Op != dice.SortDown {
			p.mods = append(p.mods, mod)
		}
	}
	return p
}

// total returns the distribution of the total of n dice.
func (p *pot) total(n int64) *dist {
	switch {
	case n == 0:
		return certain(0)
	case len(p.mods) == 0:
		return equalFaces(p.m, p.faces).power(p.m, n)
	}
	variants := p.variants()
	if len(variants) == 1 {
		return variants[0].total(n)
	}
	return variants.total(p.m, n)
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
