package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// InUseError says that another process has the store's file open.
type InUseError struct {
	Path string
	PID  int // 0 where it isn't known
}

func (e *InUseError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("store %s is in use by another process", e.Path)
	}
	return fmt.Sprintf("store %s is in use by process %d", e.Path, e.PID)
}

// pidFile names the process that has the store open. The lock on the store itself decides, this file only tells.
func pidFile(path string) string { return path + ".pid" }

func claim(path string) error {
	return os.WriteFile(pidFile(path), []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600)
}

func disclaim(path string) error {
	if err := os.Remove(pidFile(path)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func holder(path string) int {
	text, err := os.ReadFile(pidFile(path))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0
	}
	return pid
}
