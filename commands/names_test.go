package commands

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"
	"feyre/bot/discordtest"
)

// Everything that can be typed has a name in every language, and what is declared is what Discord takes.
func TestNamesInEveryLanguage(t *testing.T) {
	commands, catalog := declared(t)
	declared := nameIDs(commands)
	for _, id := range catalog.IDs() {
		if (id[0] == '/' || strings.HasSuffix(string(id), ":")) && !slices.Contains(declared, id) {
			t.Errorf("%s is translated and nothing is called so", id)
		}
	}
	for _, id := range declared {
		for _, lang := range []text.Lang{text.German, text.French} {
			if catalog.Raw(lang, id) == "" {
				t.Errorf("%s has no name in %s", id, lang)
			}
		}
	}
	if _, err := bot.Declarations(commands, catalog, 0); err != nil {
		t.Error(err)
	}
}

// nameIDs are the ids of all names that can be typed.
func nameIDs(commands []backend.Command) []text.ID {
	var ids []text.ID
	for _, command := range commands {
		if command.Kind != backend.Slash {
			continue
		}
		ids = append(ids, text.CommandName(command.Name))
		for _, verb := range command.Verbs {
			if verb.Hidden {
				continue
			}
			words := strings.Split(verb.Path, "/")
			ids = append(ids, text.CommandName(words[len(words)-1]))
			for _, option := range verb.Options {
				if !option.Hidden {
					ids = append(ids, text.OptionName(option.Name))
				}
			}
		}
	}
	return ids
}

// A sentence that tells what to type tells it under the reader's names where the face shows these, and under the English ones elsewhere.
func TestSentencesSpeakOfTheReadersNames(t *testing.T) {
	commands, catalog := declared(t)
	var english []string
	for _, command := range commands {
		if command.Kind == backend.Slash {
			english = append(english, command.Name)
		}
	}
	name := regexp.MustCompile(`/(` + strings.Join(english, "|") + `)\b`)
	for _, locale := range []string{"de", "fr"} {
		told := 0
		for _, id := range catalog.IDs() {
			if strings.HasPrefix(string(id), "/") {
				continue
			}
			plain := name.FindString(catalog.For(locale).Say(id))
			local := name.FindString(catalog.For(locale).WithNames().Say(id))
			if plain != "" {
				told++
			}
			if local != "" && local != "/ping" {
				t.Errorf("%s in %s speaks of %s", id, locale, local)
			}
		}
		if told == 0 {
			t.Errorf("no sentence in %s tells what to type", locale)
		}
	}
}

// Somebody with a German or French client types the names that it shows, and is answered with them.
func TestLocalNamesAtDiscord(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	for _, test := range []struct {
		locale, path string
		args         discordtest.Args
		want         string
	}{
		{"de", "initiative beitreten", discordtest.Args{"charakter": "Kobold", "wurf": "12"}, "Kobold ist mit 12 dabei."},
		{"de", "initiative tp", discordtest.Args{"charakter": "Kobold", "änderung": "-3"}, "/initiative tp änderung:30"},
		{"de", "initiative rückgängig", nil, "Zurückgenommen: /initiative beitreten."},
		{"de", "initiative anzeigen", nil, "/initiative beitreten charakter:Goblin wurf:1d20+2 anzahl:3"},
		{"de", "initiative tp", nil, "änderung, max oder temp"},
		{"de", "charakter hinzufügen", discordtest.Args{"name": "Ann", "initiative": "1d20"}, "Ann hat die Nummer 1."},
		{"de", "charakter wählen", discordtest.Args{"nummer": 4}, "/charakter liste"},
		{"de", "hilfe", nil, "`/würfeln`"},
		{"de", "hilfe", discordtest.Args{"befehl": "würfeln"}, "/würfeln ausdruck:4d6k3"},
		{"de", "hilfe", discordtest.Args{"befehl": "init"}, "/initiative bereithalten"},
		{"de", "hilfe", discordtest.Args{"befehl": "initiative"}, "liegende\\\\_überspringen"},
		{"de", "hilfe", discordtest.Args{"befehl": "roll fast"}, "/würfeln ausdruck:4d6k3"},
		{"de", "statistik", nil, "`/initiative`"},
		{"fr", "lancer", discordtest.Args{"expression": "1d1+4"}, "1d1+4"},
		{"fr", "aide", discordtest.Args{"commande": "enregistrer"}, "/enregistrer ajouter nom:attack expression:1d20+@dex+@1"},
		{"fr", "aide", discordtest.Args{"commande": "voler"}, "/voler"},
		{"fr", "initiative rejoindre", discordtest.Args{"personnage": "Gobelin", "jet": "1d1", "nombre": 2}, "Gobelin 2"},
		{"fr", "initiative retirer", discordtest.Args{"personnage": "Personne"}, "/initiative afficher"},
		{"fr", "init next", nil, "Le round 1 commence."},
		{"en-US", "help", discordtest.Args{"command": "init"}, "/init ready"},
	} {
		from := discordtest.From{Locale: test.locale}
		if _, got := c.told(c.Discord.Slash(c.Patient(), from, test.path, test.args)); !strings.Contains(got, test.want) {
			t.Errorf("/%s in %s says\n%s\nwithout %q", test.path, test.locale, got, test.want)
		}
	}
	commands, catalog := declared(t)
	for _, command := range commands {
		for _, locale := range []string{"de", "fr"} {
			_, got := c.told(c.Discord.Slash(c.Patient(), discordtest.From{Locale: locale}, "help", discordtest.Args{"command": command.Name}))
			if command.Kind == backend.Slash && !strings.Contains(got, catalog.For(locale).WithNames().Command(command.Name)) {
				t.Errorf("the page of %s in %s is %s", command.Name, locale, got)
			}
		}
	}
	if log := c.Log.String(); strings.Contains(log, "was cut") || strings.Contains(log, "refused") {
		t.Errorf("something was cut or refused:\n%s", log)
	}
	i, err := c.Discord.Autocomplete(c.Patient(), discordtest.From{Locale: "fr"}, "aide", discordtest.Args{"commande": "/lan"}, "commande")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := i.Wait(c.Patient()); err != nil {
		t.Fatal(err)
	}
	if got := i.Response().Choices; len(got) != 1 || got[0].Name != "/lancer" || got[0].Value != "roll" {
		t.Errorf("offered %v", got)
	}
}
