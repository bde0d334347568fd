package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"feyre/internal/app"
)

// full is a file on a disk without room.
type full struct{ io.Closer }

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAFileThatCannotBeFilledIsTakenAway(t *testing.T) {
	name := filepath.Join(t.TempDir(), "config.yaml")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	var told *app.Failure
	if err := fill(full{file}, name, "log:\n"); !errors.As(err, &told) || !errors.Is(err, syscall.ENOSPC) || told.Try == "" {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
}
