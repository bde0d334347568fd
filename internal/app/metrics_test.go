package app

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/fx"
)

var (
	metricName = regexp.MustCompile(`\b(?:feyre|process|go)_[a-z_]+\b`)
	descName   = regexp.MustCompile(`fqName: "([^"]+)"`)
	alertName  = regexp.MustCompile(`(?m)^ *- alert: (\w+)$`)
	entryName  = regexp.MustCompile(`(?m)^### (Feyre\w+)$`)
)

// TestDeployedMetricsExist holds the alert rules and the dashboard to the metrics that a whole process registers.
func TestDeployedMetricsExist(t *testing.T) {
	exists := registered(t)
	for _, used := range []string{rulesText(t), dashboardQueries(t)} {
		names := metricName.FindAllString(used, -1)
		if len(names) < 10 {
			t.Fatalf("only %d metrics are used: %v", len(names), names)
		}
		for _, name := range names {
			if !exists[name] && !exists[strings.TrimSuffix(name, "_bucket")] {
				t.Errorf("%s is used but nothing registers it", name)
			}
		}
	}
}

// TestEveryAlertHasAnEntry holds docs/operations.md to the alert rules, in both directions.
func TestEveryAlertHasAnEntry(t *testing.T) {
	alerts, entries := captured(alertName, rulesText(t)), captured(entryName, repositoryFile(t, "docs/operations.md"))
	if !slices.Equal(alerts, entries) {
		t.Errorf("alerts and entries differ:\nalerts  %v\nentries %v", alerts, entries)
	}
}

// registered are the names that a process with every part registers, whether they have samples yet or not.
func registered(t *testing.T) map[string]bool {
	t.Helper()
	config := Default()
	config.Discord.Token = "token"
	config.Store.Path = filepath.Join(t.TempDir(), "feyre.db")
	config.Archive.Path = filepath.Join(t.TempDir(), "archive")
	var registry *prometheus.Registry
	var live *storePart
	options := ServeOptions{Bot: true, Backend: true, Syncer: true, Logger: slog.New(slog.DiscardHandler)}
	graph := fx.New(parts(t.Context(), Loaded{Config: config}, options), fx.Populate(&registry, &live))
	if err := graph.Err(); err != nil {
		t.Fatal(err)
	}
	if err := live.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	described := make(chan *prometheus.Desc)
	go func() {
		registry.Describe(described)
		close(described)
	}()
	names := map[string]bool{}
	for desc := range described {
		names[descName.FindStringSubmatch(desc.String())[1]] = true
	}
	return names
}

// dashboardQueries are the queries of every panel.
func dashboardQueries(t *testing.T) string {
	t.Helper()
	var dashboard struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal([]byte(repositoryFile(t, "deploy/grafana/feyre.json")), &dashboard); err != nil {
		t.Fatal(err)
	}
	var queries []string
	for _, panel := range dashboard.Panels {
		for _, target := range panel.Targets {
			queries = append(queries, target.Expr)
		}
	}
	return strings.Join(queries, "\n")
}

func rulesText(t *testing.T) string { return repositoryFile(t, "deploy/prometheus/rules.yaml") }

func repositoryFile(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// captured are the first groups of every match, in order.
func captured(pattern *regexp.Regexp, text string) []string {
	var found []string
	for _, match := range pattern.FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}
