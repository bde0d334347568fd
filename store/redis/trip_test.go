package redis_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/codes"
	tracing "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// trips counts round trips by operation and outcome.
func trips(t *testing.T, from prometheus.Gatherer) map[string]uint64 {
	t.Helper()
	families, err := from.Gather()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]uint64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			var labels []string
			for _, label := range metric.GetLabel() {
				labels = append(labels, label.GetValue())
			}
			found[strings.Join(labels, " ")] += metric.GetHistogram().GetSampleCount()
		}
	}
	return found
}

// scripts is how many scripts a server has been sent.
func scripts(t *testing.T, server *testredis.Server) int {
	t.Helper()
	for line := range strings.Lines(server.Do("INFO", "commandstats")) {
		var n int
		if _, err := fmt.Sscanf(line, "cmdstat_evalsha:calls=%d", &n); err == nil {
			return n
		}
	}
	return 0
}

func TestRoundTrips(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	registry := prometheus.NewRegistry()
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{Registerer: registry})
	if err := s.Record(t.Context(), "warm", 1); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		run  func() error
		want map[string]uint64
	}{
		{"a stranger's request", func() error { return s.Record(t.Context(), "roll", 2) }, map[string]uint64{"record ok": 1}},
		{"a known user's request", func() error { return s.Record(t.Context(), "roll", 2) }, map[string]uint64{"record ok": 1}},
		{"a load", func() error { _, err := s.Load(t.Context(), store.UserKey(1)); return err }, map[string]uint64{"load ok": 1}},
		{"users", func() error { _, err := s.Users(t.Context()); return err }, map[string]uint64{"users ok": 1}},
	} {
		before, sent := trips(t, registry), scripts(t, server)
		if err := c.run(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		after := trips(t, registry)
		for what, n := range before {
			after[what] -= n
		}
		maps.DeleteFunc(after, func(_ string, n uint64) bool { return n == 0 })
		if !maps.Equal(after, c.want) {
			t.Errorf("%s: round trips %v, want %v", c.name, after, c.want)
		}
		if sent = scripts(t, server) - sent; uint64(sent) != c.want["record ok"] {
			t.Errorf("%s: the server counts %d scripts", c.name, sent)
		}
	}
	server.Kill()
	if err := s.Ping(t.Context()); err == nil {
		t.Error("pinged a dead server")
	}
	if n := trips(t, registry)["ping unavailable"]; n != 1 {
		t.Errorf("%d failed pings", n)
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	spans := tracetest.NewSpanRecorder()
	tracer := tracing.NewTracerProvider(tracing.WithSpanProcessor(spans)).Tracer("test")
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{Tracer: tracer})
	put(t, s, store.UserKey(42), `{"name":"secret"}`)
	server.Kill()
	_ = s.Record(t.Context(), "roll", 1)
	ended := spans.Ended()
	last := ended[len(ended)-1]
	if last.Name() != "redis record" || last.Status().Code != codes.Error || last.Status().Description != "unavailable" {
		t.Errorf("got %s, %v", last.Name(), last.Status())
	}
	for _, span := range ended {
		if text := fmt.Sprint(span.Name(), span.Attributes(), span.Events()); strings.Contains(text, "42") || strings.Contains(text, "secret") {
			t.Errorf("a span tells who or what: %s", text)
		}
	}
}
