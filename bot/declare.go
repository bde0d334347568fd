package bot

import (
	"encoding/json"
	"strconv"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
)

// declaration is a command as Discord takes it. arikawa's type knows neither contexts nor integration types nor nsfw.
//
// https://discord.com/developers/docs/interactions/application-commands#application-command-object
type declaration struct {
	Type             int               `json:"type"`
	Name             string            `json:"name"`
	NameLocal        map[string]string `json:"name_localizations,omitempty"`
	Description      string            `json:"description,omitempty"`
	DescriptionLocal map[string]string `json:"description_localizations,omitempty"`
	Options          []declaredOption  `json:"options,omitempty"`
	Permissions      *string           `json:"default_member_permissions"`
	Contexts         []int             `json:"contexts,omitempty"`
	Installs         []int             `json:"integration_types,omitempty"`
	NSFW             bool              `json:"nsfw"`
}

type declaredOption struct {
	Type             int               `json:"type"`
	Name             string            `json:"name"`
	NameLocal        map[string]string `json:"name_localizations,omitempty"`
	Description      string            `json:"description"`
	DescriptionLocal map[string]string `json:"description_localizations,omitempty"`
	Required         bool              `json:"required,omitempty"`
	Autocomplete     bool              `json:"autocomplete,omitempty"`
	Choices          []declaredChoice  `json:"choices,omitempty"`
	MinValue         *int64            `json:"min_value,omitempty"`
	MaxValue         *int64            `json:"max_value,omitempty"`
	MinLength        *int64            `json:"min_length,omitempty"`
	MaxLength        *int64            `json:"max_length,omitempty"`
	Options          []declaredOption  `json:"options,omitempty"`
}

type declaredChoice struct {
	Name      string            `json:"name"`
	NameLocal map[string]string `json:"name_localizations,omitempty"`
	Value     any               `json:"value"`
}

// Kinds of command, of installation and of option.
const (
	commandSlash   = 1
	commandMessage = 3

	installServer = 0
	installUser   = 1

	optionString  = 3
	optionInteger = 4
	optionBoolean = 5
	optionUser    = 6
)

// Declarations is the JSON array that registers the commands, for one server or, where guild is 0, for all. It fails where a command
// breaks one of Discord's rules.
func Declarations(commands []backend.Command, catalog *text.Catalog, guild uint64) ([]byte, error) {
	list, err := declare(commands, catalog)
	if err != nil {
		return nil, err
	}
	if guild != 0 {
		list = forGuild(list)
	}
	return json.MarshalIndent(list, "", "  ")
}

func declare(commands []backend.Command, catalog *text.Catalog) ([]declaration, error) {
	w := words{catalog}
	list := make([]declaration, 0, len(commands))
	for _, command := range commands {
		list = append(list, w.command(command))
	}
	return list, checkDeclarations(list)
}

// words says a declaration's sentences, in English and beside it in every other language.
type words struct{ catalog *text.Catalog }

func (w words) in(id text.ID) (english string, others map[string]string) {
	return w.catalog.For(string(text.English)).Say(id), w.others(id)
}

// others says a sentence or a name in every language but English. Discord's locales "de" and "fr" are ours.
func (w words) others(id text.ID) map[string]string {
	var others map[string]string
	for _, lang := range text.Langs() {
		if lang != text.English && w.catalog.Raw(lang, id) != "" {
			if others == nil {
				others = map[string]string{}
			}
			others[string(lang)] = w.catalog.For(string(lang)).WithNames().Say(id)
		}
	}
	return others
}

// menuName is the name of a message command in the menu.
func menuName(command backend.Command, catalog *text.Catalog) string {
	name, _ := words{catalog}.in(command.Label)
	return name
}

