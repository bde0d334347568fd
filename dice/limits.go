package dice

import "math"

// Limits bounds one request: everything that one typed expression may cost,
// its repeats, explosions and saved rolls included.
type Limits struct {
	// Characters is the most characters an expression may have as typed.
	Characters int
	// Expanded is the most characters that are read with every name put in,
	// and the most that the canonical form may have.
	Expanded int
	// Dice is the most dice thrown, rerolls included; at most 65 535.
	Dice int
	// Sides is the most sides of one die; at most 2 147 483 647.
	Sides int64
	// Nesting is the deepest that brackets, names and thens may stand in each other.
	Nesting int
	// Repeat is the most repetitions.
	Repeat int
}

// DefaultLimits returns the limits that Feyre runs with.
func DefaultLimits() Limits {
	return Limits{
		Characters: 1000,
		Expanded:   2000,
		Dice:       10_000,
		Sides:      1_000_000,
		Nesting:    64,
		Repeat:     100,
	}
}

// Canonical returns the same limits for text that Feyre itself has printed:
// the canonical form of a legal expression may be longer than what was typed.
func (l Limits) Canonical() Limits {
	l = l.orDefault()
	l.Characters = max(l.Characters, l.Expanded)
	return l
}

// defaultLimits are those of a zero Parser or Roller.
var defaultLimits = DefaultLimits()

// isZero reports whether no field is set.
func (l *Limits) isZero() bool {
	return l.Characters|l.Expanded|l.Dice|int(l.Sides)|l.Nesting|l.Repeat == 0
}

// settled is orDefault that makes nothing of the limits that nearly all have.
func (l *Limits) settled() *Limits {
	if l.isZero() || *l == defaultLimits {
		return &defaultLimits
	}
	own := l.orDefault()
	return &own
}

// orDefault replaces fields that are not set by their defaults, and holds the
// rest to what a die can carry.
func (l Limits) orDefault() Limits {
	def := DefaultLimits()
	for _, f := range []struct {
		have *int
		def  int
	}{
		{&l.Characters, def.Characters},
		{&l.Expanded, def.Expanded},
		{&l.Dice, def.Dice},
		{&l.Nesting, def.Nesting},
		{&l.Repeat, def.Repeat},
	} {
		if *f.have <= 0 {
			*f.have = f.def
		}
	}
	if l.Sides <= 0 {
		l.Sides = def.Sides
	}
	l.Dice = min(l.Dice, math.MaxUint16)
	l.Sides = min(l.Sides, math.MaxInt32)
	return l
}
