package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const files = "../../../deploy/"

// TestRules runs the rules' own tests, and promtool's checks, with the promtool of this module.
func TestRules(t *testing.T) {
	for _, args := range [][]string{
		{"check", "config", "--syntax-only", files + "prometheus/prometheus.yaml"},
		{"check", "rules", "--lint=all", "--lint-fatal", files + "prometheus/rules.yaml"},
		{"test", "rules", files + "prometheus/rules_test.yaml"},
	} {
		out, err := exec.Command("go", append([]string{"tool", "promtool"}, args...)...).CombinedOutput()
		if err != nil {
			t.Errorf("promtool %v: %v\n%s", args, err, out)
		}
	}
}

// TestCompose loads the compose file as docker compose does, and looks at what it promises.
func TestCompose(t *testing.T) {
	project := composed(t)
	want := []string{"azurite", "feyre", "grafana", "prometheus", "redis-primary", "redis-replica"}
	if names := project.ServiceNames(); !slices.Equal(slices.Sorted(slices.Values(names)), want) {
		t.Errorf("services %v, want %v", names, want)
	}
	feyre := project.Services["feyre"]
	if !feyre.ReadOnly || !slices.Contains(feyre.CapDrop, "ALL") {
		t.Error("feyre is not confined")
	}
	if !slices.ContainsFunc(feyre.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == "/data" && !v.ReadOnly }) {
		t.Error("feyre has no place for temporary files")
	}
	for _, service := range project.Services {
		for _, port := range service.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s listens on %q", service.Name, port.HostIP)
			}
		}
		for _, volume := range service.Volumes {
			if volume.Type != types.VolumeTypeBind {
				continue
			}
			if _, err := os.Stat(volume.Source); err != nil {
				t.Errorf("%s mounts what is not there: %v", service.Name, err)
			}
		}
	}
}

func composed(t *testing.T) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Clean(files + "compose/docker-compose.yaml")}, cli.WithEnv([]string{"DISCORD_TOKEN=token"}))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return project
}
