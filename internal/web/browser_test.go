package web

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// browserPatience bounds the tests in the browser; they take some seconds.
const browserPatience = 2 * time.Minute

// TestPageInABrowser runs internal/testdeps/browser/page.test.mjs against a server of its own.
func TestPageInABrowser(t *testing.T) {
	tools := browserTools(t)
	age := int64(119)
	s := serverUnderTest(func(o *Options) {
		o.Figures = func(context.Context) (Figures, error) {
			return Figures{
				Commands: 1234567, Users: 12, Guilds: 3, Reach: 40, SyncAge: &age, Health: "ok", Invite: "https://discord.com/oauth2/authorize?client_id=1",
			}, nil
		}
	})
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), browserPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "--test-reporter=spec", "page.test.mjs")
	cmd.Dir = tools
	cmd.Env = append(os.Environ(), "BASE=http://"+s.Addr().String())
	told, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, told)
	}
}

// browserTools finds the scripts, and that a browser is there for them. Without one the test is skipped, or fails where all tools are
// required.
func browserTools(t *testing.T) string {
	t.Helper()
	tools, err := filepath.Abs(filepath.Join("..", "testdeps", "browser"))
	if err != nil {
		t.Fatal(err)
	}
	browser := os.Getenv("CHROMIUM")
	if browser == "" {
		browser = "/usr/bin/chromium"
	}
	for _, needed := range []string{browser, filepath.Join(tools, "page.test.mjs"), filepath.Join(tools, "..", "node_modules", "playwright-core")} {
		if _, err := os.Stat(needed); err == nil {
			continue
		}
		reason := needed + " is missing: make deps"
		if os.Getenv("CI") == "true" || os.Getenv("FEYRE_REQUIRE_SERVERS") == "1" {
			t.Fatal(reason)
		}
		t.Skip(reason)
	}
	return tools
}
