package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	notWord = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	called  = regexp.MustCompile("`(?:\\./)?feyre ([a-z]+)([^`]*)`")
	flagged = regexp.MustCompile(`--([a-z][a-z-]*)`)
)

// TestLinksResolve follows every relative link and anchor of the documents.
func TestLinksResolve(t *testing.T) {
	for name, content := range documents(t) {
		for _, match := range link.FindAllStringSubmatch(content, -1) {
			if strings.Contains(match[1], "://") {
				continue
			}
			file, anchor, _ := strings.Cut(match[1], "#")
			target := name
			if file != "" {
				target = filepath.Join(filepath.Dir(name), file)
			}
			text, err := os.ReadFile(target)
			if err != nil {
				if info, err := os.Stat(target); err != nil || !info.IsDir() {
					t.Errorf("%s: %s leads nowhere", name, match[1])
				}
				continue
			}
			if anchor != "" && !anchors(string(text))[anchor] {
				t.Errorf("%s: %s has no such heading", name, match[1])
			}
		}
	}
}

// TestDocumentedCommandsExist looks up every "feyre COMMAND --flag" of the documents.
func TestDocumentedCommandsExist(t *testing.T) {
	root := (&program{}).root()
	root.InitDefaultCompletionCmd()
	seen := 0
	for name, content := range documents(t) {
		for _, match := range called.FindAllStringSubmatch(content, -1) {
			seen++
			cmd, _, err := root.Find(append([]string{match[1]}, strings.Fields(match[2])...))
			if err != nil || cmd == root {
				t.Errorf("%s: there is no feyre %s", name, match[1])
				continue
			}
			for _, flag := range flagged.FindAllStringSubmatch(match[2], -1) {
				if cmd.Flag(flag[1]) == nil {
					t.Errorf("%s: feyre %s has no --%s", name, cmd.Name(), flag[1])
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d commands were found", seen)
	}
}

// anchors are the names that headings get.
func anchors(text string) map[string]bool {
	found := map[string]bool{}
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		found[strings.ReplaceAll(notWord.ReplaceAllString(strings.ToLower(match[1]), ""), " ", "-")] = true
	}
	return found
}

// documents are the texts of the repository, by path.
func documents(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, pattern := range []string{"../../*.md", "../../docs/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no documents (%v)", pattern, err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			found[name] = string(content)
		}
	}
	return found
}