func (w words) command(command backend.Command) declaration {
	d := declaration{Type: commandSlash, Name: command.Name, Contexts: contexts(command.Contexts), Installs: []int{installServer, installUser}}
	if command.Permissions != 0 {
		bits := strconv.FormatUint(uint64(command.Permissions), 10)
		d.Permissions = &bits
	}
	if command.Kind == backend.OnMessage {
		d.Type = commandMessage
		d.Name, d.NameLocal = w.in(command.Label)
		return d
	}
	d.NameLocal = w.others(text.CommandName(command.Name))
	d.Description, d.DescriptionLocal = w.in(command.Summary)
	for _, verb := range command.Verbs {
		d.addVerb(w, verb)
	}
	return d
}

// addVerb adds a verb: the command itself, a subcommand, or a subcommand of a group.
func (d *declaration) addVerb(w words, verb backend.Verb) {
	if verb.Hidden {
		return
	}
	options := w.options(verb.Options)
	path := strings.Split(verb.Path, "/")
	if len(path) == 1 {
		d.Options = options
		return
	}
	name := path[len(path)-1]
	sub := declaredOption{Type: optionSubcommand, Name: name, NameLocal: w.others(text.CommandName(name)), Options: options}
	sub.Description, sub.DescriptionLocal = w.in(verb.Summary)
	into := &d.Options
	if len(path) == 3 {
		into = d.group(w, path[1])
	}
	*into = append(*into, sub)
}

// group finds or adds a group of subcommands.
func (d *declaration) group(w words, name string) *[]declaredOption {
	for i := range d.Options {
		if d.Options[i].Name == name {
			return &d.Options[i].Options
		}
	}
	d.Options = append(d.Options, declaredOption{
		Type: optionGroup, Name: name, NameLocal: w.others(text.CommandName(name)),
		Description: d.Description, DescriptionLocal: d.DescriptionLocal,
	})
	return &d.Options[len(d.Options)-1].Options
}

func contexts(given []backend.Context) []int {
	if len(given) == 0 {
		given = []backend.Context{backend.InServer, backend.InDirectMessage, backend.InPrivateChannel}
	}
	numbers := make([]int, len(given))
	for i, context := range given {
		numbers[i] = int(context) // the same numbers as Discord's
	}
	return numbers
}

// options declares a verb's options, the required ones first, as Discord wants them.
func (w words) options(options []backend.Option) []declaredOption {
	var required, others []declaredOption
	for _, option := range options {
		switch {
		case option.Hidden:
		case option.Required:
			required = append(required, w.option(option))
		default:
			others = append(others, w.option(option))
		}
	}
	return append(required, others...)
}

func (w words) option(option backend.Option) declaredOption {
	d := declaredOption{Name: option.Name, NameLocal: w.others(text.OptionName(option.Name)), Required: option.Required, Autocomplete: option.Complete != nil}
	d.Description, d.DescriptionLocal = w.in(option.Summary)
	bound := func(n int64) *int64 {
		if option.Min == 0 && option.Max == 0 {
			return nil
		}
		return &n
	}
	switch option.Kind {
	case backend.Integer:
		d.Type, d.MinValue, d.MaxValue = optionInteger, bound(option.Min), bound(option.Max)
	case backend.Boolean:
		d.Type = optionBoolean
	case backend.User:
		d.Type = optionUser
	default:
		d.Type = optionString
		if option.Min > 0 {
			d.MinLength = bound(option.Min)
		}
		if option.Max > 0 {
			d.MaxLength = bound(option.Max)
		}
	}
	for _, choice := range option.Choices {
		d.Choices = append(d.Choices, w.choice(choice, option.Kind))
	}
	return d
}

func (w words) choice(choice backend.Choice, kind backend.OptionKind) declaredChoice {
	d := declaredChoice{Name: choice.Name, Value: choiceValue(choice, kind)}
	if choice.Label != "" {
		d.Name, d.NameLocal = w.in(choice.Label)
	}
	return d
}

// choiceValue is what Discord hands back for a choice: a number where the option is one.
func choiceValue(choice backend.Choice, kind backend.OptionKind) any {
	if n, err := strconv.ParseInt(choice.Value, 10, 64); kind == backend.Integer && err == nil {
		return n
	}
	return choice.Value
}
