package discordtest_test

import (
	"fmt"
	"testing"

	"feyre/bot/discordtest"
)

func v2(components ...any) object {
	return object{"flags": discordtest.FlagComponentsV2, "components": components}
}

func shown(content string) object { return object{"type": 10, "content": content} }

func section(accessory any, texts ...any) object {
	s := object{"type": 9, "components": texts}
	if accessory != nil {
		s["accessory"] = accessory
	}
	return s
}

func TestComponentsV2Refusals(t *testing.T) {
	const page = "discord.com/developers/docs/components/reference"
	thumbnail := object{"type": 11, "media": object{"url": "https://example.com/a.png"}}
	withContent, withEmbed := v2(shown("a")), v2(shown("a"))
	withContent["content"], withEmbed["embeds"] = "b", list{object{"title": "b"}}
	runRefusals(t, discordtest.ResponseMessage, []refusal{
		{"content beside them", page, withContent, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{"embeds beside them", page, withEmbed, "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{
			"over 40 with those inside", page,
			v2(object{"type": 17, "components": times(40, func(int) any { return shown("a") })}), "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
		},
		{
			"over 4000 characters in all", page + "#text-display", v2(shown(text(3000)), shown(text(1001))),
			"components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
		},
		{"empty text", page + "#text-display", v2(shown(" ")), "components.0.content", "BASE_TYPE_REQUIRED"},
		{"button on its own", page + "#button", v2(button("a")), "components.0", "UNION_TYPE_CHOICES"},
		{
			"container in a container", page + "#container", v2(object{"type": 17, "components": list{object{"type": 17, "components": list{shown("a")}}}}),
			"components.0.components.0", "UNION_TYPE_CHOICES",
		},
		{"empty container", page + "#container", v2(object{"type": 17, "components": list{}}), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"section without accessory", page + "#section", v2(section(nil, shown("a"))), "components.0.accessory", "BASE_TYPE_REQUIRED"},
		{
			"section with a select beside", page + "#section", v2(section(selectOf(choices(1), nil), shown("a"))),
			"components.0.accessory", "UNION_TYPE_CHOICES",
		},
		{
			"section over 3 texts", page + "#section", v2(section(thumbnail, shown("a"), shown("a"), shown("a"), shown("a"))),
			"components.0.components", "BASE_TYPE_BAD_LENGTH",
		},
		{"section of buttons", page + "#section", v2(section(thumbnail, button("a"))), "components.0.components.0", "UNION_TYPE_CHOICES"},
		{"gallery without items", page + "#media-gallery", v2(object{"type": 12, "items": list{}}), "components.0.items", "BASE_TYPE_BAD_LENGTH"},
		{"gallery over 10 items", page + "#media-gallery", v2(object{"type": 12, "items": times(11, func(int) any {
			return object{"media": object{"url": "https://example.com/a.png"}}
		})}), "components.0.items", "BASE_TYPE_BAD_LENGTH"},
		{"picture that was not uploaded", page + "#unfurled-media-item", v2(object{"type": 12, "items": list{
			object{"media": object{"url": "attachment://a.png"}},
		}}), "components.0.items.0.media", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"},
		{
			"picture without an address", page + "#unfurled-media-item", v2(section(object{"type": 11}, shown("a"))),
			"components.0.accessory.media.url", "BASE_TYPE_REQUIRED",
		},
		{"picture of another scheme", page + "#unfurled-media-item", v2(object{"type": 12, "items": list{
			object{"media": object{"url": "data://x/y"}},
		}}), "components.0.items.0.media.url", "URL_TYPE_INVALID_SCHEME"},
		{"alt text over 1024", page + "#media-gallery", v2(object{"type": 12, "items": list{
			object{"media": object{"url": "https://example.com/a.png"}, "description": text(1025)},
		}}), "components.0.items.0.description", "BASE_TYPE_MAX_LENGTH"},
		{"thumbnail's alt text over 1024", page + "#thumbnail", v2(section(
			object{"type": 11, "media": object{"url": "https://example.com/a.png"}, "description": text(1025)}, shown("a"),
		)), "components.0.accessory.description", "BASE_TYPE_MAX_LENGTH"},
		{
			"file from elsewhere", page + "#file", v2(object{"type": 13, "file": object{"url": "https://example.com/a"}}),
			"components.0.file.url", "URL_TYPE_INVALID_SCHEME",
		},
		{"spacing out of range", page + "#separator", v2(object{"type": 14, "spacing": 3}), "components.0.spacing", "BASE_TYPE_CHOICES"},
		{
			"custom id twice", page + "#anatomy-of-a-component-custom-id", v2(section(button("a"), shown("a")), row(button("a"))),
			"components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED",
		},
	})
}

func TestComponentsV2AtTheLimit(t *testing.T) {
	runAccepted(t, discordtest.ResponseMessage, map[string]any{
		"40 components": v2(object{"type": 17, "components": times(39, func(int) any { return shown("a") })}),
		"over 5 rows":   v2(times(10, func(n int) any { return row(button(fmt.Sprint(n))) })...),
		"4000 characters": v2(
			section(button("a"), shown(text(2000))), object{"type": 14, "spacing": 2}, shown(text(2000)),
		),
	})
}

// A message that becomes one of components has to clear its text with null.
// discord.com/developers/docs/components/reference
func TestEditToComponentsV2(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	path := w.hook(i, "/messages/@original")
	malformed(t, rest(t, w.Server, "PATCH", path, v2(shown("b"))), "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
	body := v2(shown("b"))
	body["content"] = nil
	accepted(t, rest(t, w.Server, "PATCH", path, body))
	if m := i.Original(); m.Content != "" || m.Flags&discordtest.FlagComponentsV2 == 0 {
		t.Errorf("the message is %+v", m)
	}
	w.TakeViolations()
}
