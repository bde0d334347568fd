package dice

import "slices"

// A faceSet is what one die can show: lowest to highest, or a list.
type faceSet struct {
	lowest, highest int64
	list            []int64
}

// setFaces works out the faces of sides that are not computed.
func (s *Sides) setFaces() {
	s.faces.lowest, s.faces.highest = 1, s.N
	if s.Faces != nil {
		s.faces = faceSet{lowest: slices.Min(s.Faces), highest: slices.Max(s.Faces), list: s.Faces}
	}
}

// sides is the number of faces.
func (f *faceSet) sides() int64 {
	if f.list != nil {
		return int64(len(f.list))
	}
	return f.highest - f.lowest + 1
}

// distinct is the number of different faces.
func (f *faceSet) distinct() int64 {
	if f.list == nil {
		return f.sides()
	}
	sorted := slices.Clone(f.list)
	slices.Sort(sorted)
	return int64(len(slices.Compact(sorted)))
}

// allMeet reports whether every face meets the test of m.
func (f *faceSet) allMeet(m *Modifier) bool {
	if f.list != nil {
		return !slices.ContainsFunc(f.list, func(face int64) bool { return !m.Tests(face, f.highest) })
	}
	if m.Cmp == NotEqual {
		return m.N < f.lowest || m.N > f.highest
	}
	return m.Tests(f.lowest, f.highest) && m.Tests(f.highest, f.highest)
}

// neverEnds reports whether m throws dice for ever on a die with these faces.
func (f *faceSet) neverEnds(m *Modifier) bool {
	switch m.Op {
	case Explode, Compound, Penetrate, CompoundPenetrate, Reroll:
		return f.allMeet(m)
	}
	return false
}
