package discordtest_test

import (
	"fmt"
	"testing"

	"feyre/bot/discordtest"
)

func modal(components ...any) object {
	return object{"custom_id": "m", "title": "Join", "components": components}
}

func input(fields object) object {
	in := object{"type": 4, "custom_id": "name", "style": 1}
	for name, value := range fields {
		in[name] = value
	}
	return in
}

func label(component any) object {
	return object{"type": 18, "label": "Name", "component": component}
}

func TestModalRefusals(t *testing.T) {
	const page = "discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal"
	const field = "discord.com/developers/docs/components/reference#text-input-text-input-structure"
	const labels = "discord.com/developers/docs/components/reference#label"
	const selects = "discord.com/developers/docs/components/reference#string-select-string-select-structure"
	set := func(name string, value any) object {
		m := modal(label(input(nil)))
		m[name] = value
		return m
	}
	runRefusals(t, discordtest.ResponseModal, []refusal{
		{"title over 45", page, set("title", text(46)), "title", "BASE_TYPE_BAD_LENGTH"},
		{"no title", page, set("title", ""), "title", "BASE_TYPE_REQUIRED"},
		{"no custom id", page, set("custom_id", ""), "custom_id", "COMPONENT_CUSTOM_ID_REQUIRED"},
		{"custom id over 100", page, set("custom_id", text(101)), "custom_id", "BASE_TYPE_BAD_LENGTH"},
		{"no components", page, modal(), "components", "BASE_TYPE_BAD_LENGTH"},
		{
			"over 5 components", page, modal(times(6, func(n int) any { return label(input(object{"custom_id": fmt.Sprint(n)})) })...),
			"components", "BASE_TYPE_BAD_LENGTH",
		},
		{"input without a label", labels, modal(input(nil)), "components.0", "UNION_TYPE_CHOICES"},
		{"button", "discord.com/developers/docs/components/reference#button", modal(row(button("a"))), "components.0.components.0", "UNION_TYPE_CHOICES"},
		{"two inputs in a row", page, modal(row(input(nil), input(object{"custom_id": "b"}))), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"row input without label", field, modal(row(input(nil))), "components.0.components.0.label", "BASE_TYPE_REQUIRED"},
		{"label over 45", labels, modal(object{"type": 18, "label": text(46), "component": input(nil)}), "components.0.label", "BASE_TYPE_BAD_LENGTH"},
		{
			"description over 100", labels, modal(object{"type": 18, "label": "a", "description": text(101), "component": input(nil)}),
			"components.0.description", "BASE_TYPE_MAX_LENGTH",
		},
		{"label around nothing", labels, modal(label(nil)), "components.0.component", "BASE_TYPE_REQUIRED"},
		{"label around a button", labels, modal(label(button("a"))), "components.0.component", "UNION_TYPE_CHOICES"},
		{"input without custom id", field, modal(label(input(object{"custom_id": ""}))), "components.0.component.custom_id", "COMPONENT_CUSTOM_ID_REQUIRED"},
		{"custom id twice", field, modal(label(input(nil)), label(input(nil))), "components.1.component.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"unknown style", field, modal(label(input(object{"style": 3}))), "components.0.component.style", "BASE_TYPE_CHOICES"},
		{"placeholder over 100", field, modal(label(input(object{"placeholder": text(101)}))), "components.0.component.placeholder", "BASE_TYPE_MAX_LENGTH"},
		{"min_length over 4000", field, modal(label(input(object{"min_length": 4001}))), "components.0.component.min_length", "NUMBER_TYPE_MAX"},
		{"max_length of 0", field, modal(label(input(object{"max_length": 0}))), "components.0.component.max_length", "NUMBER_TYPE_MAX"},
		{
			"min over max", field, modal(label(input(object{"min_length": 5, "max_length": 4}))),
			"components.0.component.min_length", "TEXT_INPUT_MIN_LENGTH_GREATER_THAN_MAX",
		},
		{
			"value longer than max_length", field, modal(label(input(object{"max_length": 3, "value": "four"}))),
			"components.0.component.value", "BASE_TYPE_BAD_LENGTH",
		},
		{"value over 4000", field, modal(label(input(object{"value": text(4001)}))), "components.0.component.value", "BASE_TYPE_BAD_LENGTH"},
		{
			"value shorter than min_length", field, modal(label(input(object{"min_length": 3, "value": "a"}))),
			"components.0.component.value", "BASE_TYPE_BAD_LENGTH",
		},
		{
			"checkbox without custom id", "discord.com/developers/docs/components/reference#checkbox", modal(label(object{"type": 23})),
			"components.0.component.custom_id", "COMPONENT_CUSTOM_ID_REQUIRED",
		},
		{"empty text", "discord.com/developers/docs/components/reference#text-display", modal(shown("")), "components.0.content", "BASE_TYPE_REQUIRED"},
		{
			"disabled select", selects, modal(label(selectOf(choices(1), object{"disabled": true}))),
			"components.0.component.disabled", "COMPONENT_DISABLED_IN_MODAL",
		},
		{
			"required select of none", selects, modal(label(selectOf(choices(1), object{"min_values": 0}))),
			"components.0.component.min_values", "SELECT_COMPONENT_REQUIRED_MIN_VALUES",
		},
	})
}

func TestModalsAtTheLimit(t *testing.T) {
	runAccepted(t, discordtest.ResponseModal, map[string]any{
		"every part": object{"custom_id": text(100), "title": text(45), "components": list{
			shown("Who joins?"),
			object{"type": 18, "label": text(45), "description": text(100), "component": input(object{
				"custom_id": text(100), "placeholder": text(100), "min_length": 1, "max_length": 4000, "value": text(4000),
			})},
			label(selectOf(choices(25), object{"required": false, "min_values": 0})),
			row(input(object{"custom_id": "old", "label": "Old", "style": 2})),
		}},
	})
}
