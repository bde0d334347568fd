package character

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"feyre/backend"
	"feyre/store"
)

// Limits of a book.
const (
	maxCharacters = 9
	maxName       = 64 // characters
	maxValues     = 40
	maxValueName  = 32
)

// What can't be done with a book. Operations turn these into words.
var (
	errFull       = errors.New("the book is full")
	errNoSuch     = errors.New("no such character")
	errNone       = errors.New("no character at all")
	errTaken      = errors.New("another character has that name")
	errManyValues = errors.New("too many values")
	errNoValue    = errors.New("no such value")
)

// Character is one of a user's characters.
type Character struct {
	ID         int              `json:"id"` // 1 to 9
	Name       string           `json:"name"`
	Initiative string           `json:"initiative"` // an expression, as it was typed
	Values     map[string]int64 `json:"values,omitempty"`

	unread store.Unread
}

// UnmarshalJSON keeps what this version doesn't know.
func (c *Character) UnmarshalJSON(raw []byte) error {
	type plain Character
	return store.Decode(raw, (*plain)(c), &c.unread)
}

// MarshalJSON writes it back.
func (c Character) MarshalJSON() ([]byte, error) {
	type plain Character
	return store.Encode(plain(c), c.unread)
}

var (
	_ json.Unmarshaler = (*Character)(nil)
	_ json.Marshaler   = Character{}
)

// Book is a user's characters: the part of the user's document that this command owns.
type Book struct {
	Characters []Character `json:"characters,omitempty"` // ascending by id
	// Active is the id of the active character, 0 for none.
	Active int `json:"active,omitempty"`
	// ActiveIn is the active character in single servers, by server id.
	ActiveIn map[string]int `json:"active_in,omitempty"`
}

// Add puts a character in under the lowest free id and returns that. The first becomes active.
func (b *Book) Add(name, initiative string) (int, error) {
	if len(b.Characters) >= maxCharacters {
		return 0, errFull
	}
	if b.taken(name, 0) {
		return 0, errTaken
	}
	id := b.insert(Character{Name: name, Initiative: initiative})
	if b.Active == 0 {
		b.Active = id
	}
	return id, nil
}

// insert puts a character in under the lowest free id and returns that.
func (b *Book) insert(character Character) int {
	character.ID = 1
	for b.find(character.ID) >= 0 {
		character.ID++
	}
	b.Characters = append(b.Characters, character)
	slices.SortFunc(b.Characters, func(a, c Character) int { return a.ID - c.ID })
	return character.ID
}

// Remove takes a character out and returns it. Where it was active, the next one moves up, or the last.
func (b *Book) Remove(id int) (Character, error) {
	at := b.find(id)
	if at < 0 {
		return Character{}, errNoSuch
	}
	removed := b.Characters[at]
	b.Characters = slices.Delete(b.Characters, at, at+1)
	if b.Active == id {
		b.Active = 0
		if len(b.Characters) > 0 {
			b.Active = b.Characters[min(at, len(b.Characters)-1)].ID
		}
	}
	maps.DeleteFunc(b.ActiveIn, func(_ string, active int) bool { return active == id })
	return removed, nil
}

// Select makes a character active: everywhere, or in one server where guild isn't 0.
func (b *Book) Select(id int, guild uint64) error {
	if b.find(id) < 0 {
		return errNoSuch
	}
	if guild == 0 {
		b.Active = id
		return nil
	}
	if b.ActiveIn == nil {
		b.ActiveIn = map[string]int{}
	}
	b.ActiveIn[strconv.FormatUint(guild, 10)] = id
	return nil
}

// Unselect lets the character that is active everywhere count in a server again.
func (b *Book) Unselect(guild uint64) { delete(b.ActiveIn, strconv.FormatUint(guild, 10)) }

// ActiveID is the id of the character that is active in a server, 0 for none.
func (b *Book) ActiveID(guild uint64) int {
	if id, here := b.ActiveIn[strconv.FormatUint(guild, 10)]; here && guild != 0 {
		return id
	}
	return b.Active
}

// Get is the character with an id, or the one that is active in the server where id is 0. It may be changed in place.
func (b *Book) Get(id int, guild uint64) (*Character, error) {
	if id == 0 {
		id = b.ActiveID(guild)
	}
	at := b.find(id)
	switch {
	case at >= 0:
		return &b.Characters[at], nil
	case len(b.Characters) == 0:
		return nil, errNone
	default:
		return nil, errNoSuch
	}
}

// Rename gives a character another name.
func (b *Book) Rename(character *Character, name string) error {
	if b.taken(name, character.ID) {
		return errTaken
	}
	character.Name = name
	return nil
}

// Set gives a character a named value; names don't tell capitals apart.
func (c *Character) Set(name string, value int64) error {
	name = strings.ToLower(name)
	if _, there := c.Values[name]; !there && len(c.Values) >= maxValues {
		return errManyValues
	}
	if c.Values == nil {
		c.Values = map[string]int64{}
	}
	c.Values[name] = value
	return nil
}

// Unset takes a named value away.
func (c *Character) Unset(name string) error {
	name = strings.ToLower(name)
	if _, there := c.Values[name]; !there {
		return errNoValue
	}
	delete(c.Values, name)
	return nil
}

func (b *Book) find(id int) int {
	return slices.IndexFunc(b.Characters, func(c Character) bool { return c.ID == id })
}

func (b *Book) taken(name string, except int) bool {
	return slices.ContainsFunc(b.Characters, func(c Character) bool {
		return c.ID != except && backend.Same(c.Name, name)
	})
}
