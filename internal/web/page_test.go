package web

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

func TestEveryFileOfThePageIsServed(t *testing.T) {
	types := map[string]string{
		".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
	}
	files, err := fs.Glob(pageFiles, "page/*")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	s := serverUnderTest(nil)
	for _, name := range files {
		address := "/" + strings.TrimSuffix(path.Base(name), "index.html")
		w := ask(s, address)
		if w.Code != http.StatusOK || w.Body.Len() == 0 || w.Header().Get("Content-Type") != types[path.Ext(name)] {
			t.Errorf("%s: status %d, headers %v", address, w.Code, w.Header())
		}
		if got := w.Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: policy %q", address, got)
		}
		if again := ask(s, address, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s: status %d again", address, again.Code)
		}
	}
}

func TestThePageNeedsNobodyElse(t *testing.T) {
	files, err := fs.Glob(pageFiles, "page/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		body, err := pageFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(body), "http://www.w3.org/2000/svg", "")
		for _, foreign := range []string{"http://", "https://", "//cdn", " style=\"", " onclick=", "innerHTML", "eval("} {
			if strings.Contains(text, foreign) {
				t.Errorf("%s has %q", name, foreign)
			}
		}
	}
	for _, directive := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, directive) || strings.Contains(policy, "unsafe") {
			t.Errorf("the policy is %s", policy)
		}
	}
}

func TestPanicsAreAnswered(t *testing.T) {
	s := serverUnderTest(func(o *Options) {
		o.Figures = func(context.Context) (Figures, error) { panic("a secret") }
	})
	w := ask(s, "/public/stats")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || !strings.Contains(w.Body.String(), `"code":"internal"`) {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
}

func TestRequestsAreCountedByRoute(t *testing.T) {
	registry := prometheus.NewRegistry()
	s := serverUnderTest(func(o *Options) { o.Registerer = registry })
	askAbout(s, "/api/explain", "d6")
	askAbout(s, "/api/explain", "d8")
	ask(s, "/api/explain")
	ask(s, "/nowhere/at/all")
	s.server.Handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/api/roll", nil))
	want := `# HELP feyre_web_requests_total HTTP requests answered, by route and status.
# TYPE feyre_web_requests_total counter
feyre_web_requests_total{route="GET /api/explain",status="200"} 2
feyre_web_requests_total{route="GET /api/explain",status="400"} 1
feyre_web_requests_total{route="/api/roll",status="405"} 1
feyre_web_requests_total{route="none",status="404"} 1
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "feyre_web_requests_total"); err != nil {
		t.Error(err)
	}
}
