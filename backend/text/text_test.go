package text

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestSay(t *testing.T) {
	catalog := New()
	catalog.entries["test.plural"] = entry{en: "%d die || %d dice", de: "%d Würfel"}
	catalog.entries["test.percent"] = entry{en: "50 %%"}
	for _, test := range []struct {
		locale string
		id     ID
		args   []any
		want   string
	}{
		{"en-GB", OptionMissing, []any{"x"}, "The option x is missing."},
		{"de", OptionMissing, []any{"x"}, "Die Angabe x fehlt."},
		{"fr", OptionMissing, []any{"x"}, "L'option x manque."},
		{"xx", OptionMissing, []any{"x"}, "The option x is missing."},
		{"", OptionMissing, []any{"x"}, "The option x is missing."},
		{"en", "test.plural", []any{1}, "1 die"},
		{"en", "test.plural", []any{int64(2)}, "2 dice"},
		{"fr", "test.plural", []any{1}, "1 die"},
		{"en", "init.event.hp", []any{"Bob", int64(1)}, "Bob has 1 hit point."},
		{"de", "init.event.hp", []any{"Bob", int64(0)}, "Bob hat 0 Trefferpunkte."},
		{"de", "test.plural", []any{1}, "1 Würfel"},
		{"en", "test.percent", nil, "50 %"},
		{"en", OptionMissing, []any{FaultTitle}, "The option That did not work is missing."},
		{"en", "not.there", nil, "not.there"},
	} {
		if got := catalog.For(test.locale).Say(test.id, test.args...); got != test.want {
			t.Errorf("%s %s: said %q, want %q", test.locale, test.id, got, test.want)
		}
	}
	if got := (Printer{}).Say("zero"); got != "zero" {
		t.Errorf("the zero printer said %q", got)
	}
}

var verbs = regexp.MustCompile(`%(\[\d+\])?[^%]`)

// Every sentence is there in every language and takes the same arguments in each.
func TestEveryLanguageSaysEverything(t *testing.T) {
	catalog := New()
	for _, id := range catalog.IDs() {
		if strings.HasPrefix(string(id), "dice.") {
			continue // the English is the dice language's own
		}
		want := arguments(catalog.Raw(English, id))
		named := strings.HasPrefix(string(id), "/") || strings.HasSuffix(string(id), ":") // the English is the declaration's
		for _, lang := range Langs() {
			raw := catalog.Raw(lang, id)
			if raw == "" && !(named && lang == English) {
				t.Errorf("%s has no sentence in %s", id, lang)
				continue
			}
			for form := range strings.SplitSeq(raw, " || ") {
				if got := arguments(form); !slices.Equal(got, want) {
					t.Errorf("%s in %s takes %v, in English %v", id, lang, got, want)
				}
			}
		}
	}
}

// arguments lists the argument numbers and types that a format takes, in order of number.
func arguments(format string) []string {
	format, _, _ = strings.Cut(format, " || ")
	var taken []string
	for i, verb := range verbs.FindAllString(strings.ReplaceAll(format, "%%", ""), -1) {
		if !strings.Contains(verb, "[") {
			verb = "%[" + string(rune('1'+i)) + "]" + verb[1:]
		}
		taken = append(taken, verb)
	}
	slices.Sort(taken)
	return slices.Compact(taken)
}
