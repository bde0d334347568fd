package embedded

import (
	"errors"
	"strings"
	"sync"
	"syscall"
	"testing"

	"feyre/store"
)

// fullDisk is an engine that can't commit while it is full.
type fullDisk struct {
	*memory
	full    bool
	commits int
}

func (f *fullDisk) update(do func(tx) error) error {
	f.commits++
	return f.memory.update(func(t tx) error {
		if err := do(t); err != nil {
			return err
		}
		if f.full {
			return syscall.ENOSPC
		}
		return nil
	})
}

// together makes the writer wait until n more jobs wait for it.
func together(t *testing.T, w *writer, n int, do func(int) error) []error {
	t.Helper()
	inside, leave := make(chan struct{}), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		_ = w.submit(t.Context(), func(tx) error {
			close(inside)
			<-leave
			return nil
		})
	})
	<-inside
	errs := make([]error, n)
	for i := range n {
		group.Go(func() { errs[i] = do(i) })
	}
	for len(w.jobs) < n {
		if t.Context().Err() != nil {
			t.Fatal("they never come")
		}
	}
	close(leave)
	group.Wait()
	return errs
}

func TestWaitingWritesShareACommit(t *testing.T) {
	t.Parallel()
	disk := &fullDisk{memory: newMemory()}
	w := newWriter(disk)
	defer w.close()
	refused := errors.New("refused")
	errs := together(t, w, 100, func(i int) error {
		return w.submit(t.Context(), func(t tx) error {
			if i == 50 {
				return refused
			}
			t.put(notes, strings.Repeat("x", i+1), []byte{1})
			return nil
		})
	})
	for i, err := range errs {
		if want := map[bool]error{true: refused}[i == 50]; !errors.Is(err, want) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if disk.commits != 2 || len(disk.tables[notes].keys) != 99 {
		t.Errorf("%d commits of %d writes", disk.commits, len(disk.tables[notes].keys))
	}
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	disk := &fullDisk{memory: newMemory()}
	s := newStore(disk, Options{}, func() error { return nil })
	defer s.Close()
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Fatal(err)
	}
	disk.full = true
	errs := together(t, s.writer, 10, func(i int) error {
		return s.Record(t.Context(), "roll", uint64(i+2))
	})
	for _, err := range errs {
		if !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("got %v", err)
		}
	}
	disk.full = false
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Error(err)
	}
	counts, _ := s.Counts(t.Context())
	users, _ := s.Users(t.Context())
	changes, _ := s.DirtyCount(t.Context())
	if counts["roll"] != 2 || users != 1 || changes != 2 {
		t.Errorf("half done: %v, %d users, %d changes", counts, users, changes)
	}
}

func TestMemoryGoesBack(t *testing.T) {
	t.Parallel()
	m := newMemory()
	set := func(t tx) error {
		t.put(notes, "a", []byte("1"))
		t.put(notes, "b", []byte("2"))
		return nil
	}
	if err := m.update(set); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := m.update(func(t tx) error {
		t.put(notes, "a", []byte("3"))
		t.remove(notes, "b")
		t.put(notes, "c", nil)
		t.remove(notes, "c")
		t.put(notes, "c", []byte("4"))
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	var got []string
	_ = m.view(func(t tx) error {
		t.each(notes, "", func(key string, value []byte) bool {
			got = append(got, key+string(value))
			return true
		})
		return nil
	})
	if strings.Join(got, " ") != "a1 b2" {
		t.Errorf("got %v", got)
	}
}
