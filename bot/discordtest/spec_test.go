package discordtest_test

import (
	"os"
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

// description is the part of an OpenAPI description that the tests need.
const description = `{
  "openapi": "3.1.0",
  "paths": {
    "/applications/{application_id}/commands": {"put": {"requestBody": {"content": {"application/json": {"schema":
      {"type": "array", "items": {"$ref": "#/components/schemas/Command"}}}}}}},
    "/channels/{channel_id}/messages": {"post": {"requestBody": {"content": {
      "application/json": {"schema": {"$ref": "#/components/schemas/Message"}},
      "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Message"}}}}}}
  },
  "components": {"schemas": {
    "Command": {"type": "object", "required": ["name"], "properties": {
      "name": {"type": "string", "maxLength": 32}, "default_member_permissions": {"type": ["integer", "null"]}}},
    "Message": {"type": "object", "properties": {"content": {"type": "string", "maxLength": 2000}}}
  }}
}`

func specOf(t *testing.T, text string) *discordtest.Spec {
	t.Helper()
	path := t.TempDir() + "/openapi.json"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	spec, err := discordtest.LoadSpec(path)
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

func TestSpecValidates(t *testing.T) {
	spec := specOf(t, description)
	cases := []struct{ route, body, wrong string }{
		{"PUT /applications/{app}/commands", `[{"name": "roll", "default_member_permissions": "8"}]`, ""},
		{"PUT /applications/{app}/commands", `[{"name": "roll", "default_member_permissions": "all"}]`, "default_member_permissions"},
		{"PUT /applications/{app}/commands", `[{}]`, "name"},
		{"POST /channels/{channel}/messages", `{"content": 7}`, "content"},
		{"POST /nowhere", `{"content": 7}`, ""},
	}
	for _, c := range cases {
		err := spec.Validate(c.route, "application/json", []byte(c.body))
		switch {
		case c.wrong == "" && err != nil:
			t.Errorf("%s %s: %v", c.route, c.body, err)
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%s %s: got %v, want a complaint about %q", c.route, c.body, err, c.wrong)
		}
	}
}

// A body that the description refuses gets 400 and is remembered.
func TestSpecRefusesRequest(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 1, Spec: specOf(t, description)})
	r := rest(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", []any{map[string]any{"description": "no name"}})
	if r.Status != 400 || r.code(t) != discordtest.CodeInvalidFormBody {
		t.Errorf("got %d %s", r.Status, r.Body)
	}
	if got := srv.TakeViolations(); len(got) != 1 || !strings.Contains(got[0].Reason, "OPENAPI") {
		t.Errorf("violations: %v", got)
	}
}

func TestSpecCannotBeLoaded(t *testing.T) {
	if _, err := discordtest.LoadSpec(t.TempDir() + "/absent.json"); err == nil {
		t.Error("an absent file loads")
	}
}
