package commands

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"feyre/backend"
)

// typed is a slash command as a transcript of `feyre play` holds it; pressed is a button.
var (
	typed   = regexp.MustCompile(`^/([a-z]+)(?: ([a-z]+))?`)
	pressed = regexp.MustCompile(`^press ([a-z]+/[a-z]+)`)
)

// beyondTerminal is the button under what the message command answers, which the terminal doesn't have.
const beyondTerminal = "save/ask"

// inputs are the lines of every transcript that are typed into `feyre play`.
func inputs(t *testing.T) []string {
	t.Helper()
	scripts, err := filepath.Glob("../internal/cli/testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no transcripts", err)
	}
	var lines []string
	for _, script := range scripts {
		raw, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "exec feyre play") {
			lines = append(lines, strings.Split(string(raw), "\n")...)
		}
	}
	return lines
}

// asks says whether a line asks for a verb: /init join, or press init/join.
func asks(line string, verb backend.Verb) bool {
	if found := pressed.FindStringSubmatch(line); found != nil {
		return found[1] == verb.Path
	}
	found := typed.FindStringSubmatch(line)
	if found == nil {
		return false
	}
	command, name, several := strings.Cut(verb.Path, "/")
	return found[1] == command && (!several || found[2] == name)
}

// gives says whether a line gives an option a value; where only one is required, it may go without its name.
func gives(line string, verb backend.Verb, option backend.Option) bool {
	if strings.Contains(line, " "+option.Name+":") {
		return true
	}
	required := 0
	for _, other := range verb.Options {
		if other.Required {
			required++
		}
	}
	return option.Required && required == 1 && strings.HasPrefix(line, "/"+strings.ReplaceAll(verb.Path, "/", " ")+" ")
}

// Every verb that is declared, and every option of it, is typed or pressed in a transcript.
func TestEveryVerbHasATranscript(t *testing.T) {
	lines := inputs(t)
	commands, _ := declared(t)
	for _, command := range commands {
		if command.Kind == backend.OnMessage {
			continue // the terminal has no messages to use it on
		}
		for _, verb := range command.Verbs {
			var asked []string
			for _, line := range lines {
				if asks(line, verb) {
					asked = append(asked, line)
				}
			}
			if len(asked) == 0 && verb.Path != beyondTerminal {
				t.Errorf("no transcript asks for %s", verb.Path)
			}
			for _, option := range verb.Options {
				if !option.Hidden && !given(asked, verb, option) {
					t.Errorf("no transcript of %s gives %s", verb.Path, option.Name)
				}
			}
		}
	}
}

func given(asked []string, verb backend.Verb, option backend.Option) bool {
	for _, line := range asked {
		if gives(line, verb, option) {
			return true
		}
	}
	return false
}
