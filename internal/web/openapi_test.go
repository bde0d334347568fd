package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// description is the description of the API as the tests read it.
type description struct {
	root     map[string]any
	compiler *jsonschema.Compiler
}

func readDescription(t *testing.T) *description {
	t.Helper()
	root, err := jsonschema.UnmarshalJSON(bytes.NewReader(openAPI))
	if err != nil {
		t.Fatal(err)
	}
	d := &description{root: root.(map[string]any), compiler: jsonschema.NewCompiler()}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := d.compiler.AddResource("openapi.json", root); err != nil {
		t.Fatal(err)
	}
	return d
}

// find follows a path of keys, and references on the way.
func (d *description) find(keys ...string) (any, string) {
	var at any = d.root
	place := "#"
	for _, key := range keys {
		object, ok := at.(map[string]any)
		if !ok || object[key] == nil {
			return nil, ""
		}
		at, place = object[key], place+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
		if object, ok := at.(map[string]any); ok && object["$ref"] != nil {
			place = object["$ref"].(string)
			at, _ = d.find(strings.Split(strings.TrimPrefix(place, "#/"), "/")...)
		}
	}
	return at, place
}

// check holds an answer against what the description says of it.
func (d *description) check(route string, w *httptest.ResponseRecorder) error {
	keys := []string{"paths", route, "get", "responses", fmt.Sprint(w.Code)}
	described, place := d.find(keys...)
	if described == nil {
		return fmt.Errorf("status %d is not described", w.Code)
	}
	response := described.(map[string]any)
	for name := range objectOf(response["headers"]) {
		if w.Header().Get(name) == "" {
			return fmt.Errorf("no header %s", name)
		}
	}
	if response["content"] == nil {
		if w.Body.Len() > 0 {
			return errors.New("a body, where none is described")
		}
		return nil
	}
	schema, err := d.compiler.Compile("openapi.json" + place + "/content/application~1json/schema")
	if err != nil {
		return err
	}
	body, err := jsonschema.UnmarshalJSON(w.Body)
	if err != nil {
		return err
	}
	return schema.Validate(body)
}

func objectOf(value any) map[string]any {
	object, _ := value.(map[string]any)
	return object
}

// everyAnswer are expressions that between them show everything an answer may hold.
func everyAnswer() []string {
	return []string{
		"4d6k3", "1d20+5>=15", "3d6!", "2#{2d6,3d8}k1", "{4d6,2d8+2}k3", "8d10cs>=7cf1", "2d6ro<3[fire]+1d8[cold]", "5d6!!", "4dF", "1d20c20 # so be it",
		"1d9999", "300d6", "d[-1000000,1000000]", "1d20>15t2d6", "3d6>4", "1/(1d6-1)", "1/0", "1d20 +", "@dex", "1d6) + 3", "99999d6",
	}
}

func TestAnswersAreAsDescribed(t *testing.T) {
	d := readDescription(t)
	for route, statuses := range map[string][]int{
		"/api/roll":    {200, 400, 422, 429},
		"/api/odds":    {200, 304, 400, 422, 429},
		"/api/explain": {200, 304, 400, 429},
	} {
		s := serverUnderTest(nil)
		asked := []*httptest.ResponseRecorder{ask(s, route)}
		for _, expression := range everyAnswer() {
			asked = append(asked, askAbout(s, route, expression), askAbout(s, route, expression, "If-None-Match", "*"))
		}
		for range playgroundAtOnce {
			asked = append(asked, askAbout(s, route, "d6"))
		}
		d.checkAll(t, route, asked, statuses)
	}
	s := serverUnderTest(nil)
	route := "/api/openapi.json"
	d.checkAll(t, route, []*httptest.ResponseRecorder{ask(s, route), ask(s, route, "If-None-Match", "*")}, []int{200, 304})
}

func TestFiguresAreAsDescribed(t *testing.T) {
	d := readDescription(t)
	down := serverUnderTest(func(o *Options) {
		o.Figures = func(context.Context) (Figures, error) { return Figures{}, errors.New("down") }
	})
	age := int64(90)
	full := serverUnderTest(func(o *Options) {
		o.Figures = func(context.Context) (Figures, error) {
			return Figures{Commands: 1, ByCommand: map[string]int64{"roll": 1}, SyncAge: &age, Health: "degraded", Invite: "https://discord.com/oauth2/authorize?client_id=1"}, nil
		}
	})
	stats, badge := []*httptest.ResponseRecorder{}, []*httptest.ResponseRecorder{}
	for _, s := range []*Server{serverUnderTest(nil), down, full} {
		stats = append(stats, ask(s, "/public/stats"), ask(s, "/public/stats", "If-None-Match", "*"))
		for _, name := range []string{"commands", "users", "guilds", "reach", "x"} {
			badge = append(badge, ask(s, "/public/stats/badge/"+name))
		}
		badge = append(badge, ask(s, "/public/stats/badge/users", "If-None-Match", "*"))
		for range statsPerMinute {
			stats = append(stats, ask(s, "/public/stats"))
		}
		badge = append(badge, ask(s, "/public/stats/badge/users"))
	}
	d.checkAll(t, "/public/stats", stats, []int{200, 304, 429, 503})
	d.checkAll(t, "/public/stats/badge/{name}", badge, []int{200, 304, 404, 429, 503})
}

// checkAll checks answers of a route, which have to be of all these statuses.
func (d *description) checkAll(t *testing.T, route string, asked []*httptest.ResponseRecorder, statuses []int) {
	t.Helper()
	for _, w := range asked {
		if err := d.check(route, w); err != nil {
			t.Errorf("%s: %v", route, err)
		}
	}
	for _, status := range statuses {
		if !slices.ContainsFunc(asked, func(w *httptest.ResponseRecorder) bool { return w.Code == status }) {
			t.Errorf("%s: no answer is %d", route, status)
		}
	}
}

func TestEveryPathIsDescribed(t *testing.T) {
	d := readDescription(t)
	for route := range objectOf(d.root["paths"]) {
		path := strings.NewReplacer("{name}", "users").Replace(route)
		if w := ask(serverUnderTest(nil), path); w.Code == http.StatusNotFound {
			t.Errorf("%s is described and not there", route)
		}
	}
	for _, path := range []string{"/api/roll", "/api/odds", "/api/explain", "/api/openapi.json", "/public/stats", "/public/stats/badge/{name}"} {
		if found, _ := d.find("paths", path, "get"); found == nil {
			t.Errorf("%s is not described", path)
		}
	}
}

func TestTheDescriptionRefusesWhatIsWrong(t *testing.T) {
	d := readDescription(t)
	for _, body := range []string{`{}`, `{"canonical":"","parts":[],"hints":[],"error":"no"}`, `{"canonical":"","parts":[],"hints":[],"error":null,"more":1}`} {
		w := httptest.NewRecorder()
		w.Header().Set("ETag", `"x"`)
		w.Body.WriteString(body)
		if !json.Valid(w.Body.Bytes()) || d.check("/api/explain", w) == nil {
			t.Errorf("%s is as described", body)
		}
	}
}
