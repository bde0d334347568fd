package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

func askAbout(s *Server, path, expression string, header ...string) *httptest.ResponseRecorder {
	return ask(s, path+"?expression="+url.QueryEscape(expression), header...)
}

func TestPlayground(t *testing.T) {
	for _, test := range []struct {
		path, expression string
		status           int
		body             string // with ' for "
	}{
		{"/api/roll", "4d1k3 # all ones", 200, `{'expression':'4d1k3','comment':'all ones','rolls':[{'total':3,`},
		{"/api/roll", "1d20+", 422, `{'error':{'code':'missing_after',`},
		{"/api/roll", "1/(1d1-1)", 422, `'code':'division_by_zero'`},
		{"/api/roll", strings.Repeat("1+", 600) + "1", 422, `'code':'too_long'`},
		{"/api/roll", "", 422, `'code':'empty'`},
		{"/api/roll", "\xff", 422, `'code':'not_text'`},
		{"/api/odds", "2d6", 200, `{'total':2,'p':'1/36'}`},
		{"/api/odds", "2d6", 200, `'stats':{'mean':7,'deviation':2.41`},
		{"/api/odds", "2d6", 200, `'quartiles':[5,7,9],'success':null}`},
		{"/api/odds", "1d20>15", 200, `'success':'1/4'`},
		{"/api/odds", "3#2d6", 200, `'repeat':3`},
		{"/api/odds", "1/(1d6-1)", 422, `'code':'fails'`},
		{"/api/odds", "1d6++", 422, `'code':'missing_after'`},
		{"/api/explain", "4d6k3", 200, `{'canonical':'4d6k3','parts':[{'source':'4d6k3','text':'4 dice with 6 sides; keep the highest 3'}],'hints':[],'error':null}`},
		{"/api/explain", "3d6>4", 200, `'hints':['`},
		{"/api/explain", "1d20 ++ %%", 200, `{'canonical':'','parts':[],'hints':[],'error':{'code':`},
		{"/api/explain", "<script>", 200, `'caret':'<script>\n^'`},
	} {
		w := askAbout(serverUnderTest(nil), test.path, test.expression)
		if w.Code != test.status || !strings.Contains(w.Body.String(), strings.ReplaceAll(test.body, "'", `"`)) {
			t.Errorf("%s of %.20q: status %d, body %s", test.path, test.expression, w.Code, w.Body)
		}
		if got := w.Header().Get("Content-Type"); got != jsonType {
			t.Errorf("%s of %.20q: type %s", test.path, test.expression, got)
		}
	}
}

func TestOneExpressionHasToBeGiven(t *testing.T) {
	for _, query := range []string{"", "?expression", "?e=d6", "?expression=d6&expression=d8", "?expression=%zz"} {
		w := ask(serverUnderTest(nil), "/api/roll"+query)
		wanted := http.StatusBadRequest
		if query == "?expression" {
			wanted = http.StatusUnprocessableEntity
		}
		if w.Code != wanted {
			t.Errorf("%q: status %d, body %s", query, w.Code, w.Body)
		}
	}
}

func TestWhatMayBeKept(t *testing.T) {
	s := serverUnderTest(nil)
	for path, kept := range map[string]bool{"/api/roll": false, "/api/odds": true, "/api/explain": true} {
		w := askAbout(s, path, "4d6k3")
		tag := w.Header().Get("ETag")
		if (tag != "") != kept || (w.Header().Get("Cache-Control") == "no-store") == kept {
			t.Errorf("%s: headers %v", path, w.Header())
		}
		for _, tags := range []string{tag, `"x", W/` + tag, "*"} {
			if again := askAbout(s, path, "4d6k3", "If-None-Match", tags); kept && (again.Code != http.StatusNotModified || again.Body.Len() > 0) {
				t.Errorf("%s with %s: status %d", path, tags, again.Code)
			}
		}
		if wrong := askAbout(s, path, "4d6k"+strings.Repeat("3", 30)); wrong.Code != http.StatusOK && wrong.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: an error may be kept: %v", path, wrong.Header())
		}
	}
}

