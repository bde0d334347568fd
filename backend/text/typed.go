package text

import (
	"regexp"
	"strings"
)

// Typed is a line as it is typed in English, such as "/roll expression:4d6k3". As an argument of a sentence its names are said as the
// reader knows them.
type Typed string

// Option is an option's name, said likewise.
type Option string

// Sentence is a sentence that is an argument of another one. English is what is said where the catalog has only translations.
type Sentence struct {
	English string
	ID      ID
	Args    []any
}

// WithNames is the printer for readers to whom commands and options are shown under the names of their language. Wherever a sentence
// tells what to type, it then does so under these names.
func (p Printer) WithNames() Printer {
	p.names = true
	return p
}

// typedName is a command with what may be its verb, or an option and its colon. Values are no names: 1d20+3 stays as it is.
var typedName = regexp.MustCompile(`/[a-z]+(?: [a-z_]+:?)?|\b[a-z_]+:`)

// Typed is a line as its reader would type it.
func (p Printer) Typed(line string) string {
	if !p.names || !strings.ContainsAny(line, "/:") {
		return line
	}
	return typedName.ReplaceAllStringFunc(line, func(found string) string {
		command, behind, two := strings.Cut(found, " ")
		if !two {
			return p.word(found)
		}
		if strings.HasSuffix(behind, ":") {
			return p.word(command) + " " + p.word(behind)
		}
		return p.word(command) + " " + strings.TrimPrefix(p.word("/"+behind), "/")
	})
}

// word says "/init" or "roll:", which are the ids of their translations.
func (p Printer) word(typed string) string {
	name := p.catalog.Raw(p.lang, ID(typed))
	switch {
	case name == "":
		return typed
	case typed[0] == '/':
		return "/" + name
	default:
		return name + ":"
	}
}

// Command is how a verb is typed, by its path: "/init next".
func (p Printer) Command(path string) string {
	return p.Typed("/" + strings.ReplaceAll(path, "/", " "))
}

// Option is how an option is called.
func (p Printer) Option(name string) string {
	return strings.TrimSuffix(p.Typed(name+":"), ":")
}
