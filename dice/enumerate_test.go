package dice_test

import (
	"errors"
	"slices"
	"testing"

	"feyre/dice"
)

// A die is what a throw can show. Faces that a list holds more than once are
// one, which comes as often.
type die struct {
	faces   []int64
	chances []float64 // of each face
	likely  float64   // the highest of the chances
	highest int64
}

func numbered(sides int64) *die {
	faces := make([]int64, sides)
	for i := range faces {
		faces[i] = int64(i) + 1
	}
	return listed(faces)
}

func listed(faces []int64) *die {
	d := &die{highest: slices.Max(faces)}
	for _, face := range faces {
		i := slices.Index(d.faces, face)
		if i < 0 {
			i = len(d.faces)
			d.faces, d.chances = append(d.faces, face), append(d.chances, 0)
		}
		d.chances[i] += 1 / float64(len(faces))
	}
	d.likely = slices.Max(d.chances)
	return d
}

// without is the die with only the other faces, each as likely to the others as before.
func (d *die) without(excluded func(int64) bool) *die {
	others, left := &die{highest: d.highest}, 0.0
	for i, face := range d.faces {
		if !excluded(face) {
			others.faces, others.chances = append(others.faces, face), append(others.chances, d.chances[i])
			left += d.chances[i]
		}
	}
	for i := range others.chances {
		others.chances[i] /= left
	}
	others.likely = slices.Max(others.chances)
	return others
}

// A path is what the dice of one roll show, one after the other.
type path struct {
	shown  []choice
	at     int     // how many were thrown so far
	chance float64 // of the path up to there
	least  float64 // what is less likely is not followed
}

// A choice is the face that was taken, of so many.
type choice struct{ taken, of int }

// throw shows the face that the path says, or the first.
func (p *path) throw(d *die) int64 {
	if p.chance*d.likely < p.least {
		panic(errUnlikely)
	}
	if p.at == len(p.shown) {
		p.shown = append(p.shown, choice{of: len(d.faces)})
	}
	taken := p.shown[p.at].taken
	p.at++
	if p.chance *= d.chances[taken]; p.chance < p.least {
		panic(errUnlikely)
	}
	return d.faces[taken]
}

// next moves the path on to the next, and reports whether there is one.
func (p *path) next() bool {
	shown := p.shown[:p.at]
	for len(shown) > 0 && shown[len(shown)-1].taken == shown[len(shown)-1].of-1 {
		shown = shown[:len(shown)-1]
	}
	if len(shown) == 0 {
		return false
	}
	shown[len(shown)-1].taken++
	p.shown, p.at, p.chance = shown, 0, 1
	return true
}

// distribution plays all paths of an expression and returns the chance of each
// total, and of failing. What is less likely than least is left out.
func distribution(t *testing.T, expr *dice.Expr, least float64) (chances map[int64]float64, fails float64) {
	t.Helper()
	chances = make(map[int64]float64)
	p := &path{chance: 1, least: least}
	o := &oracle{throw: p.throw, dice: make(map[*dice.Pool]*die)}
	for more := true; more; more = p.next() {
		value, err := play(o, expr.Root)
		switch {
		case errors.Is(err, errCannot):
			fails += p.chance
		case err == nil:
			chances[value] += p.chance
		}
	}
	return chances, fails
}

// What the oracle panics with where a roll must fail, and where a path is too
// unlikely to follow.
var (
	errCannot   = errors.New("cannot be rolled")
	errUnlikely = errors.New("unlikely")
)

// play works out a value, and returns what the oracle panicked with.
func play(o *oracle, n dice.Node) (value int64, err error) {
	defer func() {
		if reason, ok := recover().(error); ok {
			if !errors.Is(reason, errCannot) && !errors.Is(reason, errUnlikely) {
				panic(reason)
			}
			err = reason
		}
	}()
	return o.value(n), nil
}
