package embedded_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"feyre/store"
	"feyre/store/embedded"

	"github.com/prometheus/client_golang/prometheus"
)

func open(t testing.TB, path string) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func put(t testing.TB, s store.Documents, key store.Key, document string) {
	t.Helper()
	if err := s.Update(t.Context(), key, func([]byte) ([]byte, error) { return []byte(document), nil }); err != nil {
		t.Fatal(err)
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	if err := embedded.DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
	if _, err := embedded.Open(embedded.Config{}, embedded.Options{}); err == nil || !strings.Contains(err.Error(), "path is empty") {
		t.Errorf("got %v", err)
	}
}

func TestOpenedAgain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "feyre.db")
	s := open(t, path)
	put(t, s, store.UserKey(1), `{"a":1}`)
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Remember(t.Context(), 5, "init", 6); err != nil {
		t.Fatal(err)
	}
	runs, _ := s.Runs(t.Context())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, path)
	document, err := again.Load(t.Context(), store.UserKey(1))
	if err != nil || string(document) != `{"a":1}` {
		t.Errorf("got %s, %v", document, err)
	}
	counts, _ := again.Counts(t.Context())
	users, _ := again.Users(t.Context())
	changes, _ := again.DirtyCount(t.Context())
	if counts["roll"] != 1 || users != 1 || changes != 3 {
		t.Errorf("got %v, %d users, %d changes", counts, users, changes)
	}
	if same, err := again.Runs(t.Context()); err != nil || same[0] != runs[0] {
		t.Errorf("identity %v, before %v, %v", same, runs, err)
	}
	if previous, err := again.Remember(t.Context(), 5, "init", 7); err != nil || previous != 6 {
		t.Errorf("got %d, %v", previous, err)
	}
}

func TestInUse(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "feyre.db")
	s := open(t, path)
	_, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{})
	var inUse *embedded.InUseError
	if !errors.As(err, &inUse) || inUse.PID != os.Getpid() || !strings.Contains(err.Error(), "is in use by process") {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(path+".pid", []byte("what?"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{}); !errors.As(err, &inUse) || inUse.PID != 0 {
		t.Errorf("got %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".pid"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v", err)
	}
	open(t, path)
}

func TestNotAStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "feyre.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("nothing of ours ", 4096)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{}); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}

func TestScratchIsRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := embedded.Scratch(dir, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" { // which keeps the name of an open file
		hasNothing(t, dir) // a process that is killed from here on leaves nothing behind
	}
	long := `{"text":"` + strings.Repeat("a", 4096) + `"}`
	for user := range uint64(64) { // more than a new file's first pages
		put(t, s, store.UserKey(user), long)
	}
	if got, err := s.Load(t.Context(), store.UserKey(63)); err != nil || string(got) != long {
		t.Errorf("read back %d bytes, %v", len(got), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	hasNothing(t, dir)
	if _, err := embedded.Scratch(filepath.Join(dir, "missing"), embedded.Options{}); err == nil {
		t.Error("opened in a directory that isn't there")
	}
}

func hasNothing(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// updated_time rises even when the clock is put back.
func TestClockPutBack(t *testing.T) {
	t.Parallel()
	now := time.Unix(2_000_000_000, 0)
	s := embedded.Memory(embedded.Options{Clock: func() time.Time { return now }})
	t.Cleanup(func() { _ = s.Close() })
	last := int64(0)
	for _, step := range []time.Duration{0, -time.Hour, 0, 2 * time.Hour} {
		now = now.Add(step)
		put(t, s, store.UserKey(1), now.String()+step.String())
		if err := s.Record(t.Context(), "roll", 1); err != nil {
			t.Fatal(err)
		}
		records, err := s.Read(t.Context(), []store.Slot{{Key: store.UserKey(1)}})
		if err != nil || records[0].Time <= last {
			t.Fatalf("%v after %d, %v", records, last, err)
		}
		last = records[0].Time
	}
	if last != now.UnixMicro() {
		t.Errorf("at %d by a clock that shows %d", last, now.UnixMicro())
	}
}

func TestGivenUp(t *testing.T) {
	t.Parallel()
	s := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = s.Close() })
	inside, leave := make(chan struct{}), make(chan struct{})
	first := make(chan error, 1)
	go func() {
		first <- s.Update(t.Context(), store.UserKey(1), func([]byte) ([]byte, error) {
			close(inside)
			<-leave
			return []byte(`{}`), nil
		})
	}()
	<-inside
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := s.Record(ctx, "roll", 1); !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	close(leave)
	if err := <-first; err != nil {
		t.Error(err)
	}
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Error(err)
	}
	if counts, _ := s.Counts(t.Context()); counts["roll"] != 1 {
		t.Errorf("what was given up is counted: %v", counts)
	}
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	s := embedded.Memory(embedded.Options{Registerer: registry})
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	_ = s.Ping(t.Context())
	families, err := registry.Gather()
	if err != nil || len(families) != 1 || families[0].GetName() != "feyre_store_round_trip_seconds" {
		t.Fatalf("got %v, %v", families, err)
	}
	var got []string
	for _, metric := range families[0].GetMetric() {
		got = append(got, metric.GetLabel()[0].GetValue()+" "+metric.GetLabel()[1].GetValue())
	}
	if strings.Join(got, ", ") != "ping unavailable, record ok" {
		t.Errorf("got %q", got)
	}
}

func TestADirectoryIsNoDamagedStore(t *testing.T) {
	_, err := embedded.Open(embedded.Config{Path: t.TempDir()}, embedded.Options{})
	if err == nil || errors.Is(err, embedded.ErrDamaged) || !strings.Contains(err.Error(), "a directory") {
		t.Errorf("opened a directory: %v", err)
	}
}
