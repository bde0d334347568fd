package character

import (
	"fmt"
	"maps"

	"feyre/backend"
)

// Merge takes over what an older copy of the book holds and this one doesn't: a character that differs from the one of its name here
// comes in under a new name. Nothing is lost, so the book may grow beyond what can be added by hand. Merging the same copy
// again changes nothing.
func (b *Book) Merge(older Book) {
	ids := map[int]int{}
	for _, character := range older.Characters {
		ids[character.ID] = b.take(character)
	}
	if b.Active == 0 {
		b.Active = ids[older.Active]
	}
	for guild, id := range older.ActiveIn {
		if _, chosen := b.ActiveIn[guild]; !chosen && ids[id] != 0 {
			if b.ActiveIn == nil {
				b.ActiveIn = map[string]int{}
			}
			b.ActiveIn[guild] = ids[id]
		}
	}
}

// take puts a character in unless it is there already, and returns its id here.
func (b *Book) take(character Character) int {
	name := character.Name
	for n := 2; ; n++ {
		there := b.named(character.Name)
		if there == nil {
			return b.insert(character)
		}
		if there.Initiative == character.Initiative && maps.Equal(there.Values, character.Values) {
			return there.ID
		}
		character.Name = numbered(name, n)
	}
}

func (b *Book) named(name string) *Character {
	for i := range b.Characters {
		if backend.Same(b.Characters[i].Name, name) {
			return &b.Characters[i]
		}
	}
	return nil
}

// numbered is a name with a number behind it, within the length of a name.
func numbered(name string, n int) string {
	suffix := fmt.Sprintf(" (%d)", n)
	runes := []rune(name)
	return string(runes[:min(len(runes), maxName-len(suffix))]) + suffix
}
