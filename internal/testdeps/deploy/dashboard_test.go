package deploy

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/prometheus/prometheus/promql/parser"
)

// TestDashboard reads every query as Prometheus does, and looks that no two panels stand in one place.
func TestDashboard(t *testing.T) {
	content, err := os.ReadFile(files + "grafana/feyre.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			ID          int
			Type, Title string
			GridPos     struct{ H, W, X, Y int }
			Targets     []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(content, &dashboard); err != nil {
		t.Fatal(err)
	}
	taken, ids := map[[2]int]string{}, map[int]bool{}
	for _, panel := range dashboard.Panels {
		if ids[panel.ID] {
			t.Errorf("%s has the id of another", panel.Title)
		}
		ids[panel.ID] = true
		if (len(panel.Targets) == 0) != (panel.Type == "row") {
			t.Errorf("%s is a %s with %d queries", panel.Title, panel.Type, len(panel.Targets))
		}
		for _, target := range panel.Targets {
			if _, err := parser.ParseExpr(target.Expr); err != nil {
				t.Errorf("%s: %s: %v", panel.Title, target.Expr, err)
			}
		}
		place := panel.GridPos
		if place.X+place.W > 24 {
			t.Errorf("%s stands out", panel.Title)
		}
		for y := range place.H {
			for x := range place.W {
				at := [2]int{place.X + x, place.Y + y}
				if other := taken[at]; other != "" {
					t.Fatalf("%s stands on %s", panel.Title, other)
				}
				taken[at] = panel.Title
			}
		}
	}
	if len(ids) < 20 {
		t.Errorf("only %d panels", len(ids))
	}
}
