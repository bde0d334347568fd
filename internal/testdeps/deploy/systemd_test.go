package deploy

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// mostExposed is how exposed the unit may be, in tenths of systemd's own scale from 0 to 10.
const mostExposed = "20"

// TestSystemd has systemd read its unit, and rate how far it is confined. The program's place is taken by one that exists here.
func TestSystemd(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		const reason = "there is no systemd-analyze here"
		if os.Getenv("CI") == "true" || os.Getenv("FEYRE_REQUIRE_SERVERS") == "1" {
			t.Fatal(reason)
		}
		t.Skip(reason)
	}
	unit, err := os.ReadFile(files + "systemd/feyre.service")
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "feyre.service")
	if err := os.WriteFile(name, bytes.ReplaceAll(unit, []byte("/usr/bin/feyre"), []byte(self)), 0o600); err != nil {
		t.Fatal(err)
	}
	if report, err := exec.Command(analyze, "verify", "--man=no", name).CombinedOutput(); err != nil || len(report) > 0 {
		t.Errorf("verify: %v\n%s", err, report)
	}
	if report, err := exec.Command(analyze, "security", "--offline=true", "--threshold="+mostExposed, name).CombinedOutput(); err != nil {
		t.Errorf("security: %v\n%s", err, report)
	}
}
