package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func serverUnderTest(change func(*Options)) *Server {
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "feyre_test_total", Help: "a test's"}))
	options := Options{
		Config: Config{Listen: "127.0.0.1:0"},
		Ready:  func(context.Context) []Check { return []Check{{Name: "store", OK: true}} },
		Figures: func(context.Context) (Figures, error) {
			return Figures{Commands: 1234567, Users: 12, Guilds: 3, Reach: 40, Health: "ok"}, nil
		},
		Gatherer: registry, Logger: slog.New(slog.DiscardHandler),
	}
	if change != nil {
		change(&options)
	}
	return New(options)
}

func ask(s *Server, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.RemoteAddr = "192.0.2.1:1234"
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.server.Handler.ServeHTTP(w, r)
	return w
}

func TestOperations(t *testing.T) {
	down := func(o *Options) {
		o.Ready = func(context.Context) []Check {
			return []Check{{Name: "store", OK: true}, {Name: "gateway", Reason: "not connected yet"}}
		}
	}
	for _, test := range []struct {
		name, path string
		change     func(*Options)
		status     int
		body       string
	}{
		{"alive", "/healthz", down, 200, `{"ok":true}`},
		{"ready", "/readyz", nil, 200, `{"ready":true,"checks":[{"name":"store","ok":true}]}`},
		{"not ready", "/readyz", down, 503, `{"name":"gateway","ok":false,"reason":"not connected yet"}`},
		{"metrics", "/metrics", nil, 200, "feyre_test_total 0"},
		{"figures", "/public/stats", nil, 200, `"commands":1234567,"users":12,"guilds":3,"reach":40`},
		{"old names", "/public/stats", nil, 200, `"user_reach":40,"guild_total":3,"command_total":1234567,"user_total":12`},
		{"commands", "/public/stats/badge/commands", nil, 200, `{"schemaVersion":1,"label":"Commands Processed","message":"1,234,567","color":"informational"}`},
		{"users", "/public/stats/badge/users", nil, 200, `"message":"12"`},
		{"guilds", "/public/stats/badge/guilds", nil, 200, `"label":"Servers","message":"3"`},
		{"reach", "/public/stats/badge/reach", nil, 200, `"message":"40"`},
		{"no such badge", "/public/stats/badge/x", nil, 404, `{"error":{"code":"no_such_badge"`},
		{"nowhere", "/public", nil, 404, `{"error":{"code":"no_such_address"`},
		{"nowhere below the API", "/api/rol", nil, 404, `{"error":{"code":"no_such_address"`},
		{"nowhere at all", "/nope", nil, 404, "404 page not found"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := ask(serverUnderTest(test.change), test.path)
			if w.Code != test.status || !strings.Contains(w.Body.String(), test.body) {
				t.Errorf("status %d, body %s", w.Code, w.Body)
			}
		})
	}
}

func TestFiguresUnavailable(t *testing.T) {
	s := serverUnderTest(func(o *Options) {
		o.Figures = func(context.Context) (Figures, error) { return Figures{}, errors.New("dial redis.internal: refused") }
	})
	w := ask(s, "/public/stats")
	if w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "redis.internal") {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
}

func TestFiguresAreCached(t *testing.T) {
	asked := 0
	now := time.Unix(0, 0)
	cache := &figuresCache{now: func() time.Time { return now }, collect: func(context.Context) (Figures, error) {
		asked++
		return Figures{Commands: int64(asked)}, nil
	}}
	for _, test := range []struct {
		later time.Duration
		want  int64
	}{{0, 1}, {figuresAge - 1, 1}, {1, 2}} {
		now = now.Add(test.later)
		if got, _ := cache.get(t.Context()); got.Commands != test.want {
			t.Errorf("at %v: collected %d times, want %d", now, got.Commands, test.want)
		}
	}
}

func TestCachingAndCORS(t *testing.T) {
	s := serverUnderTest(nil)
	first := ask(s, "/public/stats")
	tag := first.Header().Get("ETag")
	if tag == "" || first.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.HasPrefix(first.Header().Get("Cache-Control"), "public, max-age=") {
		t.Fatalf("headers %v", first.Header())
	}
	again := ask(s, "/public/stats", "If-None-Match", tag)
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("status %d, body %q", again.Code, again.Body)
	}
}

func TestLife(t *testing.T) {
	s := serverUnderTest(nil)
	if err := s.Stop(t.Context()); err != nil {
		t.Errorf("stop before start: %v", err)
	}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	response, err := http.Get("http://" + s.Addr().String() + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	var state Readiness
	if err := json.NewDecoder(response.Body).Decode(&state); err != nil || !state.Ready {
		t.Errorf("%+v, %v", state, err)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	response.Body.Close()
	taken := serverUnderTest(func(o *Options) { o.Config.Listen = s.Addr().String() })
	if err := taken.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "address already in use") {
		t.Errorf("a taken address: %v", err)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	off := serverUnderTest(func(o *Options) { o.Config.Listen = "" })
	if err := off.Start(t.Context()); err != nil || off.Addr() != nil {
		t.Errorf("off: %v, %v", off.Addr(), err)
	}
}
