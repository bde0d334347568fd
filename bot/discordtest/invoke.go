package discordtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Args are a command's options by name: string, int, float64, bool, User or
// Attachment.
type Args map[string]any

// Slash uses a slash command. The path has spaces between command, group and
// subcommand. If commands are registered, it must be one of them, with options
// as declared; all of these may go by the names that the locale shows, of
// which the bot gets to know nothing.
func (s *Server) Slash(ctx context.Context, from From, path string, args Args) (*Interaction, error) {
	data, _, err := s.commandData(from.withDefaults(s.opts), path, args, "")
	if err != nil {
		return nil, err
	}
	return s.deliver(ctx, s.newInteraction(KindCommand, from), data, nil)
}

// Autocomplete asks for suggestions while the focused option is being typed.
func (s *Server) Autocomplete(ctx context.Context, from From, path string, args Args, focused string) (*Interaction, error) {
	data, kind, err := s.commandData(from.withDefaults(s.opts), path, args, focused)
	if err != nil {
		return nil, err
	}
	i := s.newInteraction(KindAutocomplete, from)
	i.focused = kind
	return s.deliver(ctx, i, data, nil)
}

// commandData builds the data of a command interaction, and gives the type of
// the focused option.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-data-structure
func (s *Server) commandData(from From, path string, args Args, focused string) (map[string]any, int, error) {
	words := strings.Fields(path)
	if len(words) == 0 || len(words) > 3 {
		return nil, 0, errors.New("a path has one to three words")
	}
	command, words, options, err := s.declared(from, words)
	if err != nil {
		return nil, 0, err
	}
	b := optionBuilder{declared: options, strict: command != nil, locale: from.Locale, focused: focused, resolved: map[string]map[string]any{}}
	list, err := b.build(args)
	if err != nil {
		return nil, 0, fmt.Errorf("/%s: %w", path, err)
	}
	for n, word := range slices.Backward(words[1:]) {
		kind := OptionSubcommand
		if n == 0 && len(words) == 3 {
			kind = OptionGroup
		}
		list = []map[string]any{{"name": word, "type": kind, "options": list}}
	}
	data := map[string]any{"id": DefaultApplicationID, "name": words[0], "type": ChatInput, "options": list}
	if command != nil {
		data["id"] = command.ID
	}
	if len(b.resolved) > 0 {
		data["resolved"] = b.resolved
	}
	return data, b.kind, nil
}

// declared finds a registered command, the names by which the bot declared the
// words, and the options of its verb; without any registration it finds no
// command.
func (s *Server) declared(from From, words []string) (*Command, []string, []CommandOption, error) {
	list := append(s.Commands(from.GuildID), s.Commands("")...)
	if len(list) == 0 {
		return nil, words, nil, nil
	}
	command := findShown(list, words[0], from.Locale)
	if command == nil {
		return nil, nil, nil, fmt.Errorf("/%s is not registered", words[0])
	}
	if err := command.usableFrom(from); err != nil {
		return nil, nil, nil, err
	}
	names, options := []string{command.Name}, command.Options
	for _, word := range words[1:] {
		n := findOption(options, word, from.Locale)
		if n < 0 || !options[n].isSubcommand() {
			return nil, nil, nil, fmt.Errorf("/%s has no subcommand %s", command.Name, word)
		}
		names, options = append(names, options[n].Name), options[n].Options
	}
	if len(options) > 0 && options[0].isSubcommand() {
		return nil, nil, nil, fmt.Errorf("/%s needs a subcommand", strings.Join(words, " "))
	}
	return command, names, options, nil
}

// findShown finds a slash command by the name that a locale shows, or else by
// its own.
func findShown(list []Command, name, locale string) *Command {
	for i := range list {
		if c := &list[i]; c.Type == ChatInput && shownAs(c.Name, c.NameLocalizations, locale) == name {
			return c
		}
	}
	return findCommand(list, name, ChatInput)
}

// findOption finds an option likewise; it returns -1 where there is none.
func findOption(options []CommandOption, name, locale string) int {
	n := slices.IndexFunc(options, func(o CommandOption) bool { return shownAs(o.Name, o.NameLocalizations, locale) == name })
	if n < 0 {
		n = slices.IndexFunc(options, func(o CommandOption) bool { return o.Name == name })
	}
	return n
}

// usableFrom reports why a command is not shown in a place, if it is not.
// discord.com/developers/docs/interactions/application-commands#contexts
func (c *Command) usableFrom(from From) error {
	if c.Contexts != nil && !slices.Contains(c.Contexts, from.context()) {
		return fmt.Errorf("/%s is not for context %d", c.Name, from.context())
	}
	for kind := range from.owners() {
		if slices.Contains(c.IntegrationTypes, int(kind[0]-'0')) {
			return nil
		}
	}
	return fmt.Errorf("/%s is not for this kind of installation", c.Name)
}

// optionBuilder turns arguments into the options of an interaction.
type optionBuilder struct {
	declared []CommandOption
	strict   bool
	locale   string
	focused  string
	kind     int // the type of the focused option
	resolved map[string]map[string]any
}

func (b *optionBuilder) build(args Args) ([]map[string]any, error) {
	list := []map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(args)) {
		n := findOption(b.declared, name, b.locale)
		if n < 0 && b.strict {
			return nil, fmt.Errorf("no option %s", name)
		}
		option := map[string]any{"name": name, "type": b.kindOf(args[name]), "value": b.resolve(args[name])}
		if n >= 0 {
			if err := b.declared[n].accepts(option["type"].(int), args[name]); err != nil && name != b.focused {
				return nil, err
			}
			option["type"], option["name"] = b.declared[n].Type, b.declared[n].Name
		}
		if name == b.focused {
			option["focused"] = true
			b.kind = option["type"].(int)
		}
		list = append(list, option)
	}
	for _, o := range b.declared {
		_, given := args[o.Name]
		_, shown := args[shownAs(o.Name, o.NameLocalizations, b.locale)]
		if o.Required && !given && !shown && b.focused == "" {
			return nil, fmt.Errorf("option %s is required", o.Name)
		}
	}
	return list, nil
}

func (b *optionBuilder) kindOf(value any) int {
	switch value.(type) {
	case int:
		return OptionInteger
	case float64:
		return OptionNumber
	case bool:
		return OptionBoolean
	case User:
		return OptionUser
	case Attachment:
		return OptionAttachment
	}
	return OptionString
}

// resolve replaces an object by its id and keeps the object.
func (b *optionBuilder) resolve(value any) any {
	switch v := value.(type) {
	case User:
		b.put("users", v.ID, v)
		return v.ID
	case Attachment:
		b.put("attachments", v.ID, v)
		return v.ID
	}
	return value
}

func (b *optionBuilder) put(kind, id string, object any) {
	if b.resolved[kind] == nil {
		b.resolved[kind] = map[string]any{}
	}
	b.resolved[kind][id] = object
}
