package discordtest_test

import (
	"fmt"
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

// command returns a slash command with some fields set otherwise.
func command(fields object) object {
	c := object{"name": "roll", "description": "Roll dice"}
	for name, value := range fields {
		c[name] = value
	}
	return c
}

func option(kind int, name string, fields object) object {
	o := object{"type": kind, "name": name, "description": "a"}
	for name, value := range fields {
		o[name] = value
	}
	return o
}

func options(list ...any) object { return command(object{"options": list}) }

func TestCommandRefusals(t *testing.T) {
	const page = "discord.com/developers/docs/interactions/application-commands"
	const structure = page + "#application-command-object-application-command-structure"
	const naming = page + "#application-command-object-application-command-naming"
	const locales = "discord.com/developers/docs/reference#locales"
	const contexts = page + "#contexts"
	big := times(24, func(n int) any { return option(3, fmt.Sprint("o", n), object{"choices": bigChoices()}) })
	runCommandRefusals(t, []refusal{
		{"no name", naming, list{command(object{"name": ""})}, "0.name", "BASE_TYPE_BAD_LENGTH"},
		{"name over 32", naming, list{command(object{"name": text(33)})}, "0.name", "BASE_TYPE_BAD_LENGTH"},
		{"capitals in the name", naming, list{command(object{"name": "Roll"})}, "0.name", "APPLICATION_COMMAND_INVALID_NAME"},
		{"blank in the name", naming, list{command(object{"name": "roll dice"})}, "0.name", "APPLICATION_COMMAND_INVALID_NAME"},
		{"no description", structure, list{command(object{"description": ""})}, "0.description", "BASE_TYPE_REQUIRED"},
		{"description over 100", structure, list{command(object{"description": text(101)})}, "0.description", "BASE_TYPE_BAD_LENGTH"},
		{"unknown type", structure, list{command(object{"type": 5})}, "0.type", "BASE_TYPE_CHOICES"},
		{"name twice", page + "#registering-a-command", list{command(nil), command(nil)}, "1", "APPLICATION_COMMANDS_DUPLICATE_NAME"},
		{
			"description on a message command", page + "#message-commands",
			list{command(object{"type": 3})},
			"0.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED",
		},
		{
			"options on a user command", page + "#user-commands",
			list{object{"type": 2, "name": "A", "options": list{option(3, "a", nil)}}},
			"0.options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED",
		},
		{"message command name over 32", naming, list{object{"type": 3, "name": text(33)}}, "0.name", "BASE_TYPE_BAD_LENGTH"},
		{
			"unknown locale", locales,
			list{command(object{"name_localizations": object{"de-DE": "wurf"}})},
			"0.name_localizations.de-DE", "BASE_TYPE_CHOICES",
		},
		{
			"translated name against the rules", naming,
			list{command(object{"name_localizations": object{"de": "Wurf"}})},
			"0.name_localizations.de", "APPLICATION_COMMAND_INVALID_NAME",
		},
		{
			"translated name that another has", page + "#localization",
			list{command(object{"name_localizations": object{"de": "wurf"}}), command(object{"name": "throw", "name_localizations": object{"de": "wurf"}})},
			"1", "APPLICATION_COMMANDS_DUPLICATE_NAME",
		},
		{
			"translated name that another has untranslated", page + "#localization",
			list{command(nil), command(object{"name": "throw", "name_localizations": object{"de": "roll"}})},
			"1", "APPLICATION_COMMANDS_DUPLICATE_NAME",
		},
		{
			"translated description over 100", structure,
			list{command(object{"description_localizations": object{"de": text(101)}})},
			"0.description_localizations.de", "BASE_TYPE_BAD_LENGTH",
		},
		{"no context", contexts, list{command(object{"contexts": list{}})}, "0.contexts", "BASE_TYPE_BAD_LENGTH"},
		{"unknown context", contexts, list{command(object{"contexts": list{3}})}, "0.contexts.0", "BASE_TYPE_CHOICES"},
		{"context twice", contexts, list{command(object{"contexts": list{0, 0}})}, "0.contexts", "SET_TYPE_ALREADY_CONTAINS_VALUE"},
		{"unknown integration type", contexts, list{command(object{"integration_types": list{2}})}, "0.integration_types.0", "BASE_TYPE_CHOICES"},
		{
			"permissions that are none", structure,
			list{command(object{"default_member_permissions": "all"})},
			"default_member_permissions", "BASE_TYPE_INVALID",
		},
		{"over 8000 characters", page + "#slash-commands", list{options(big...)}, "0", "APPLICATION_COMMAND_TOO_LARGE"},
	})
}

func bigChoices() list {
	return times(4, func(n int) any {
		return object{"name": fmt.Sprint(n), "value": strings.Repeat("v", 99) + fmt.Sprint(n)}
	})
}

func TestOptionRefusals(t *testing.T) {
	const page = "discord.com/developers/docs/interactions/application-commands"
	const structure = page + "#application-command-object-application-command-option-structure"
	const choice = page + "#application-command-object-application-command-option-choice-structure"
	const nesting = page + "#subcommands-and-subcommand-groups"
	const naming = page + "#application-command-object-application-command-naming"
	sub := func(name string, list ...any) object { return option(1, name, object{"options": list}) }
	group := func(name string, list ...any) object { return option(2, name, object{"options": list}) }
	choosing := func(kind int, choices ...any) list {
		return list{options(option(kind, "a", object{"choices": choices}))}
	}
	runCommandRefusals(t, []refusal{
		{
			"over 25 options", structure,
			list{options(times(26, func(n int) any { return option(3, fmt.Sprint(n), nil) })...)},
			"0.options", "BASE_TYPE_MAX_LENGTH",
		},
		{
			"name twice", structure,
			list{options(option(3, "a", nil), option(4, "a", nil))},
			"0.options.1", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
		},
		{
			"translated name twice", page + "#localization",
			list{options(option(3, "a", object{"name_localizations": object{"fr": "c"}}), option(4, "b", object{"name_localizations": object{"fr": "c"}}))},
			"0.options.1", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
		},
		{
			"required after optional", structure,
			list{options(option(3, "a", nil), option(3, "b", object{"required": true}))},
			"0.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
		},
		{
			"subcommand beside an option", nesting,
			list{options(sub("a"), option(3, "b", nil))},
			"0.options.1", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
		},
		{"option in a group", nesting, list{options(group("a", option(3, "b", nil)))}, "0.options.0.options.0", "UNION_TYPE_CHOICES"},
		{
			"translated name against the rules", naming,
			list{options(option(3, "a", object{"name_localizations": object{"de": "A"}}))},
			"0.options.0.name_localizations.de", "APPLICATION_COMMAND_INVALID_NAME",
		},
		{
			"translated description over 100", structure,
			list{options(option(3, "a", object{"description_localizations": object{"de": text(101)}}))},
			"0.options.0.description_localizations.de", "BASE_TYPE_BAD_LENGTH",
		},
		{
			"translated choice over 100", choice, choosing(3, object{"name": "a", "value": "a", "name_localizations": object{"de": text(101)}}),
			"0.options.0.choices.0.name_localizations.de", "BASE_TYPE_BAD_LENGTH",
		},
		{"group in a group", nesting, list{options(group("a", group("b", sub("c"))))}, "0.options.0.options.0", "UNION_TYPE_CHOICES"},
		{"subcommand in a subcommand", nesting, list{options(sub("a", sub("b")))}, "0.options.0.options.0", "UNION_TYPE_CHOICES"},
		{"group of nothing", nesting, list{options(group("a"))}, "0.options.0.options", "BASE_TYPE_REQUIRED"},
		{"capitals in the name", naming, list{options(option(3, "Name", nil))}, "0.options.0.name", "APPLICATION_COMMAND_INVALID_NAME"},
		{"no description", structure, list{options(option(3, "a", object{"description": ""}))}, "0.options.0.description", "BASE_TYPE_REQUIRED"},
		{
			"description over 100", structure,
			list{options(option(3, "a", object{"description": text(101)}))},
			"0.options.0.description", "BASE_TYPE_BAD_LENGTH",
		},
		{"unknown type", structure, list{options(option(12, "a", nil))}, "0.options.0.type", "BASE_TYPE_CHOICES"},
		{
			"over 25 choices", choice, choosing(4, times(26, func(n int) any { return object{"name": fmt.Sprint(n), "value": n} })...),
			"0.options.0.choices", "BASE_TYPE_MAX_LENGTH",
		},
		{"choice name over 100", choice, choosing(3, object{"name": text(101), "value": "a"}), "0.options.0.choices.0.name", "BASE_TYPE_BAD_LENGTH"},
		{"choice value over 100", choice, choosing(3, object{"name": "a", "value": text(101)}), "0.options.0.choices.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"choice without value", choice, choosing(3, object{"name": "a"}), "0.options.0.choices.0.value", "BASE_TYPE_REQUIRED"},
		{"text choice for an integer", choice, choosing(4, object{"name": "a", "value": "1"}), "0.options.0.choices.0.value", "NUMBER_TYPE_COERCE"},
		{"text choice for a number", choice, choosing(10, object{"name": "a", "value": "1"}), "0.options.0.choices.0.value", "NUMBER_TYPE_COERCE"},
		{"number choice for a text", choice, choosing(3, object{"name": "a", "value": 1}), "0.options.0.choices.0.value", "STRING_TYPE_CONVERT"},
		{
			"choice twice", choice, choosing(3, object{"name": "a", "value": "1"}, object{"name": "a", "value": "2"}),
			"0.options.0.choices.1", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
		},
		{
			"choices and autocomplete", structure,
			list{options(option(3, "a", object{"autocomplete": true, "choices": list{object{"name": "a", "value": "a"}}}))},
			"0.options.0", "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE",
		},
		{
			"autocomplete of a user", structure,
			list{options(option(6, "a", object{"autocomplete": true}))},
			"0.options.0", "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
		},
		{"length of a number", structure, list{options(option(4, "a", object{"min_length": 1}))}, "0.options.0", "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID"},
		{"value of a text", structure, list{options(option(3, "a", object{"max_value": 1}))}, "0.options.0", "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID"},
		{
			"min_value over max_value", structure,
			list{options(option(4, "a", object{"min_value": 2, "max_value": 1}))},
			"0.options.0.min_value", "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID",
		},
		{"min_length over 6000", structure, list{options(option(3, "a", object{"min_length": 6001}))}, "0.options.0.min_length", "NUMBER_TYPE_MAX"},
		{"max_length of 0", structure, list{options(option(3, "a", object{"max_length": 0}))}, "0.options.0.max_length", "NUMBER_TYPE_MAX"},
	})
}

// runCommandRefusals registers each list and wants it refused.
func runCommandRefusals(t *testing.T, cases []refusal) {
	t.Helper()
	srv := discordtest.New(t, discordtest.Options{Spec: bareSpec()})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			malformed(t, rest(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", c.body), c.at, c.code)
			if n := len(srv.Commands("")); n != 0 {
				t.Errorf("%d commands are registered", n)
			}
			srv.TakeViolations()
		})
	}
}
