package discordtest_test

import (
	"fmt"
	"testing"

	"feyre/bot/discordtest"
)

// with puts components under some text.
func with(components ...any) object { return object{"content": "a", "components": components} }

// changed returns a button with some fields set otherwise.
func changed(fields object) object {
	b := button("a")
	for name, value := range fields {
		b[name] = value
	}
	return b
}

func selectOf(options list, fields object) object {
	s := object{"type": 3, "custom_id": "s", "options": options}
	for name, value := range fields {
		s[name] = value
	}
	return s
}

func choices(n int) list {
	return times(n, func(n int) any { return object{"label": "a", "value": fmt.Sprint(n)} })
}

func TestComponentRefusals(t *testing.T) {
	const rows = "discord.com/developers/docs/components/reference#action-row"
	const legacy = "discord.com/developers/docs/components/reference#legacy-message-component-behavior"
	const custom = "discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id"
	const anatomy = "discord.com/developers/docs/components/reference#anatomy-of-a-component"
	const structure = "discord.com/developers/docs/components/reference#button-button-structure"
	const styles = "discord.com/developers/docs/components/reference#button-button-styles"
	runRefusals(t, discordtest.ResponseMessage, []refusal{
		{"over 5 rows", legacy, with(times(6, func(n int) any { return row(button(fmt.Sprint(n))) })...), "components", "BASE_TYPE_BAD_LENGTH"},
		{"button without a row", structure, with(button("a")), "components.0", "UNION_TYPE_CHOICES"},
		{"new component without the flag", legacy, with(object{"type": 10, "content": "a"}), "components.0", "UNION_TYPE_CHOICES"},
		{"empty row", rows, with(row()), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"over 5 buttons in a row", rows, with(row(buttons(6)...)), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{
			"text input in a message", "discord.com/developers/docs/components/reference#text-input",
			with(row(object{"type": 4, "custom_id": "a", "style": 1})), "components.0.components.0", "UNION_TYPE_CHOICES",
		},
		{
			"button without custom id", custom, with(row(object{"type": 2, "style": 1, "label": "a"})),
			"components.0.components.0.custom_id", "COMPONENT_CUSTOM_ID_REQUIRED",
		},
		{"custom id over 100", custom, with(row(button(text(101)))), "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"},
		{
			"custom id twice in a message", custom, with(row(button("a")), row(button("a"))),
			"components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED",
		},
		{
			"id twice in a message", anatomy, with(row(changed(object{"id": 5}), changed(object{"id": 5, "custom_id": "b"}))),
			"components.0.components.1.id", "COMPONENT_ID_DUPLICATED",
		},
		{"label over 80", structure, with(row(changed(object{"label": text(81)}))), "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"},
		{"neither label nor emoji", structure, with(row(changed(object{"label": ""}))), "components.0.components.0.label", "BASE_TYPE_REQUIRED"},
		{
			"emoji that is none", structure, with(row(changed(object{"emoji": object{"name": "dice"}}))),
			"components.0.components.0.emoji.name", "COMPONENT_INVALID_EMOJI",
		},
		{"unknown style", styles, with(row(changed(object{"style": 7}))), "components.0.components.0.style", "BASE_TYPE_CHOICES"},
		{
			"address on an ordinary button", styles, with(row(changed(object{"url": "https://example.com"}))),
			"components.0.components.0", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
		},
		{
			"custom id on a link", styles, with(row(changed(object{"style": 5, "url": "https://example.com"}))),
			"components.0.components.0", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
		},
		{"link without address", styles, with(row(object{"type": 2, "style": 5, "label": "a"})), "components.0.components.0.url", "BASE_TYPE_REQUIRED"},
		{
			"link of another scheme", structure, with(row(object{"type": 2, "style": 5, "label": "a", "url": "ftp://x/y"})),
			"components.0.components.0.url", "URL_TYPE_INVALID_SCHEME",
		},
		{
			"link over 512", structure, with(row(object{"type": 2, "style": 5, "label": "a", "url": "https://example.com/" + text(512)})),
			"components.0.components.0.url", "BASE_TYPE_MAX_LENGTH",
		},
		{
			"premium button with a label", styles, with(row(object{"type": 2, "style": 6, "label": "a", "sku_id": "1"})),
			"components.0.components.0", "BUTTON_COMPONENT_PREMIUM_INVALID",
		},
	})
}

func TestSelectRefusals(t *testing.T) {
	const structure = "discord.com/developers/docs/components/reference#string-select-string-select-structure"
	const option = "discord.com/developers/docs/components/reference#string-select-select-option-structure"
	const at = "components.0.components.0."
	one := func(fields object) object {
		o := object{"label": "a", "value": "a"}
		for name, value := range fields {
			o[name] = value
		}
		return with(row(selectOf(list{o}, nil)))
	}
	runRefusals(t, discordtest.ResponseMessage, []refusal{
		{
			"select beside a button", "discord.com/developers/docs/components/reference#action-row",
			with(row(button("a"), selectOf(choices(1), nil))), "components.0.components.1", "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
		},
		{"without options", structure, with(row(selectOf(list{}, nil))), at + "options", "BASE_TYPE_BAD_LENGTH"},
		{"over 25 options", structure, with(row(selectOf(choices(26), nil))), at + "options", "BASE_TYPE_BAD_LENGTH"},
		{"without custom id", structure, with(row(selectOf(choices(1), object{"custom_id": ""}))), at + "custom_id", "COMPONENT_CUSTOM_ID_REQUIRED"},
		{"placeholder over 150", structure, with(row(selectOf(choices(1), object{"placeholder": text(151)}))), at + "placeholder", "BASE_TYPE_MAX_LENGTH"},
		{"min_values over 25", structure, with(row(selectOf(choices(1), object{"min_values": 26}))), at + "min_values", "NUMBER_TYPE_MAX"},
		{"max_values of 0", structure, with(row(selectOf(choices(1), object{"max_values": 0}))), at + "max_values", "NUMBER_TYPE_MAX"},
		{"min over max", structure, with(row(selectOf(choices(3), object{"min_values": 2}))), at + "min_values", "SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX"},
		{"label over 100", option, one(object{"label": text(101)}), at + "options.0.label", "BASE_TYPE_BAD_LENGTH"},
		{"no label", option, one(object{"label": ""}), at + "options.0.label", "BASE_TYPE_REQUIRED"},
		{"value over 100", option, one(object{"value": text(101)}), at + "options.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"description over 100", option, one(object{"description": text(101)}), at + "options.0.description", "BASE_TYPE_MAX_LENGTH"},
		{"emoji that is none", option, one(object{"emoji": object{"name": "x"}}), at + "options.0.emoji.name", "COMPONENT_INVALID_EMOJI"},
		{"no value", option, one(object{"value": ""}), at + "options.0.value", "BASE_TYPE_REQUIRED"},
		{
			"value twice", option, with(row(selectOf(list{object{"label": "a", "value": "a"}, object{"label": "b", "value": "a"}}, nil))),
			at + "options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
		},
		{"more defaults than values", option, with(row(selectOf(list{
			object{"label": "a", "value": "a", "default": true}, object{"label": "b", "value": "b", "default": true},
		}, nil))), at + "options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS"},
	})
}

func TestComponentsAtTheLimit(t *testing.T) {
	runAccepted(t, discordtest.ResponseMessage, map[string]any{
		"5 rows of 5 buttons": with(times(5, func(n int) any {
			return row(times(5, func(m int) any { return button(fmt.Sprint(n, m)) })...)
		})...),
		"label and custom id":      with(row(changed(object{"label": text(80), "custom_id": text(100)}))),
		"only an emoji":            with(row(changed(object{"label": nil, "emoji": object{"name": "🎲"}}))),
		"25 options":               with(row(selectOf(choices(25), object{"min_values": 0, "max_values": 25, "placeholder": text(150)}))),
		"link":                     with(row(object{"type": 2, "style": 5, "label": "a", "url": "https://example.com"})),
		"select and buttons, rows": with(row(selectOf(choices(1), nil)), row(buttons(5)...)),
	})
}
