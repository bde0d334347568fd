package bot

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// commandName is the pattern that Discord gives for names of slash commands and options.
//
// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
const commandName = `^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`

// checkDeclarations holds commands against Discord's rules, so that a mistake shows before anything is sent.
func checkDeclarations(list []declaration) error {
	c := declarationCheck{names: regexp.MustCompile(commandName)}
	slash, onMessage := siblings{}, siblings{}
	for _, d := range list {
		if d.Type == commandMessage {
			c.distinct(&onMessage, d.Name, d.Name, d.NameLocal)
			for _, name := range withLocals(d.Name, d.NameLocal) {
				c.length(d.Name, "name", name, maxCommandName)
			}
			continue
		}
		c.distinct(&slash, d.Name, d.Name, d.NameLocal)
		c.name(d.Name, d.Name, d.NameLocal)
		c.length(d.Name, "description", d.Description, maxCommandDescription)
		c.locals(d.Name, d.DescriptionLocal)
		c.options(d.Name, d.Options)
		c.hold(d.size() <= maxCommandTotal, d.Name, "is too long in all")
	}
	c.hold(len(slash) <= maxSlashCommands, "slash commands", "are too many")
	c.hold(len(onMessage) <= maxMessageCommands, "message commands", "are too many")
	return errors.Join(c.problems...)
}

type declarationCheck struct {
	names    *regexp.Regexp
	problems []error
}

func (c *declarationCheck) hold(ok bool, where, problem string) {
	if !ok {
		c.problems = append(c.problems, fmt.Errorf("command %s %s", where, problem))
	}
}

func (c *declarationCheck) name(where, name string, locals map[string]string) {
	for _, name := range withLocals(name, locals) {
		c.hold(c.names.MatchString(name) && name == strings.ToLower(name), where, fmt.Sprintf("has a name that Discord refuses: %q", name))
	}
}

// withLocals is a name and its translations.
func withLocals(name string, locals map[string]string) []string {
	return append([]string{name}, slices.Collect(maps.Values(locals))...)
}

// siblings are the names that stand beside one another, each with its translations.
type siblings []sibling

type sibling struct {
	name   string
	locals map[string]string
}

// in is what a sibling is called in a locale.
func (s sibling) in(locale string) string { return firstOf(s.locals[locale], s.name) }

// distinct adds a name to its siblings. In no locale may two of them be called the same.
func (c *declarationCheck) distinct(among *siblings, where, name string, locals map[string]string) {
	added := sibling{name, locals}
	for _, other := range *among {
		c.hold(other.name != name, where, "is declared twice")
		for _, locale := range append(slices.Collect(maps.Keys(locals)), slices.Collect(maps.Keys(other.locals))...) {
			c.hold(other.name == name || other.in(locale) != added.in(locale), where, "is called like "+other.name+" in "+locale)
		}
	}
	*among = append(*among, added)
}

func (c *declarationCheck) length(where, what, text string, most int) {
	n := utf8.RuneCountInString(text)
	c.hold(n >= 1 && n <= most, where, fmt.Sprintf("has a %s of %d characters; 1 to %d are allowed", what, n, most))
}

func (c *declarationCheck) locals(where string, locals map[string]string) {
	for locale, text := range locals {
		c.length(where, "description in "+locale, text, maxCommandDescription)
	}
}

func (c *declarationCheck) options(where string, options []declaredOption) {
	c.hold(len(options) <= maxCommandOptions, where, "has too many options")
	seen := siblings{}
	nested, plain, optional := 0, 0, false
	for _, o := range options {
		at := where + " " + o.Name
		c.name(at, o.Name, o.NameLocal)
		c.distinct(&seen, at, o.Name, o.NameLocal)
		c.length(at, "description", o.Description, maxCommandDescription)
		c.locals(at, o.DescriptionLocal)
		c.choices(at, o)
		if o.Type == optionSubcommand || o.Type == optionGroup {
			nested++
			c.options(at, o.Options)
			continue
		}
		plain++
		c.hold(!o.Required || !optional, at, "is required and stands after one that isn't")
		optional = optional || !o.Required
	}
	c.hold(nested == 0 || plain == 0, where, "has subcommands beside options")
}

func (c *declarationCheck) choices(at string, o declaredOption) {
	c.hold(len(o.Choices) <= maxChoices, at, "has too many choices")
	c.hold(len(o.Choices) == 0 || !o.Autocomplete, at, "has choices and completes them")
	for _, choice := range o.Choices {
		for _, name := range withLocals(choice.Name, choice.NameLocal) {
			c.length(at, "choice", name, maxChoice)
		}
		if text, ok := choice.Value.(string); ok {
			c.length(at, "value of a choice", text, maxChoice)
		}
	}
}

// size is what Discord adds up for one command: of each text the longest translation.
func (d declaration) size() int {
	return longest(d.Name, d.NameLocal) + longest(d.Description, d.DescriptionLocal) + sizeOf(d.Options)
}

func sizeOf(options []declaredOption) int {
	n := 0
	for _, o := range options {
		n += longest(o.Name, o.NameLocal) + longest(o.Description, o.DescriptionLocal) + sizeOf(o.Options)
		for _, choice := range o.Choices {
			n += longest(choice.Name, choice.NameLocal) + utf8.RuneCountInString(fmt.Sprint(choice.Value))
		}
	}
	return n
}

func longest(text string, locals map[string]string) int {
	n := 0
	for _, text := range withLocals(text, locals) {
		n = max(n, utf8.RuneCountInString(text))
	}
	return n
}
