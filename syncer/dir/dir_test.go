package dir_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"feyre/syncer"
	"feyre/syncer/archivetest"
	"feyre/syncer/dir"
)

func open(t *testing.T, path string) *dir.Archive {
	t.Helper()
	a, err := dir.Open(dir.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func TestArchive(t *testing.T) {
	root := t.TempDir()
	archivetest.Run(t, func(t *testing.T, place string) syncer.Archive { return open(t, filepath.Join(root, place)) })
}

func TestLease(t *testing.T) {
	root := t.TempDir()
	archivetest.RunLease(t, func(t *testing.T) syncer.Lease { return open(t, root).Lease() })
}

func TestNamesStayInside(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := open(t, filepath.Join(root, "archive"))
	if _, err := a.Get(t.Context(), "../secret"); err == nil {
		t.Error("a name led out of the archive")
	}
	if err := a.Put(t.Context(), "../new", nil); err == nil {
		t.Error("a blob was written outside the archive")
	}
}

func TestOldTemporaryFilesAreRemoved(t *testing.T) {
	root := t.TempDir()
	open(t, root)
	old, young := filepath.Join(root, "tmp", "old"), filepath.Join(root, "tmp", "young")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	open(t, root)
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("a file of yesterday is still there: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("a file that may be in use is gone: %v", err)
	}
}

func TestConfig(t *testing.T) {
	if err := dir.DefaultConfig().Validate(); err != nil {
		t.Errorf("the default is refused: %v", err)
	}
	if err := (dir.Config{}).Validate(); err == nil {
		t.Error("an empty path passes")
	}
}
