package backend

import (
	"strconv"
	"strings"

	"feyre/backend/text"
)

// Source says what a person did to make a request.
type Source uint8

// The sources of a Request.
const (
	FromSlash        Source = iota // a slash command, also typed on a terminal
	FromButton                     // a button or a select of an earlier reply
	FromModal                      // a modal handed in
	FromMention                    // "@Feyre roll 4d6" in a message
	FromMessage                    // a message command ("Roll this")
	FromAutocomplete               // typing an option; nothing is counted
)

// Permission is a set of what the asker may do where they ask.
type Permission uint64

// The permissions that commands ask about, with Discord's bits.
const (
	ManageMessages Permission = 1 << 13
	Administrator  Permission = 1 << 3
)

// Has says whether every permission of want is held; an administrator holds all.
func (p Permission) Has(want Permission) bool {
	return p&Administrator != 0 || p&want == want
}

// Message is the message that a message command was used on.
type Message struct {
	ID, Author uint64
	Content    string
}

// Request is one thing that one person asked for.
type Request struct {
	// ID is unique among the face's requests, for the log.
	ID string

	User uint64
	// UserName is how the face shows the user; hostile text.
	UserName string
	// Guild is 0 outside a server.
	Guild, Channel uint64
	Permissions    Permission

	// Path names the verb, such as "roll" or "init/next".
	Path    string
	Options Options
	Source  Source
	// Locale is the asker's language, such as "de" or "en-GB".
	Locale string
	// LocalNames says that the face shows commands and options under the names of that language.
	LocalNames bool

	// Subject is the Subject of the reply whose button was pressed.
	Subject string
	// SubjectPrivate says that that reply was private.
	SubjectPrivate bool
	// Target is the message that a message command was used on.
	Target *Message
	// Focus is the option being typed, for autocompletion.
	Focus string
}

// Printer says sentences to the asker.
func (r Request) Printer(catalog *text.Catalog) text.Printer {
	say := catalog.For(r.Locale)
	if r.LocalNames {
		return say.WithNames()
	}
	return say
}

// Command is the first part of the path, the name that is counted.
func (r Request) Command() string {
	name, _, _ := strings.Cut(r.Path, "/")
	return name
}

// Options are a request's option values by name, as the person gave them; the Controller has checked them against the declaration
// before an Operation sees them.
type Options map[string]string

// Text is an option's value, or "" where it wasn't given.
func (o Options) Text(name string) string { return o[name] }

// Given says whether the option was given.
func (o Options) Given(name string) bool {
	_, given := o[name]
	return given
}

// Int is an integer option's value, or otherwise where it wasn't given.
func (o Options) Int(name string, otherwise int64) int64 {
	n, err := strconv.ParseInt(o[name], 10, 64)
	if err != nil {
		return otherwise
	}
	return n
}

// Bool is a boolean option's value, or otherwise where it wasn't given.
func (o Options) Bool(name string, otherwise bool) bool {
	b, err := strconv.ParseBool(o[name])
	if err != nil {
		return otherwise
	}
	return b
}

// User is a user option's id, or 0 where it wasn't given.
func (o Options) User(name string) uint64 {
	id, _ := strconv.ParseUint(o[name], 10, 64)
	return id
}
