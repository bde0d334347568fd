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
	for _, test := range []struct{ got, want string }{
		{archiveTry(fmt.Errorf("tmp: %w", syscall.ENOSPC)), "make room on the disk of archive.path"},
		{archiveTry(&fs.PathError{Op: "mkdirat", Path: "tmp", Err: syscall.EACCES}), "let this user write there, or set archive.path to where it may"},
		{archiveTry(syscall.ENOTDIR), "check archive.path"},
		{redisTry(redis.Config{TLS: true}, late), "see whether Redis answers there, and with TLS: store.redis.tls is on"},
		{redisTry(redis.Config{}, late), "start Redis, or check store.redis; store.kind: embedded needs no server"},
		{redisTry(redis.Config{}, errors.New("all sentinels are unreachable: NOAUTH Authentication required.")), "check store.redis.sentinel_password"},
	} {
		if test.got != test.want {
			t.Errorf("try: %s, want %s", test.got, test.want)
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
