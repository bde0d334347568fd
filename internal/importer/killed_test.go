package importer_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"feyre/internal/importer"
	"feyre/store"
	"feyre/store/embedded"
)

// What a child process imports into which file, and after how many of its calls to the store it dies.
const (
	childStore = "FEYRE_IMPORT_STORE"
	childDies  = "FEYRE_IMPORT_DIES"
)

const (
	usersBlob = `{"user_set": [102, 104], "insert_timestamp": 1668000000}`
	oldTable  = `{"RowKey": "101", "character_json": [{"name": "Frodo"}, {"name": "Sam", "is_active": true}]}
{"RowKey": "104", "character_json": {"name": "Gimli"}}`
)

func TestMain(m *testing.M) {
	path := os.Getenv(childStore)
	if path == "" {
		os.Exit(m.Run())
	}
	dies, err := strconv.Atoi(os.Getenv(childDies))
	if err == nil {
		err = importInto(path, dies)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func importInto(path string, dies int) error {
	s, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{})
	if err != nil {
		return err
	}
	return errors.Join(importAll(context.Background(), &mortal{Store: s, left: dies}), s.Close())
}

func importAll(ctx context.Context, target importer.Target) error {
	im := importer.New(target, "old")
	return errors.Join(im.Redis(ctx, newOldRedis()), im.Users(ctx, strings.NewReader(usersBlob)), im.Characters(ctx, strings.NewReader(oldTable)))
}

// mortal is a store whose process is killed after so many calls; none left at the start: never.
type mortal struct {
	*embedded.Store
	left int
}

func (m *mortal) Amend(ctx context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error {
	err := m.Store.Amend(ctx, slot, change)
	if m.left--; m.left == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	return err
}

func TestKilledImportsAddNothingTwice(t *testing.T) {
	whole := live(t)
	if err := importAll(t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	want := everything(t, whole)
	for dies := 1; ; dies++ {
		path := filepath.Join(t.TempDir(), "feyre.db")
		killed := importProcess(t, path, dies)
		if err := importInto(path, 0); err != nil {
			t.Fatal(err)
		}
		if got := stored(t, path); !maps.Equal(got, want) {
			t.Errorf("killed after %d calls: %v, want %v", dies, got, want)
		}
		if !killed {
			if dies < len(want) {
				t.Errorf("the import ends after %d calls, and writes %d records", dies-1, len(want))
			}
			return
		}
	}
}

// importProcess lets a process import, and says whether it was killed.
func importProcess(t *testing.T, path string, dies int) bool {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	// A process under the race detector sleeps a second before it ends, unless told not to.
	cmd.Env = append(os.Environ(), childStore+"="+path, childDies+"="+strconv.Itoa(dies), "GORACE=atexit_sleep_ms=0")
	said, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
			return true
		}
	}
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return false
}

func stored(t *testing.T, path string) map[string]string {
	t.Helper()
	s, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := everything(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestGoneStaysGone deletes and erases what was imported, down to the tombstones, which a pass buries.
func TestGoneStaysGone(t *testing.T) {
	s := live(t)
	if err := importAll(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	for _, key := range []store.Key{store.UserKey(101), store.UserKey(102), store.TrackerKey(900)} {
		if err := s.Erase(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
	err := s.Scan(t.Context(), func(records []store.Record) error {
		return s.Bury(t.Context(), records)
	})
	if err != nil {
		t.Fatal(err)
	}
	want := everything(t, s)
	if err := importAll(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if got := everything(t, s); !maps.Equal(got, want) {
		t.Errorf("after another import %v, want %v", got, want)
	}
	for _, gone := range []string{"user_101", "user_set 101", "user_set 102", "init_900"} {
		if value, back := want[gone]; back {
			t.Errorf("%s was erased and is %s", gone, value)
		}
	}
}
