package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// packed are the files of the repository that packages take, and the scripts that they run.
var packed = regexp.MustCompile(`(?:src: "?|postinstall: |preremove: )([^,"}]+)`)

// TestReleasesAreBuiltAlike holds what releases are built with to what the Makefile builds with.
func TestReleasesAreBuiltAlike(t *testing.T) {
	release, makefile := repository(t, ".goreleaser.yaml"), repository(t, "Makefile")
	for there, here := range map[string]string{
		"env: [CGO_ENABLED=0]": "CGO_ENABLED=0 go build", "flags: [-trimpath]": "-trimpath",
		"tags: [grpcnotrace]": "TAGS := grpcnotrace", "ldflags: [-s -w]": "-ldflags '-s -w'",
	} {
		if !strings.Contains(release, there) || !strings.Contains(makefile, here) {
			t.Errorf("a release is not built with %q, or the Makefile without %q", there, here)
		}
	}
}

// TestPackagesTakeWhatIsThere looks for the files that packages take, and has a shell read their scripts.
func TestPackagesTakeWhatIsThere(t *testing.T) {
	names := packed.FindAllStringSubmatch(repository(t, ".goreleaser.yaml"), -1)
	if len(names) < 6 {
		t.Errorf("only %d files were found", len(names))
	}
	for _, name := range names {
		path := filepath.Join("..", name[1])
		switch _, err := os.Stat(path); {
		case strings.HasPrefix(name[1], "dist-docs/"): // "make man" writes it, before
		case err != nil:
			t.Errorf("a package takes what is not there: %v", err)
		case strings.HasSuffix(path, ".sh"):
			if report, err := exec.Command("sh", "-n", path).CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", path, err, report)
			}
		}
	}
}

func repository(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
