package importer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"feyre/store"

	"golang.org/x/text/unicode/norm"
)

// book is the part of a user's document that an import changes. Everything else in the document stays.
type book struct {
	Characters []character `json:"characters,omitempty"`
	Active     int         `json:"active,omitempty"`
	// Imported holds the marks of the sources that this document took from.
	Imported []string `json:"imported,omitempty"`
}

type character struct {
	ID         int    `json:"id"`
	Name       string `json:"name"`
	Initiative string `json:"initiative"`

	unread store.Unread
}

// UnmarshalJSON keeps what an import does not know.
func (c *character) UnmarshalJSON(raw []byte) error {
	type plain character
	return store.Decode(raw, (*plain)(c), &c.unread)
}

// MarshalJSON writes it back.
func (c character) MarshalJSON() ([]byte, error) {
	type plain character
	return store.Encode(plain(c), c.unread)
}

// merging is what became of one row's characters.
type merging struct {
	taken, known int
	left         []string
	chosen       bool // the user has said which character is active
}

// merge returns the document with the old characters in it, or nil where nothing changes.
func (m *merging) merge(document []byte, old []oldCharacter, marker string) ([]byte, error) {
	var b book
	unknown := store.Unread{"version": json.RawMessage("1")}
	if len(document) > 0 {
		unknown = store.Unread{}
		if err := store.Decode(document, &b, &unknown); err != nil {
			return nil, fmt.Errorf("document: %w", err)
		}
	}
	if slices.Contains(b.Imported, marker) {
		m.known = len(old)
		return nil, nil
	}
	m.chosen = b.Active != 0
	for _, c := range old {
		m.add(&b, c)
	}
	b.Imported = append(b.Imported, marker)
	return store.Encode(b, unknown)
}

func (m *merging) add(b *book, old oldCharacter) {
	name, initiative := clip(old.Name, maxName), clip(string(old.Initiative), maxRoll)
	if initiative == "" {
		initiative = "1d20"
	}
	switch {
	case name == "":
		m.left = append(m.left, "a character without a name")
		return
	case slices.ContainsFunc(b.Characters, func(c character) bool { return strings.EqualFold(norm.NFC.String(c.Name), name) }):
		m.known++
		return
	case len(b.Characters) >= maxCharacters:
		m.left = append(m.left, fmt.Sprintf("character %q: there are %d already", name, maxCharacters))
		return
	}
	id := 1
	for slices.ContainsFunc(b.Characters, func(c character) bool { return c.ID == id }) {
		id++
	}
	b.Characters = append(b.Characters, character{ID: id, Name: name, Initiative: initiative})
	slices.SortFunc(b.Characters, func(a, c character) int { return a.ID - c.ID })
	if !m.chosen && (b.Active == 0 || old.Active) {
		b.Active, m.chosen = id, old.Active
	}
	m.taken++
}
