// Package deploy holds files only; its tests hold them to the program.
package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	variable = regexp.MustCompile(`\bFEYRE_[A-Z_]+\b`)
	exampleK = regexp.MustCompile(`^( *)(?:# )?([a-z_]+):`)
	flagName = regexp.MustCompile(`--[a-z][a-z-]+`)
	command  = regexp.MustCompile(`(?m)(?:args: \[|command: \[|CMD \[(?:"/feyre", )?|ExecStart=/usr/bin/feyre )"?(serve|healthcheck)(.*)$`)
	runLine  = regexp.MustCompile(`(?m)^RUN (.*)$`)
)

// TestKeysExist holds every variable that the files set to the keys of the configuration.
func TestKeysExist(t *testing.T) {
	exists := variables(t)
	for name, content := range texts(t) {
		for _, used := range variable.FindAllString(content, -1) {
			if !exists[used] {
				t.Errorf("%s sets %s, which no key has", name, used)
			}
		}
	}
}

// TestCommandsExist holds every command and flag of the files to what the program's help shows, and their ports to each other.
func TestCommandsExist(t *testing.T) {
	feyre, seen := build(t, t.TempDir()), 0
	for name, content := range texts(t) {
		for _, match := range command.FindAllStringSubmatch(content, -1) {
			seen++
			help, err := exec.Command(feyre, match[1], "--help").CombinedOutput()
			if err != nil {
				t.Fatalf("%s: feyre %s: %v", name, match[1], err)
			}
			known := flagName.FindAllString(string(help), -1)
			for _, flag := range flagName.FindAllString(match[2], -1) {
				if !slices.Contains(known, flag) {
					t.Errorf("%s: feyre %s has no %s", name, match[1], flag)
				}
			}
		}
		for _, port := range regexp.MustCompile(`(?:EXPOSE |containerPort: |FEYRE_WEB_LISTEN[=:] ?0\.0\.0\.0:|targets: \["feyre:)(\d+)`).FindAllStringSubmatch(content, -1) {
			if port[1] != "8080" {
				t.Errorf("%s: port %s, the others use 8080", name, port[1])
			}
		}
	}
	if seen < 6 {
		t.Errorf("only %d commands were found", seen)
	}
}

// TestDockerfile runs the image's commands as far as no Docker is needed: the build, in a bare directory, and the program alone in another.
func TestDockerfile(t *testing.T) {
	content := texts(t)["Dockerfile"]
	for _, want := range []string{"FROM scratch\n", "USER 65532:65532\n", `HEALTHCHECK`, `CMD ["/feyre", "healthcheck"]`, `ENTRYPOINT ["/feyre"]`} {
		if !strings.Contains(content, want) {
			t.Errorf("the Dockerfile has no %q", want)
		}
	}
	out := t.TempDir()
	for _, match := range runLine.FindAllStringSubmatch(content, -1) {
		line := strings.ReplaceAll(match[1], "/out/", out+"/")
		cmd := exec.Command("sh", "-ec", line)
		cmd.Dir, cmd.Env = "..", append(os.Environ(), "GOFLAGS=-buildvcs=false")
		if report, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("RUN %s: %v\n%s", match[1], err, report)
		}
	}
	same(t, filepath.Join(out, "feyre"), build(t, t.TempDir()))
	bare := exec.Command(filepath.Join(out, "feyre"), "healthcheck")
	bare.Dir, bare.Env = t.TempDir(), []string{"FEYRE_WEB_LISTEN=127.0.0.1:1"}
	report, err := bare.CombinedOutput()
	if bare.ProcessState.ExitCode() != 1 || !strings.Contains(string(report), "nobody answers") {
		t.Errorf("healthcheck without a process: %v\n%s", err, report)
	}
	if entries, err := os.ReadDir(bare.Dir); err != nil || len(entries) > 0 {
		t.Errorf("healthcheck wrote %v (%v)", entries, err)
	}
}

// same checks that two builds of one source have the same bytes.
func same(t *testing.T, names ...string) {
	t.Helper()
	var contents []string
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		contents = append(contents, string(content))
	}
	if contents[0] != contents[1] {
		t.Error("two builds differ")
	}
}

// build makes the program as releases do.
func build(t testing.TB, directory string) string {
	t.Helper()
	name := filepath.Join(directory, "feyre")
	cmd := exec.Command("go", "build", "-tags", "grpcnotrace", "-trimpath", "-ldflags", "-s -w", "-o", name, ".")
	cmd.Dir, cmd.Env = "..", append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-buildvcs=false")
	if report, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > maxProgram {
		t.Errorf("the program has %d bytes, more than %d", info.Size(), maxProgram)
	}
	return name
}

// maxProgram is how large the program may be.
const maxProgram = 30 << 20

// TestTemporaryFilesHaveAPlace holds what mirrors with a read-only root to a volume where the image puts temporary files.
func TestTemporaryFilesHaveAPlace(t *testing.T) {
	all := texts(t)
	if image := all["Dockerfile"]; !strings.Contains(image, "ENV TMPDIR=/data ") || !strings.Contains(image, "VOLUME /data\n") {
		t.Error("the image names no place for temporary files")
	}
	for name, mount := range map[string]string{"compose/docker-compose.yaml": `:/data"]`, "kubernetes/syncer.yaml": "mountPath: /data}"} {
		if !strings.Contains(all[name], mount) {
			t.Errorf("%s mounts nothing at /data", name)
		}
	}
}

// texts are the files that name commands, keys and ports, by name.
func texts(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, pattern := range []string{"Dockerfile", "compose/*.yaml", "kubernetes/*.yaml", "systemd/*.service", "prometheus/prometheus.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			found[name] = string(content)
		}
	}
	return found
}

// variables are the environment's names of every key, from the example of the configuration.
func variables(t *testing.T) map[string]bool {
	t.Helper()
	content, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	found, path := map[string]bool{}, []string{}
	for line := range strings.Lines(string(content)) {
		match := exampleK.FindStringSubmatch(line)
		if match == nil {
			continue
		}
		path = append(path[:min(len(path), len(match[1])/2)], match[2])
		found["FEYRE_"+strings.ToUpper(strings.Join(path, "_"))] = true
	}
	return found
}
