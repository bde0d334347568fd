package discordtest

import (
	"maps"
	"slices"
	"strings"
)

// locales are the languages Discord knows.
// discord.com/developers/docs/reference#locales
const locales = " id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko "

// checkLocalizations holds translations to known locales and a length; name,
// if any, checks each one further.
func checkLocalizations(p *problems, path string, texts map[string]string, limit int, name func(*problems, string, string)) {
	for locale, text := range texts {
		if !strings.Contains(locales, " "+locale+" ") {
			p.add(join(path, locale), "BASE_TYPE_CHOICES", "Value must be a known locale.")
			continue
		}
		if name != nil {
			name(p, join(path, locale), text)
			continue
		}
		within(p, join(path, locale), text, limit)
	}
}

// shownAs is the name that people of a language see.
func shownAs(name string, translations map[string]string, locale string) string {
	return or(translations[locale], name)
}

// clash says whether two names are the same to anybody. A name that isn't
// translated shows as it is.
// discord.com/developers/docs/interactions/application-commands#localization
func clash(name string, translations map[string]string, other string, others map[string]string) bool {
	if name == other {
		return true
	}
	translated := append(slices.Collect(maps.Keys(translations)), slices.Collect(maps.Keys(others))...)
	return slices.ContainsFunc(translated, func(locale string) bool {
		return shownAs(name, translations, locale) == shownAs(other, others, locale)
	})
}
