package faulttest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"feyre/internal/testazurite"
	"feyre/store"
	"feyre/store/embedded"
	"feyre/syncer"
	"feyre/syncer/azure"
)

const month = 31 * 24 * time.Hour

// scene is what a pass finds, so that it comes by a step.
type scene struct {
	emptied bool // the store lost everything since the last pass
	orders  orders
}

// scenes holds one for every step of a pass.
func scenes() map[syncer.Step]scene {
	change := scene{orders: orders{Writes: 8, Delete: true}}
	emptied := scene{emptied: true, orders: orders{Writes: 3}}
	return map[syncer.Step]scene{
		syncer.StepRead: change, syncer.StepDelta: change, syncer.StepBase: change, syncer.StepCopy: change, syncer.StepCommit: change,
		syncer.StepRecord: change, syncer.StepState: change, syncer.StepClean: change, syncer.StepBury: change, syncer.StepDone: change,
		syncer.StepApply: emptied, syncer.StepUnite: emptied, syncer.StepAdd: emptied,
		syncer.StepExpire:   {orders: orders{Later: 4 * month}},
		syncer.StepSweep:    {orders: orders{Later: 2 * month, Older: 2 * month, Writes: 8}},
		syncer.StepRollback: {orders: orders{Restore: 1}},
	}
}

func TestKilledAtEveryStep(t *testing.T) {
	t.Run("dir", func(t *testing.T) {
		walkSteps(t, func(t *testing.T) place { return place{Dir: t.TempDir()} })
	})
	t.Run("azure", func(t *testing.T) {
		server := testazurite.Start(t)
		n := 0
		walkSteps(t, func(*testing.T) place {
			n++
			return place{Azure: azure.Config{ConnectionString: server.ConnectionString(), Container: "kill", Prefix: strconv.Itoa(n)}}
		})
	})
}

func walkSteps(t *testing.T, newPlace func(*testing.T) place) {
	all := scenes()
	for _, step := range syncer.Steps() {
		t.Run(string(step), func(t *testing.T) {
			s, ok := all[step]
			if !ok {
				t.Fatal("no scene leads to this step")
			}
			killAt(t, newPlace(t), step, s)
		})
	}
}

// killAt lets a process die at a step and a second one recover, and then holds store and archive against the journal.
func killAt(t *testing.T, archive place, step syncer.Step, s scene) {
	b := &stage{t: t, archive: archive, store: filepath.Join(t.TempDir(), "feyre.db"), journal: filepath.Join(t.TempDir(), "journal")}
	b.run(orders{Round: "a", Writes: 6})
	b.run(orders{Round: "b", Writes: 2, Delete: true})
	if s.emptied {
		if err := os.Remove(b.store); err != nil {
			t.Fatal(err)
		}
	}
	fatal := s.orders
	fatal.Round, fatal.Die = "c", step
	b.killed(fatal)
	recovery := s.orders
	recovery.Round, recovery.Writes, recovery.Delete = "d", 0, false
	b.run(recovery)
	if s.orders.Restore == 0 {
		b.compare(s.orders)
	} else {
		b.compareRestored()
	}
}

// stage is where the processes of one case play.
type stage struct {
	t       *testing.T
	archive place
	store   string
	journal string
}

func (b *stage) command(o orders) *exec.Cmd {
	b.t.Helper()
	o.Store, o.Journal, o.Archive = b.store, b.journal, b.archive
	text, err := json.Marshal(o)
	if err != nil {
		b.t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.CommandContext(b.t.Context(), self)
	// A process under the race detector sleeps a second before it ends, unless told not to.
	cmd.Env = append(os.Environ(), childEnv+"="+string(text), "GORACE=atexit_sleep_ms=0")
	return cmd
}

// run lets a process carry out its orders and end well.
func (b *stage) run(o orders) {
	b.t.Helper()
	if out, err := b.command(o).CombinedOutput(); err != nil {
		b.t.Fatalf("round %s: %v\n%s", o.Round, err, out)
	}
}

// killed lets a process carry out its orders until it is killed on the way.
func (b *stage) killed(o orders) {
	b.t.Helper()
	out, err := b.command(o).CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		b.t.Fatalf("round %s did not die at %s: %v\n%s", o.Round, o.Die, err, out)
	}
}

// compare holds store and archive against the journal, and against each other.
func (b *stage) compare(o orders) {
	b.t.Helper()
	stored, restored := b.stored(), b.restored()
	l := readJournal(b.t, b.journal)
	if o.Later > 3*month {
		l.expire("init_5", "a.", "b.")
	}
	l.compare(b.t, "store", stored)
	l.compare(b.t, "archive", restored)
	if !maps.EqualFunc(stored, restored, func(a, b []string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
		b.t.Errorf("store and archive differ:\n%v\n%v", stored, restored)
	}
}

// compareRestored looks whether exactly the first round is left.
func (b *stage) compareRestored() {
	b.t.Helper()
	for where, content := range map[string]map[string][]string{"store": b.stored(), "archive": b.restored()} {
		for user := 1; user <= 6; user++ {
			key := string(store.UserKey(uint64(user)))
			if got := content[key]; len(got) != 1 || got[0][0] != 'a' {
				b.t.Errorf("%s: after the restore %s is %v", where, key, got)
			}
		}
	}
}

// stored is what the store's file holds.
func (b *stage) stored() map[string][]string {
	b.t.Helper()
	live, err := embedded.Open(embedded.Config{Path: b.store}, embedded.Options{})
	if err != nil {
		b.t.Fatal(err)
	}
	defer live.Close()
	return contentOf(b.t, live, readJournal(b.t, b.journal))
}

// restored is what a fresh store gets from the archive.
func (b *stage) restored() map[string][]string {
	b.t.Helper()
	archive, err := b.archive.open()
	if err != nil {
		b.t.Fatal(err)
	}
	fresh := embedded.Memory(embedded.Options{})
	defer fresh.Close()
	if _, err := (orders{}).syncer(fresh, archive, nil).Once(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	return contentOf(b.t, fresh, readJournal(b.t, b.journal))
}

// contentOf lists a store's living values. A counter, which has lost which round counted, is shown as the rounds that it can stand for.
func contentOf(t *testing.T, live syncer.Store, l *ledger) map[string][]string {
	t.Helper()
	content := map[string][]string{}
	err := live.Scan(t.Context(), func(records []store.Record) error {
		for _, r := range records {
			if r.Deleted {
				continue
			}
			key := string(r.Key)
			switch r.Key.Kind() {
			case store.Users:
				content[key] = append(content[key], r.Member)
			case store.Counter:
				content[key] = l.counted(key, string(r.Value))
			default:
				var list []string
				if err := json.Unmarshal(r.Value, &list); err != nil {
					return err
				}
				content[key] = list
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}
