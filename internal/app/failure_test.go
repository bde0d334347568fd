package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"feyre/store"
	"feyre/store/redis"
)

// What to try fits what went wrong.
func TestTries(t *testing.T) {
	late := store.Unavailable(context.DeadlineExceeded)
	for want, got := range map[string]string{
		"make room on the disk of archive.path":                          archiveTry(fmt.Errorf("tmp: %w", syscall.ENOSPC)),
		"let this user write there, or set archive.path to where it may": archiveTry(&fs.PathError{Op: "mkdirat", Path: "tmp", Err: syscall.EACCES}),
		"check archive.path": archiveTry(syscall.ENOTDIR),
		"see whether Redis answers there, and with TLS: store.redis.tls is on":    redisTry(redis.Config{TLS: true}, late),
		"start Redis, or check store.redis; store.kind: embedded needs no server": redisTry(redis.Config{}, late),
		"check store.redis.sentinel_password":                                     redisTry(redis.Config{}, errors.New("all sentinels are unreachable: NOAUTH Authentication required.")),
	} {
		if got != want {
			t.Errorf("try: %s, want %s", got, want)
		}
	}
}

func TestAnArchiveThatIsNoDirectoryIsNamedOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "archive")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := openArchive(ArchiveConfig{Kind: archiveDir, Path: file})
	if err == nil || !strings.HasPrefix(err.Error(), "the archive can't be opened: mkdir ") || strings.Count(err.Error(), file) != 1 {
		t.Errorf("the error is %v", err)
	}
}
