package app

import (
	"os"
	"strings"
	"testing"
)

// TestHostingPage holds the page for self-hosters to the configuration: a row for every key, with its default and its meaning.
func TestHostingPage(t *testing.T) {
	content, err := os.ReadFile("../../docs/hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	for _, key := range Keys() {
		mark := ""
		if key.Secret {
			mark = "*"
		}
		begin := "| `" + key.Path + "`" + mark + " |"
		_, row, found := strings.Cut(page, begin)
		row, _, _ = strings.Cut(row, "\n")
		if !found || !strings.HasSuffix(row, " | "+key.Help+" |") {
			t.Errorf("%s: the page says %q, the help %q", begin, row, key.Help)
			continue
		}
		shown := strings.TrimSpace(strings.TrimSuffix(row, " | "+key.Help+" |"))
		if want := defaultOf(t, key.Path); shown != want {
			t.Errorf("%s: the page has the default %q, the code %q", key.Path, shown, want)
		}
	}
}

// defaultOf is a key's default as the page writes it, read off the example of the configuration.
func defaultOf(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sections []string
	for line := range strings.Lines(string(content)) {
		bare := strings.TrimLeft(line, " ")
		name, value, isKey := strings.Cut(bare, ":")
		if !isKey || strings.HasPrefix(bare, "#") {
			continue
		}
		depth := (len(line) - len(bare)) / 2
		sections = append(sections[:min(len(sections), depth)], name)
		if strings.Join(sections, ".") != path {
			continue
		}
		if value = strings.Trim(strings.TrimSpace(value), `"`); value == "" || value == "[]" {
			return ""
		}
		return "`" + value + "`"
	}
	t.Fatalf("the example has no %s", path)
	return ""
}