func TestPagesOfOthersMayAsk(t *testing.T) {
	s := serverUnderTest(nil)
	for _, path := range []string{"/api/roll", "/api/odds", "/api/explain", "/api/openapi.json", "/public/stats", "/public/stats/badge/users", "/public/stats/badge/x"} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost} {
			w := httptest.NewRecorder()
			s.server.Handler.ServeHTTP(w, httptest.NewRequest(method, path, nil))
			if refused := w.Code == http.StatusMethodNotAllowed && w.Header().Get("Allow") == "GET, HEAD, OPTIONS"; refused != (method == http.MethodPost) {
				t.Errorf("%s %s: status %d, headers %v", method, path, w.Code, w.Header())
			}
			if allowed := w.Header().Get("Access-Control-Allow-Origin") == "*"; allowed != (method != http.MethodPost) {
				t.Errorf("%s %s: status %d, headers %v", method, path, w.Code, w.Header())
			}
		}
	}
	for _, path := range []string{"/", "/metrics", "/readyz"} {
		if w := ask(s, path); w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s is for everybody", path)
		}
	}
}

// TestOddsAreThoseOfTheCommandLine compares with what "feyre odds --json" prints.
func TestOddsAreThoseOfTheCommandLine(t *testing.T) {
	for _, expression := range []string{"2d6", "3#4d6k3", "3d6!", "1d20+5>=15", "1d20>15t2d6", "d[-1000000,1000000]"} {
		expr, err := dice.Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		found, err := odds.Of(expr)
		if err != nil {
			t.Fatal(err)
		}
		want, got := fields(t, found), fields(t, describe(expr, found))
		maps.DeleteFunc(got, func(key string, _ any) bool { return key == "stats" || key == "chart" })
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", expression, got, want)
		}
	}
}

func fields(t *testing.T, value any) (all map[string]any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLongFractionsAreLeftOut(t *testing.T) {
	w := askAbout(serverUnderTest(nil), "/api/odds", "300d6")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"outcomes":null`) || w.Body.Len() > maxFractions/2 {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestOddsWaitTheirTurn(t *testing.T) {
	s := serverUnderTest(nil)
	s.playground.queue = 0
	for range cap(s.playground.turns) {
		s.playground.turns <- struct{}{}
	}
	w := askAbout(s, "/api/odds", "2d6")
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), `"code":"busy"`) {
		t.Errorf("status %d, headers %v, body %s", w.Code, w.Header(), w.Body)
	}
}

func TestAnswersAreRemembered(t *testing.T) {
	s := serverUnderTest(nil)
	for _, expression := range []string{"2d6", "1/(1d6-1)"} {
		first := askAbout(s, "/api/odds", expression)
		s.playground.budget.Work = 1 // nothing can be worked out any more
		again := askAbout(s, "/api/odds", expression+" # with a comment")
		if again.Code != first.Code || again.Body.String() != first.Body.String() {
			t.Errorf("%s: status %d, then %d", expression, first.Code, again.Code)
		}
		s.playground.budget.Work = oddsWork
	}
}

func TestMemoryIsBounded(t *testing.T) {
	one := func(key string) *remembered { return &remembered{key: key, body: make([]byte, 100)} }
	m := newMemory(3 * one("a").size())
	for _, key := range []string{"a", "b", "c"} {
		m.keep(one(key))
	}
	m.find("a")
	m.keep(one("a"))
	m.keep(one("d"))                                          // forgets b
	m.keep(&remembered{key: "e", body: make([]byte, 10_000)}) // never fits
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true, "e": false} {
		if got := m.find(key) != nil; got != want {
			t.Errorf("%s is known: %t", key, got)
		}
	}
	if m.held != m.most || len(m.known) != m.recent.Len() {
		t.Errorf("%d of %d bytes, %d entries, %d in order", m.held, m.most, len(m.known), m.recent.Len())
	}
}
