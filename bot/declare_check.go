package bot

import (
	"errors"
	"fmt"
	"regexp"
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
	slash, onMessage := 0, 0
	seen := map[string]bool{}
	for _, d := range list {
		key := fmt.Sprint(d.Type, d.Name)
		c.hold(!seen[key], d.Name, "is declared twice")
		seen[key] = true
		if d.Type == commandMessage {
			onMessage++
			c.length(d.Name, "name", d.Name, maxCommandName)
			continue
		}
		slash++
		c.name(d.Name, d.Name)
		c.length(d.Name, "description", d.Description, maxCommandDescription)
		c.locals(d.Name, d.DescriptionLocal)
		c.options(d.Name, d.Options)
		c.hold(size(d.Name, d.Description, d.Options) <= maxCommandTotal, d.Name, "is too long in all")
	}
	c.hold(slash <= maxSlashCommands, "slash commands", "are too many")
	c.hold(onMessage <= maxMessageCommands, "message commands", "are too many")
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

func (c *declarationCheck) name(where, name string) {
	c.hold(c.names.MatchString(name) && name == strings.ToLower(name), where, "has a name that Discord refuses")
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
	seen := map[string]bool{}
	nested, plain, optional := 0, 0, false
	for _, o := range options {
		at := where + " " + o.Name
		c.name(at, o.Name)
		c.hold(!seen[o.Name], at, "is declared twice")
		seen[o.Name] = true
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
		c.length(at, "choice", choice.Name, maxChoice)
		if text, ok := choice.Value.(string); ok {
			c.length(at, "value of a choice", text, maxChoice)
		}
	}
}

// size is what Discord adds up for one command.
func size(name, description string, options []declaredOption) int {
	n := utf8.RuneCountInString(name + description)
	for _, o := range options {
		n += size(o.Name, o.Description, o.Options)
		for _, choice := range o.Choices {
			n += utf8.RuneCountInString(choice.Name + fmt.Sprint(choice.Value))
		}
	}
	return n
}
