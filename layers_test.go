package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layer is what one package, or every package below it, may import beside the standard library. Own packages are named without the
// module's name; a name that ends in /... stands for everything below. Test files are free.
type layer struct {
	folder string
	reason string
	may    []string
}

const (
	metrics = "github.com/prometheus/client_golang/..."
	tracing = "go.opentelemetry.io/otel/..."
)

// layers is the whole table; the first that fits a folder counts.
func layers() []layer {
	return []layer{
		{"dice", "the language stands alone", []string{"dice/..."}},
		{"backend/reply", "replies are plain data", nil},
		{"backend/text", "sentences are plain data", nil},
		{"backend", "the way of a request knows no face, no store and no command", []string{"backend/...", metrics, "golang.org/x/time/rate", tracing}},
		{"store/redis", "only this package knows go-redis", []string{"store", "github.com/redis/go-redis/v9/...", "github.com/bsm/redislock", metrics, tracing}},
		{"store/embedded", "only this package knows bbolt", []string{"store", "go.etcd.io/bbolt/...", metrics}},
		{"store/storetest", "the contract as a test", []string{"store", "store/..."}},
		{"store", "the seams know no implementation", nil},
		{"syncer/azure", "only this package knows azblob", []string{"syncer", "store", "github.com/Azure/azure-sdk-for-go/..."}},
		{"syncer/dir", "a directory needs nothing", []string{"syncer", "store", "golang.org/x/sys/..."}},
		{"syncer/archivetest", "the contract as a test", []string{"syncer", "store"}},
		{"syncer", "the mirror knows records, no store and no archive", []string{"store", metrics, "github.com/klauspost/compress/...", tracing}},
		{"commands", "a command knows no face", []string{"commands/...", "backend/...", "dice/...", "store"}},
		{"bot/terminal", "the terminal knows no Discord", []string{"backend/...", "golang.org/x/term"}},
		{"bot/discordtest", "the test Discord shares nothing with the bot", []string{"bot/discordtest/...", "github.com/gorilla/websocket", "github.com/santhosh-tekuri/jsonschema/v6/...", "golang.org/x/text/..."}},
		{"bot", "only this package knows arikawa", []string{"backend/...", "github.com/diamondburned/arikawa/v3/...", "github.com/gorilla/websocket", metrics, "golang.org/x/time/rate", tracing}},
		{"internal/importer", "the old data becomes records", []string{"store"}},
	}
}

// bounded third parties are imported by one place only, whatever else it may import.
func bounded() map[string]string {
	return map[string]string{
		"github.com/spf13/cobra":           "internal/cli",
		"go.uber.org/fx":                   "internal/app",
		"github.com/diamondburned/arikawa": "bot",
		"github.com/Azure/":                "syncer/azure",
		"go.etcd.io/bbolt":                 "store/embedded",
	}
}

// Imports go the way of the table.
func TestLayers(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdeps" || entry.Name() == ".git"):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		seen++
		return checkFile(t, filepath.ToSlash(path))
	})
	if err != nil || seen < 100 {
		t.Fatalf("%d files seen, %v", seen, err)
	}
}

func checkFile(t *testing.T, path string) error {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	folder := filepath.ToSlash(filepath.Dir(path))
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") && first != "feyre" {
			continue // the standard library
		}
		name = strings.TrimPrefix(name, "feyre/")
		checkImport(t, path, folder, name)
	}
	return nil
}

func checkImport(t *testing.T, path, folder, name string) {
	t.Helper()
	for prefix, home := range bounded() {
		if strings.HasPrefix(name, prefix) && !inside(folder, home) {
			t.Errorf("%s imports %s, which only %s may", path, name, home)
		}
	}
	for _, layer := range layers() {
		if !inside(folder, layer.folder) {
			continue
		}
		if !slices.ContainsFunc(layer.may, func(allowed string) bool { return fits(name, allowed) }) {
			t.Errorf("%s imports %s: %s", path, name, layer.reason)
		}
		siblings(t, path, folder, name)
		return
	}
}

// siblings holds that no command imports another.
func siblings(t *testing.T, path, folder, name string) {
	t.Helper()
	if strings.HasPrefix(folder, "commands/") && strings.HasPrefix(name, "commands/") {
		t.Errorf("%s imports %s: commands know each other through interfaces that they declare", path, name)
	}
}

func inside(folder, home string) bool { return folder == home || strings.HasPrefix(folder, home+"/") }

func fits(name, allowed string) bool {
	if home, below := strings.CutSuffix(allowed, "/..."); below {
		return inside(name, home)
	}
	return name == allowed
}
