package roll

import (
	"context"
	"errors"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
)

// sheet is somebody whose active character has @dex and who saved @attack and @smash.
type sheet struct{}

func (sheet) Values(context.Context, uint64, uint64) (map[string]int64, error) {
	return map[string]int64{"dex": 3}, nil
}

func (sheet) Saved(context.Context, uint64) (map[string]string, error) {
	return map[string]string{"attack": "1d20+@1", "smash": "1d20+@str"}, nil
}

func newSheet() *Engine {
	engine := NewEngine(dice.NewRoller(dice.DefaultLimits()))
	engine.UseNames(sheet{}, sheet{})
	return engine
}

// An initiative roll is read with the values of the character that it is for, whoever is active.
func TestCheckInitiative(t *testing.T) {
	for _, test := range []struct {
		expression string
		values     map[string]int64
		missing    string
		fault      text.ID
	}{
		{"1d20+3", nil, "", ""},
		{"1d20+@dex", nil, "dex", ""},
		{"1d20+@DEX+@wis+@dex", map[string]int64{"wis": 1}, "dex", ""},
		{"1d20+@dex", map[string]int64{"dex": 2}, "", ""},
		{"@n+@b*2", nil, "n b", ""},
		{"@attack(@luck)", nil, "luck", ""},
		{"@smash", nil, "str", ""},
		{"@smash", map[string]int64{"str": 2}, "", ""},
		{"1d20+", nil, "", "dice.missing_after"},
		{"1d20+@dex+", nil, "", "dice.missing_after"},
		{"1d20+@", nil, "", "dice.missing_name"},
		{"@a+@b+@c+@d+@e+@f+@g+@h+@i", nil, "", "dice.unknown_name"},
		{"3# 1d20", nil, "", text.RollNoRepeat},
	} {
		missing, err := newSheet().CheckInitiative(t.Context(), backend.Request{}, test.expression, test.values)
		var fault *backend.Fault
		if errors.As(err, &fault) != (test.fault != "") || fault != nil && fault.Message != test.fault {
			t.Errorf("%s: %v, want %q", test.expression, err, test.fault)
		}
		if got := strings.Join(missing, " "); err == nil && got != test.missing {
			t.Errorf("%s lacks %q, want %q", test.expression, got, test.missing)
		}
	}
}

// What is wrong inside a saved roll is said in the reader's language too, and a name that nothing has can be given.
func TestUnknownNamesCanBeGiven(t *testing.T) {
	for expression, want := range map[string]string{
		"1d20+@str":  "nichts heißt @str\n→ versuch /charakter setzen name:str wert:3",
		"@hit(2)+1":  "nichts heißt @hit\n→ versuch /speichern hinzufügen name:hit ausdruck:1d20+@1",
		"1d20+@ätz":  "nichts heißt @ätz",
		"@ATTAKC(2)": "nichts heißt @attakc\n→ versuch @attack(2)",
		"1d4+@smash": "in @smash: nichts heißt @str\n→ versuch /charakter setzen name:str wert:3",
	} {
		_, err := newSheet().Parse(t.Context(), backend.Request{}, expression)
		fault, _ := backend.AsFault(err)
		var lines []string
		for i, line := range fault.Describe(text.New().For("de").WithNames()).Body {
			if i != 1 { // the caret
				lines = append(lines, line.String())
			}
		}
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("%s is answered\n%s\nwant\n%s", expression, got, want)
		}
	}
}
