package commands

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/dice"
)

// TestPlayersPage holds the page for players to what is declared: a row for every verb with every option, every modifier and every word.
func TestPlayersPage(t *testing.T) {
	content, err := os.ReadFile("../docs/players.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	rows := map[string]string{} // by the verb, as it is typed
	for line := range strings.Lines(page) {
		if typed, rest, found := strings.Cut(strings.TrimPrefix(line, "| `/"), "` |"); found && strings.HasPrefix(line, "| `/") {
			rows[typed] = rest
		}
	}
	commands, _ := declared(t)
	for _, command := range commands {
		for _, verb := range command.Verbs {
			if verb.Hidden || command.Kind == backend.OnMessage {
				continue
			}
			typed := strings.ReplaceAll(verb.Path, "/", " ")
			row, found := rows[typed]
			if !found {
				t.Errorf("/%s has no row", typed)
			}
			delete(rows, typed)
			options, _, _ := strings.Cut(row, " |")
			if want := optionsOf(verb); options != want {
				t.Errorf("/%s has the options %q, the page %q", typed, want, options)
			}
		}
	}
	for typed := range rows {
		t.Errorf("/%s is on the page, and nowhere else", typed)
	}
	for _, row := range dice.Table() {
		for _, typed := range append(row.Also, row.Name) {
			if len(typed) > 1 && row.Name != "[]" && row.Name != "d[]" && row.Name != "{}" && !strings.Contains(page, "`"+typed) && !strings.Contains(page, typed+"`") {
				t.Errorf("the notation's %q is not on the page", typed)
			}
		}
	}
}

// optionsOf lists the options that a person sees, as the page does.
func optionsOf(verb backend.Verb) string {
	var names []string
	for _, option := range verb.Options {
		if !option.Hidden {
			names = append(names, "`"+option.Name+"`")
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " " + strings.Join(names, ", ")
}

// TestFromOtherBots holds the page's table of other bots to the language: what is typed there means something else here, or is refused with
// what the table says.
func TestFromOtherBots(t *testing.T) {
	content, err := os.ReadFile("../docs/players.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(content), "### From other bots")
	section, _, _ = strings.Cut(section, "###")
	rows := regexp.MustCompile("(?m)^\\| [^`|]*\\| `([^`]+)` \\| `([^`]+)`").FindAllStringSubmatch(section, -1)
	if len(rows) < 12 {
		t.Fatalf("found only %d rows", len(rows))
	}
	for _, row := range rows {
		here, err := dice.Parse(row[2])
		if err != nil {
			t.Errorf("%s: %v", row[2], err)
			continue
		}
		there, err := dice.Parse(row[1])
		var wrong *dice.Error
		switch {
		case err == nil && there.String() == here.String():
			t.Errorf("%s means the same as %s", row[1], row[2])
		case errors.As(err, &wrong):
			if offered, err := dice.Parse(wrong.Offer); err != nil || offered.String() != here.String() {
				t.Errorf("%s is offered for %s, the table says %s", wrong.Offer, row[1], row[2])
			}
		}
	}
}
