package save

import (
	"fmt"
	"slices"
)

// Merge takes over what an older copy of the shelf holds and this one doesn't: a roll that differs from the one of its name here comes
// in under a new name. Nothing is lost, so the shelf may grow beyond what can be saved by hand. Merging the same copy again
// changes nothing.
func (s *Shelf) Merge(older Shelf) {
	for _, roll := range older.Rolls {
		s.take(roll)
	}
}

func (s *Shelf) take(roll Roll) {
	name := roll.Name
	for n := 2; ; n++ {
		at, found := s.find(roll.Name)
		if !found {
			s.Rolls = slices.Insert(s.Rolls, at, roll)
			return
		}
		if s.Rolls[at].Expression == roll.Expression {
			return
		}
		suffix := fmt.Sprintf("_%d", n)
		roll.Name = name[:min(len(name), maxName-len(suffix))] + suffix
	}
}
