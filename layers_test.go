package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layer says what one package, or each package below a folder ("commands/*"), may import beside the standard library.
type layer struct {
	pkg string
	// ours are packages of this module, theirs are modules or packages of others with everything below them.
	ours, theirs []string
	// tests are further packages of ours for test files, beside testHelpers.
	tests []string
	why   string
}

// Modules that several layers use.
const (
	prometheusClient = "github.com/prometheus/client_golang"
	otelAPI          = "go.opentelemetry.io/otel"
	websocketLibrary = "github.com/gorilla/websocket"
	rateLimiter      = "golang.org/x/time/rate"
	unicodeForms     = "golang.org/x/text/unicode/norm"
	jsonSchema       = "github.com/santhosh-tekuri/jsonschema"
)

// layers is the whole table. The most exact row counts.
func layers() []layer {
	return []layer{
		{pkg: ".", ours: []string{"internal/cli"}, tests: anything, why: "main is one call"},
		{pkg: "dice", why: "the language stands alone: anybody could use it"},
		{pkg: "dice/*", ours: []string{"dice"}, why: "what is computed about the language needs only the language"},
		{pkg: "backend", ours: []string{"backend/reply", "backend/text"}, theirs: []string{prometheusClient, rateLimiter, otelAPI, unicodeForms}, why: "it knows no face, no command and no store"},
		{pkg: "backend/*", why: "replies and sentences are plain data"},
		{pkg: "store", why: "the seams of the store know no store"},
		{pkg: "store/redis", ours: []string{"store"}, theirs: []string{"github.com/redis/go-redis", "github.com/bsm/redislock", prometheusClient, otelAPI}, why: "nothing else knows Redis"},
		{pkg: "store/embedded", ours: []string{"store"}, theirs: []string{"go.etcd.io/bbolt", prometheusClient}, why: "nothing else knows bbolt"},
		{pkg: "store/storetest", ours: []string{"store"}, why: "the contract is the seam's, not a store's"},
		{pkg: "syncer", ours: []string{"store"}, theirs: []string{prometheusClient, otelAPI, "github.com/klauspost/compress"}, tests: []string{"syncer/dir"}, why: "it knows records, neither stores nor archives"},
		{pkg: "syncer/azure", ours: []string{"store", "syncer"}, theirs: []string{"github.com/Azure/azure-sdk-for-go"}, why: "nothing else knows Azure"},
		{pkg: "syncer/dir", ours: []string{"store", "syncer"}, theirs: []string{"golang.org/x/sys"}, why: "a directory needs no library"},
		{pkg: "syncer/archivetest", ours: []string{"syncer"}, why: "the contract is the seam's, not an archive's"},
		{pkg: "syncer/faulttest", theirs: []string{"github.com/Azure/azure-sdk-for-go", "github.com/redis/go-redis"}, tests: []string{"store", "store/*", "syncer", "syncer/*"}, why: "faults are injected between the real parts"},
		{pkg: "commands", ours: []string{"commands/*", "backend", "backend/*", "dice", "dice/*", "store"}, tests: []string{"bot"}, why: "the list of commands wires them to each other"},
		{pkg: "commands/*", ours: []string{"backend", "backend/*", "dice", "dice/*", "store"}, tests: []string{"bot", "store/redis"}, why: "commands know neither each other nor a face"},
		{pkg: "bot", ours: []string{"backend", "backend/*"}, theirs: []string{"github.com/diamondburned/arikawa", websocketLibrary, prometheusClient, rateLimiter, otelAPI}, why: "the face knows no command and no store"},
		{pkg: "bot/terminal", ours: []string{"backend", "backend/reply"}, theirs: []string{"golang.org/x/term"}, tests: []string{"backend/text"}, why: "the face knows no command and no store"},
		{pkg: "bot/discordtest", theirs: []string{websocketLibrary, jsonSchema}, why: "a Discord knows nothing of the bot that it tests"},
		{pkg: "bot/discordtest/*", ours: []string{"bot/discordtest"}, theirs: []string{websocketLibrary}, why: "the same, as a process"},
		{pkg: "internal/chart", ours: []string{"dice", "dice/odds"}, theirs: []string{"gonum.org/v1/plot", "golang.org/x/image", "codeberg.org/go-fonts"}, why: "a chart shows odds"},
		{pkg: "internal/importer", ours: []string{"store"}, theirs: []string{unicodeForms}, why: "it writes through the seams"},
		{pkg: "internal/web", ours: []string{"backend", "backend/*", "dice", "dice/odds"}, theirs: []string{prometheusClient, rateLimiter}, why: "figures and health come through functions"},
		{pkg: "deploy", why: "it holds files; its tests run the program"},
		{pkg: "internal/app", ours: anything, theirs: []string{
			"go.uber.org/fx", "github.com/knadh/koanf", "gopkg.in/yaml.v3", "golang.org/x/term", prometheusClient, otelAPI,
		}, why: "the one place that knows every part"},
		{pkg: "internal/cli", ours: []string{"internal/app", "internal/chart", "internal/importer", "dice", "dice/odds"}, theirs: []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/schollz/progressbar"}, why: "arguments in, calls of app out"},
		{pkg: "internal/collector", why: "it knows the runtime only"},
		{pkg: "internal/*", ours: anything, why: "helpers of tests"},
	}
}

// anything is every package of this module.
var anything = []string{"*"}

// testHelpers may be imported by every test file, as may testLibraries.
var (
	testHelpers   = []string{"bot/discordtest", "store/storetest", "store/embedded", "syncer/archivetest", "internal/*"}
	testLibraries = []string{"pgregory.net/rapid", "github.com/rogpeppe/go-internal", "go.uber.org/goleak", "github.com/Shopify/toxiproxy", "github.com/rs/zerolog", "golang.org/x/sys", prometheusClient, jsonSchema, "go.opentelemetry.io/proto/otlp", "google.golang.org/protobuf"}
)

func TestLayers(t *testing.T) {
	seen := 0
	for file, imported := range imports(t) {
		pkg, test := path.Dir(file), strings.HasSuffix(file, "_test.go")
		row, found := rowOf(pkg)
		if !found {
			t.Errorf("%s: package %s has no row in the table", file, pkg)
			continue
		}
		for _, name := range imported {
			seen++
			if !row.allows(pkg, name, test) {
				t.Errorf("%s imports %s, which package %s may not: %s", file, name, pkg, row.why)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d imports were looked at", seen)
	}
}

// allows says whether a file of pkg may import name.
func (l layer) allows(pkg, name string, test bool) bool {
	ours, isOurs := strings.CutPrefix(name, "feyre/")
	switch {
	case isOurs && (ours == pkg || matches(l.ours, ours)):
		return true
	case isOurs:
		return test && (matches(l.tests, ours) || matches(testHelpers, ours))
	case !strings.Contains(strings.Split(name, "/")[0], "."):
		return true // the standard library
	default:
		return below(l.theirs, name) || test && below(testLibraries, name)
	}
}

func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		folder, all := strings.CutSuffix(pattern, "*")
		return pkg == pattern || all && strings.HasPrefix(pkg, folder)
	})
}

