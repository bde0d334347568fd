package discordtest_test

import (
	"testing"

	"feyre/bot/discordtest"
)

func embeds(list ...any) object { return object{"embeds": list} }

func field(name, value string) object { return object{"name": name, "value": value} }

func TestEmbedRefusals(t *testing.T) {
	const limits = "discord.com/developers/docs/resources/message#embed-object-embed-limits"
	const structure = "discord.com/developers/docs/resources/message#embed-object-embed-structure"
	const fields = "discord.com/developers/docs/resources/message#embed-object-embed-field-structure"
	const author = "discord.com/developers/docs/resources/message#embed-object-embed-author-structure"
	const footer = "discord.com/developers/docs/resources/message#embed-object-embed-footer-structure"
	const image = "discord.com/developers/docs/resources/message#embed-object-embed-image-structure"
	long := text(4000)
	runRefusals(t, discordtest.ResponseMessage, []refusal{
		{
			"over 10 embeds", "discord.com/developers/docs/resources/message#create-message",
			embeds(times(11, func(int) any { return object{"title": "a"} })...), "embeds", "BASE_TYPE_MAX_LENGTH",
		},
		{"title over 256", limits, embeds(object{"title": text(257)}), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"},
		{"description over 4096", limits, embeds(object{"description": text(4097)}), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"},
		{
			"over 25 fields", limits, embeds(object{"fields": times(26, func(int) any { return field("a", "b") })}),
			"embeds.0.fields", "BASE_TYPE_MAX_LENGTH",
		},
		{"field name over 256", limits, embeds(object{"fields": list{field(text(257), "b")}}), "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH"},
		{"field value over 1024", limits, embeds(object{"fields": list{field("a", text(1025))}}), "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"field without a name", fields, embeds(object{"fields": list{field("", "b")}}), "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED"},
		{"field with a blank value", fields, embeds(object{"fields": list{field("a", " ")}}), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"},
		{"footer over 2048", limits, embeds(object{"footer": object{"text": text(2049)}}), "embeds.0.footer.text", "BASE_TYPE_BAD_LENGTH"},
		{"footer without text", footer, embeds(object{"title": "a", "footer": object{"text": ""}}), "embeds.0.footer.text", "BASE_TYPE_REQUIRED"},
		{"author over 256", limits, embeds(object{"author": object{"name": text(257)}}), "embeds.0.author.name", "BASE_TYPE_BAD_LENGTH"},
		{
			"author without a name", author, embeds(object{"title": "a", "author": object{"url": "https://example.com"}}),
			"embeds.0.author.name", "BASE_TYPE_REQUIRED",
		},
		{
			"over 6000 in all embeds together", limits, embeds(object{"description": long}, object{"description": text(2001)}),
			"embeds", "MAX_EMBED_SIZE_EXCEEDED",
		},
		{"nothing in it", structure, embeds(object{"color": 1}), "embeds.0.description", "BASE_TYPE_REQUIRED"},
		{"colour out of range", structure, embeds(object{"title": "a", "color": 0x1000000}), "embeds.0.color", "NUMBER_TYPE_MAX"},
		{"timestamp that is none", structure, embeds(object{"title": "a", "timestamp": "yesterday"}), "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"},
		{"malformed address", structure, embeds(object{"title": "a", "url": "https://"}), "embeds.0.url", "URL_TYPE_INVALID_URL"},
		{
			"address of another scheme", author, embeds(object{"author": object{"name": "a", "url": "javascript://x"}}),
			"embeds.0.author.url", "URL_TYPE_INVALID_SCHEME",
		},
		{
			"author icon of another scheme", author, embeds(object{"author": object{"name": "a", "icon_url": "ftp://x/y"}}),
			"embeds.0.author.icon_url", "URL_TYPE_INVALID_SCHEME",
		},
		{
			"footer icon of another scheme", footer, embeds(object{"footer": object{"text": "a", "icon_url": "ftp://x/y"}}),
			"embeds.0.footer.icon_url", "URL_TYPE_INVALID_SCHEME",
		},
		{"image of another scheme", image, embeds(object{"image": object{"url": "data://x/y"}}), "embeds.0.image.url", "URL_TYPE_INVALID_SCHEME"},
		{
			"thumbnail of another scheme", image, embeds(object{"thumbnail": object{"url": "data://x/y"}}),
			"embeds.0.thumbnail.url", "URL_TYPE_INVALID_SCHEME",
		},
		{"address over 2048", structure, embeds(object{"title": "a", "url": "https://example.com/" + text(2048)}), "embeds.0.url", "BASE_TYPE_MAX_LENGTH"},
	})
}

func TestEmbedsAtTheLimit(t *testing.T) {
	runAccepted(t, discordtest.ResponseMessage, map[string]any{
		"every part at its limit": embeds(
			object{"title": text(256), "footer": object{"text": text(2048)}, "author": object{"name": text(256)}},
			object{"fields": list{field(text(256), text(1024))}},
		),
		"6000 in all":                 embeds(object{"description": text(4096)}, object{"description": text(1904)}),
		"25 fields":                   embeds(object{"fields": times(25, func(int) any { return field("a", "b") })}),
		"10 embeds":                   embeds(times(10, func(int) any { return object{"title": "a"} })...),
		"zero width space is a value": embeds(object{"fields": list{field("a", "\u200b")}}),
		"black":                       embeds(object{"title": "a", "color": 0}),
		"uploads and links": embeds(object{
			"title": "a", "url": "https://example.com/a", "image": object{"url": "https://example.com/a.png"},
			"timestamp": "2026-01-02T03:04:05Z",
		}),
	})
}
