package save

import (
	"errors"
	"slices"
	"strings"

	"feyre/store"
)

// Limits of a shelf.
const (
	maxRolls      = 50
	maxName       = 32
	maxExpression = 500 // characters
)

// What can't be done with a shelf. Operations turn these into words.
var (
	errFull   = errors.New("the shelf is full")
	errNoSuch = errors.New("no such roll")
)

// Roll is one saved roll, used as @name in any expression.
type Roll struct {
	Name       string `json:"name"` // lower case
	Expression string `json:"expression"`

	unread store.Unread
}

// UnmarshalJSON keeps what this version doesn't know.
func (r *Roll) UnmarshalJSON(raw []byte) error {
	type plain Roll
	return store.Decode(raw, (*plain)(r), &r.unread)
}

// MarshalJSON writes it back.
func (r Roll) MarshalJSON() ([]byte, error) {
	type plain Roll
	return store.Encode(plain(r), r.unread)
}

// Shelf is a user's saved rolls: the part of the user's document that this command owns.
type Shelf struct {
	Rolls []Roll `json:"saved,omitempty"` // ascending by name
}

// Put saves a roll; replaced says that one of that name was there.
func (s *Shelf) Put(name, expression string) (replaced bool, err error) {
	at, found := s.find(name)
	switch {
	case found:
		s.Rolls[at].Expression = expression
		return true, nil
	case len(s.Rolls) >= maxRolls:
		return false, errFull
	}
	s.Rolls = slices.Insert(s.Rolls, at, Roll{Name: name, Expression: expression})
	return false, nil
}

// Remove takes a roll away.
func (s *Shelf) Remove(name string) error {
	at, found := s.find(name)
	if !found {
		return errNoSuch
	}
	s.Rolls = slices.Delete(s.Rolls, at, at+1)
	return nil
}

func (s *Shelf) find(name string) (int, bool) {
	return slices.BinarySearchFunc(s.Rolls, name, func(r Roll, name string) int { return strings.Compare(r.Name, name) })
}