func below(modules []string, name string) bool {
	return slices.ContainsFunc(modules, func(module string) bool {
		return name == module || strings.HasPrefix(name, module+"/")
	})
}

// rowOf finds the longest pattern that fits a package.
func rowOf(pkg string) (row layer, found bool) {
	for _, candidate := range layers() {
		if matches([]string{candidate.pkg}, pkg) && (!found || len(candidate.pkg) > len(row.pkg)) {
			row, found = candidate, true
		}
	}
	return row, found
}

// imports reads what every Go file of the module imports.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"testdata", "testdeps", "data"}, entry.Name())) {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			all[filepath.ToSlash(name)] = append(all[filepath.ToSlash(name)], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheTableRefuses(t *testing.T) {
	for _, test := range []struct {
		pkg, name string
		test      bool
		want      bool
	}{
		{"dice", "math/bits", false, true},
		{"dice", "feyre/backend", false, false},
		{"dice/odds", "feyre/dice", false, true},
		{"commands/roll", "feyre/commands/save", false, false},
		{"commands/roll", "feyre/store", false, true},
		{"commands/roll", "feyre/store/embedded", false, false},
		{"commands/roll", "feyre/store/embedded", true, true},
		{"bot", "github.com/diamondburned/arikawa/v3/api", false, true},
		{"backend", "github.com/diamondburned/arikawa/v3/api", false, false},
		{"store/redis", "go.opentelemetry.io/otel/trace", false, true},
		{"store/redis", "pgregory.net/rapid", false, false},
		{"store/redis", "pgregory.net/rapid", true, true},
	} {
		row, found := rowOf(test.pkg)
		if !found || row.allows(test.pkg, test.name, test.test) != test.want {
			t.Errorf("%s importing %s (test %t): want %t", test.pkg, test.name, test.test, test.want)
		}
	}
}
