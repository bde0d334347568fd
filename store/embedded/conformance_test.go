package embedded_test

import (
	"path/filepath"
	"testing"

	"feyre/store/embedded"
	"feyre/store/storetest"
)

func TestFile(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T) (*embedded.Store, error) {
		return embedded.Open(embedded.Config{Path: filepath.Join(t.TempDir(), "new", "feyre.db")}, embedded.Options{})
	})
}

func TestMemory(t *testing.T) {
	t.Parallel()
	run(t, func(*testing.T) (*embedded.Store, error) { return embedded.Memory(embedded.Options{}), nil })
}

func TestScratch(t *testing.T) {
	t.Parallel()
	run(t, func(t *testing.T) (*embedded.Store, error) { return embedded.Scratch(t.TempDir(), embedded.Options{}) })
}

func run(t *testing.T, open func(*testing.T) (*embedded.Store, error)) {
	storetest.Suite{Open: func(t *testing.T) storetest.Store {
		t.Helper()
		s, err := open(t)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	}}.Run(t)
}
