package cli_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// example is a block of a document that shows what the program says: lines of a shell after "$ ", lines of "feyre play" after "> ".
var example = regexp.MustCompile("(?ms)^```(console|play)\n(.*?)^```$")

// TestExamplesOfDocuments runs every example of the documents, and compares everything that is said, line by line.
func TestExamplesOfDocuments(t *testing.T) {
	names, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range example.FindAllStringSubmatch(string(content), -1) {
			seen++
			t.Run(filepath.Base(name), func(t *testing.T) {
				t.Parallel()
				shown := block[2]
				if got := said(t, block[1], shown); got != shown {
					t.Errorf("it shows\n%s\nbut it is\n%s", shown, got)
				}
			})
		}
	}
	if seen < 14 {
		t.Errorf("only %d examples were found", seen)
	}
}

// said is the block as it really is: each line that is typed, and below it what is answered.
func said(t *testing.T, kind, shown string) string {
	t.Helper()
	var typed []string
	for line := range strings.Lines(shown) {
		if strings.HasPrefix(line, "$ ") || strings.HasPrefix(line, "> ") {
			typed = append(typed, line)
		}
	}
	if kind == "play" {
		return played(t, typed)
	}
	var all strings.Builder
	for _, line := range typed {
		answer := run(t, strings.TrimPrefix(line, "$ "), "")
		all.WriteString(line + answer)
	}
	return all.String()
}

// played types lines into one "feyre play". An answer is what it says to one line more than before.
func played(t *testing.T, typed []string) string {
	t.Helper()
	var blocks []string
	input, before := "", ""
	for _, line := range typed {
		input += strings.TrimPrefix(line, "> ")
		all := run(t, "feyre play --memory", input)
		answer, more := strings.CutPrefix(all, before)
		if !more {
			t.Fatalf("%q answered %q, then %q", input, before, all)
		}
		blocks = append(blocks, line+strings.Trim(answer, "\n")+"\n")
		before = all
	}
	return strings.Join(blocks, "\n")
}

// run has a shell run a line, in an empty directory and with nothing configured, and returns what it says on both streams.
func run(t *testing.T, line, input string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", line)
	cmd.Dir, cmd.Stdin = t.TempDir(), strings.NewReader(input)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + cmd.Dir}
	out, _ := cmd.CombinedOutput() // how it ended shows in what it said
	return string(out)
}
