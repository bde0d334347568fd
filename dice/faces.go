package dice

import "slices"

// setRange works out the range of the faces.
func (s *Sides) setRange() {
	s.lowest, s.highest = 1, s.N
	if s.Faces != nil {
		s.setRangeOfList()
	}
}

func (s *Sides) setRangeOfList() { s.lowest, s.highest = slices.Min(s.Faces), slices.Max(s.Faces) }

// hasNone reports whether these are the sides of a d0.
func (s *Sides) hasNone() bool { return s.N == 0 && s.Kind == Numbered }

// isD20 reports whether these are the sides of a d20.
func (s *Sides) isD20() bool { return s.highest == 20 && s.Faces == nil }

// distinct is the number of different faces.
func (s *Sides) distinct() int64 {
	if s.Faces == nil {
		return s.N
	}
	sorted := slices.Clone(s.Faces)
	slices.Sort(sorted)
	return int64(len(slices.Compact(sorted)))
}

// allMeet reports whether every face meets the test of m.
func (s *Sides) allMeet(m *Modifier) bool {
	if s.Faces != nil {
		return !slices.ContainsFunc(s.Faces, func(face int64) bool { return !m.Tests(face, s.highest) })
	}
	if m.Cmp == NotEqual {
		return m.N < s.lowest || m.N > s.highest
	}
	return m.Tests(s.lowest, s.highest) && m.Tests(s.highest, s.highest)
}

// neverEnds reports whether m throws dice for ever on a die with these sides.
func (s *Sides) neverEnds(m *Modifier) bool {
	switch m.Op {
	case Explode, Compound, Penetrate, CompoundPenetrate, Reroll:
		return s.allMeet(m)
	}
	return false
}
