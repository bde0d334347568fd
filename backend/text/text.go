// Package text holds every sentence that Feyre says to people, by message id and language.
//
// Each area of the program (roll, init, fault, ...) has one file with its ids and, for each id, the sentence in every language side by
// side. A sentence is a fmt format whose verbs may be indexed (%[2]d) so that languages can order them. A sentence with a plural has its
// forms parted by " || " (one || many), chosen by the first number among the arguments.
package text

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ID names a sentence.
type ID string

// Lang is a language that Feyre speaks.
type Lang string

// The languages. English is complete; every other falls back to it sentence by sentence.
const (
	English Lang = "en"
	German  Lang = "de"
	French  Lang = "fr"
)

// Langs lists the languages, English first.
func Langs() []Lang { return []Lang{English, German, French} }

// entry is one sentence in every language; an empty one falls back to English.
type entry struct{ en, de, fr string }

// area is the sentences of one part of the program.
type area map[ID]entry

// Catalog holds all sentences. It is built once by New and never changes.
type Catalog struct{ entries area }

// New builds the catalog. An id that two areas declare is a programming error and panics.
func New() *Catalog {
	entries := area{}
	for _, part := range areas() {
		for id, sentence := range part {
			if _, twice := entries[id]; twice {
				panic("text: declared twice: " + string(id))
			}
			entries[id] = sentence
		}
	}
	return &Catalog{entries: entries}
}

// IDs lists every id in order.
func (c *Catalog) IDs() []ID { return slices.Sorted(maps.Keys(c.entries)) }

// Has says whether id is declared.
func (c *Catalog) Has(id ID) bool {
	_, found := c.entries[id]
	return found
}

// Raw is the unformatted sentence in a language, empty where it isn't translated.
func (c *Catalog) Raw(lang Lang, id ID) string {
	sentence := c.entries[id]
	switch lang {
	case German:
		return sentence.de
	case French:
		return sentence.fr
	default:
		return sentence.en
	}
}

// For returns the Printer of a locale such as "de", "en-GB" or "fr"; unknown locales get English.
func (c *Catalog) For(locale string) Printer {
	base, _, _ := strings.Cut(strings.ToLower(locale), "-")
	lang := Lang(base)
	if !slices.Contains(Langs(), lang) {
		lang = English
	}
	return Printer{catalog: c, lang: lang}
}

// Printer says sentences in one language. The zero Printer says ids.
type Printer struct {
	catalog *Catalog
	lang    Lang
	names   bool
}

// Lang is the printer's language.
func (p Printer) Lang() Lang { return p.lang }

// Say puts a sentence together. Arguments that are themselves an ID, Sentence, Typed or Option are said first, in the same language.
// An id that isn't declared is said as it is.
func (p Printer) Say(id ID, args ...any) string {
	return p.Or("", id, args...)
}

// Or is Say with the English given where the catalog has only translations of a sentence.
func (p Printer) Or(english string, id ID, args ...any) string {
	if p.catalog == nil {
		return cmp.Or(english, string(id))
	}
	format := p.catalog.Raw(p.lang, id)
	if format == "" {
		format = p.catalog.Raw(English, id)
	}
	if format == "" {
		return cmp.Or(english, string(id))
	}
	format = p.Typed(format)
	if one, many, plural := strings.Cut(format, " || "); plural {
		format = many
		if countsOne(args) {
			format = one
		}
	}
	if len(args) == 0 {
		return strings.ReplaceAll(format, "%%", "%")
	}
	return fmt.Sprintf(format, p.said(args)...)
}

func (p Printer) said(args []any) []any {
	said := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case ID:
			arg = p.Say(a)
		case Sentence:
			arg = p.Or(a.English, a.ID, a.Args...)
		case Typed:
			arg = p.Typed(string(a))
		case Option:
			arg = p.Option(string(a))
		}
		said[i] = arg
	}
	return said
}

// countsOne says whether the first number among the arguments is 1.
func countsOne(args []any) bool {
	for _, arg := range args {
		switch n := arg.(type) {
		case int:
			return n == 1
		case int64:
			return n == 1
		case uint64:
			return n == 1
		}
	}
	return false
}
