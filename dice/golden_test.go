package dice_test

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feyre/dice"
)

var update = flag.Bool("update", false, "write the outcomes into the golden files")

// A goldenCase is a block of a golden file: what is typed behind "> ", then
// indented lines: the faces to throw where they matter, and what comes of it.
type goldenCase struct {
	line  int
	typed string
	faces string // "" where none are given
	want  string
}

// readGolden reads the cases of a file. Lines that begin with # are remarks.
func readGolden(t testing.TB, name string) []goldenCase {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var cases []goldenCase
	scan := bufio.NewScanner(file)
	for line := 1; scan.Scan(); line++ {
		text := scan.Text()
		typed, isTyped := strings.CutPrefix(text, ">")
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case isTyped:
			cases = append(cases, goldenCase{line: line, typed: strings.TrimPrefix(typed, " ")})
		case len(cases) == 0:
			t.Fatalf("%s:%d: an outcome before anything is typed", name, line)
		default:
			last := &cases[len(cases)-1]
			text = strings.TrimPrefix(text, "  ")
			if faces, ok := strings.CutPrefix(text, "faces:"); ok && last.want == "" {
				last.faces = strings.TrimSpace(faces)
			} else {
				last.want += text + "\n"
			}
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

// golden runs every case of a file and compares what comes of it.
func golden(t *testing.T, name string, run func(t *testing.T, c goldenCase) string) []goldenCase {
	t.Helper()
	cases := readGolden(t, name)
	got := make([]string, len(cases))
	for i, c := range cases {
		t.Run(fmt.Sprintf("%d_%s", c.line, c.typed), func(t *testing.T) {
			got[i] = run(t, c)
			if got[i] != c.want && !*update {
				t.Errorf("%s:%d: > %s\ngot:\n%s\nwant:\n%s", name, c.line, c.typed, got[i], c.want)
			}
		})
	}
	if *update {
		writeGolden(t, name, cases, got)
	}
	return cases
}

// writeGolden writes the outcomes into the file, and keeps its remarks.
func writeGolden(t *testing.T, name string, cases []goldenCase, got []string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	outcomes := make(map[int]int)
	for i, c := range cases {
		outcomes[c.line] = i
	}
	var b strings.Builder
	for n, text := range strings.Split(strings.TrimRight(string(old), "\n"), "\n") {
		i, isCase := outcomes[n+1]
		switch {
		case isCase:
			b.WriteString(text + "\n")
			if faces := cases[i].faces; faces != "" {
				b.WriteString("  faces: " + faces + "\n")
			}
			for line := range strings.Lines(got[i]) {
				b.WriteString("  " + line)
			}
		case !strings.HasPrefix(text, "  "):
			b.WriteString(text + "\n")
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Every wrong input is answered with exactly these words, and what is offered
// can be read.
func TestWrongInputs(t *testing.T) {
	cases := golden(t, "wrong.txt", func(t *testing.T, c goldenCase) string {
		parser := dice.Parser{Names: book}
		expr, err := parser.Parse(c.typed)
		if err == nil {
			return fmt.Sprintf("no error: %s\n", expr)
		}
		var wrong *dice.Error
		if !errors.As(err, &wrong) {
			t.Fatalf("an error of another kind: %v", err)
		}
		if wrong.Offer != "" {
			if _, err := parser.Parse(wrong.Offer); err != nil {
				t.Errorf("%s is offered, which is wrong: %v", wrong.Offer, err)
			}
		}
		return showError(wrong)
	})
	if len(cases) < 80 {
		t.Errorf("%d wrong inputs, want at least 80", len(cases))
	}
}

// showError is what a person sees of an error, without the source again.
func showError(err *dice.Error) string {
	_, drawing, _ := strings.Cut(err.Draw(), "\n")
	caret, offer, _ := strings.Cut(drawing, "\n")
	out := caret + "\n" + err.Error() + "\n"
	if offer != "" {
		out += offer + "\n"
	}
	return out
}

// notebook is a Names in a map.
type notebook map[string]string

func (n notebook) Lookup(name string) (string, bool) {
	source, ok := n[name]
	return source, ok
}

// book holds the names that golden files may use.
var book = notebook{
	"dex": "3", "str": "-1", "attack": "1d20+@1", "stab": "@attack(@dex)+@2", "two_rolls": "1d6c2",
	"loud": "1d6 # boom", "me": "@me+1", "ping": "@pong", "pong": "@ping", "bad": "2d6+", "double": "@1+@1",
	"größe": "7", "plain": "2d6+3", "hero": "@two_rolls", "huge": "9223372036854775807",
}
