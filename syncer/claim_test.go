package syncer_test

import (
	"fmt"
	"slices"
	"testing"

	"feyre/syncer"
)

// A store comes back empty at a step of a pass, and people go on writing. What the archive has comes back, and what they wrote is kept.
func TestStoreEmptiedInAPass(t *testing.T) {
	modes := map[syncer.Mode]func(*bench){
		syncer.ModeIncrement: func(b *bench) { b.store.put(user(2), `["changed"]`) },
		syncer.ModeCompare:   func(b *bench) { b.store.runs = []string{"run-0"} },
		syncer.ModeMerge:     func(b *bench) { b.store.flush() },
	}
	steps := []syncer.Step{
		syncer.StepRead, syncer.StepApply, syncer.StepAdd, syncer.StepDelta, syncer.StepCommit, syncer.StepRecord, syncer.StepState,
	}
	for mode, prepare := range modes {
		for _, restarted := range []bool{true, false} {
			for _, step := range steps {
				t.Run(fmt.Sprintf("%s/restarted %v/%s", mode, restarted, step), func(t *testing.T) {
					b := newBench(t)
					b.fill(8)
					b.once()
					prepare(b)
					happened := false
					b.options = func(o *syncer.Options) {
						o.Hook = func(at syncer.Step) {
							if at == step && !happened {
								happened = true
								b.emptied(restarted)
							}
						}
					}
					b.once()
					if !happened {
						return // this way does not come by
					}
					b.wantUnited(t)
				})
			}
		}
	}
}

func (b *bench) emptied(restarted bool) {
	b.store.mu.Lock()
	b.store.flush()
	if restarted {
		b.store.runs = []string{"run-2"}
	}
	b.store.mu.Unlock()
	b.store.put(user(1), `["written after the loss"]`)
	b.store.put(rolls, "3")
}

func (b *bench) wantUnited(t *testing.T) {
	t.Helper()
	values := b.store.values()
	if values["c_roll"] != "13" {
		t.Errorf("the counter is %s, not 10 and 3", values["c_roll"])
	}
	if got := values["user_1"]; !slices.Contains([]string{`["written after the loss","user 1"]`, `["user 1","written after the loss"]`}, got) {
		t.Errorf("the document is %s", got)
	}
	if values["user_7"] != `["user 7"]` || values["init_9"] == "" {
		t.Errorf("not everything came back: %v", values)
	}
	b.wantRestored()
}
