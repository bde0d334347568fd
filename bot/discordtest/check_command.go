package discordtest

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// commandName is what slash commands and options may be called.
// discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

const maxCommandName = 32

// checkCommands holds a whole list of commands to the limits of registration.
// discord.com/developers/docs/interactions/application-commands#registering-a-command
func checkCommands(list []Command) *APIError {
	var p problems
	count := map[int]int{}
	for n := range list {
		c, path := &list[n], strconv.Itoa(n)
		count[c.Type]++
		for _, other := range list[:n] {
			if other.Type == c.Type && clash(c.Name, c.NameLocalizations, other.Name, other.NameLocalizations) {
				p.add(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
				break
			}
		}
		c.check(&p, path)
	}
	for kind, most := range map[int]int{ChatInput: maxSlashCommands, UserCommand: maxContextCommands, MessageCommand: maxContextCommands} {
		if count[kind] > most {
			return refuse(http.StatusBadRequest, CodeTooManyCommands,
				"Maximum number of application commands reached ("+strconv.Itoa(most)+").")
		}
	}
	return p.err()
}

func (c *Command) check(p *problems, path string) {
	switch c.Type {
	case ChatInput:
		checkName(p, join(path, "name"), c.Name)
		within(p, join(path, "description"), c.Description, maxCommandDescription)
		checkLocalizations(p, join(path, "name_localizations"), c.NameLocalizations, maxCommandName, checkName)
		checkOptions(p, join(path, "options"), c.Options)
	case UserCommand, MessageCommand:
		within(p, join(path, "name"), c.Name, maxCommandName)
		checkLocalizations(p, join(path, "name_localizations"), c.NameLocalizations, maxCommandName, nil)
		if c.Description != "" {
			p.add(join(path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED", "Context menu commands cannot have description")
		}
		if len(c.Options) > 0 {
			p.add(join(path, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options")
		}
	default:
		p.choice(join(path, "type"), "1, 2, 3")
	}
	checkLocalizations(p, join(path, "description_localizations"), c.DescriptionLocalizations, maxCommandDescription, nil)
	checkSet(p, join(path, "contexts"), c.Contexts, contextPrivate)
	checkSet(p, join(path, "integration_types"), c.IntegrationTypes, 1)
	if c.size() > maxCommandCharacters {
		p.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
	}
}

func checkName(p *problems, path, name string) {
	if n := utf8.RuneCountInString(name); n == 0 || n > maxCommandName {
		p.badLength(path, 1, maxCommandName)
	} else if !commandName.MatchString(name) || name != strings.ToLower(name) {
		p.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

// checkSet notes a list that is empty, repeats itself or goes beyond a value.
func checkSet(p *problems, path string, set []int, most int) {
	if set != nil && len(set) == 0 {
		p.badLength(path, 1, most+1)
	}
	for n, v := range set {
		if v < 0 || v > most {
			p.choice(join(path, n), "0.."+strconv.Itoa(most))
		}
		if slices.Contains(set[:n], v) {
			p.add(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		}
	}
}

// size counts the characters of names, descriptions and values, each at its
// longest translation.
// discord.com/developers/docs/interactions/application-commands#slash-commands
func (c *Command) size() int {
	n := longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations)
	return n + sizeOf(c.Options)
}

func sizeOf(options []CommandOption) int {
	n := 0
	for _, o := range options {
		n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations)
		for _, c := range o.Choices {
			n += longest(c.Name, c.NameLocalizations)
			if text, ok := c.Value.(string); ok {
				n += utf8.RuneCountInString(text)
			}
		}
		n += sizeOf(o.Options)
	}
	return n
}

func longest(text string, translations map[string]string) int {
	n := utf8.RuneCountInString(text)
	for _, t := range translations {
		n = max(n, utf8.RuneCountInString(t))
	}
	return n
}
