package faulttest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"feyre/syncer"
	"feyre/syncer/dir"
)

// full is an archive on a disk that has room for so many more blobs.
type full struct {
	syncer.Archive
	room int
}

func (f *full) Put(ctx context.Context, name string, data []byte) error {
	if f.room--; f.room < 0 {
		return fmt.Errorf("write %s: %w", name, syscall.ENOSPC)
	}
	return f.Archive.Put(ctx, name, data)
}

func (f *full) Replace(ctx context.Context, name string, data []byte, etag syncer.ETag) (syncer.ETag, error) {
	if f.room--; f.room < 0 {
		return "", fmt.Errorf("write %s: %w", name, syscall.ENOSPC)
	}
	return f.Archive.Replace(ctx, name, data, etag)
}

func openDir(t *testing.T, path string) *dir.Archive {
	t.Helper()
	a, err := dir.Open(dir.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func TestNoRoomAtAnyWrite(t *testing.T) {
	archive := openDir(t, t.TempDir())
	s := newScenery(t)
	s.write(4)
	s.pass(archive)
	for room := 0; ; room++ {
		s.write(3)
		_, err := s.syncer(&full{Archive: archive, room: room}, nil).Once(t.Context())
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("room for %d: %v", room, err)
		}
	}
	s.settled(archive)
}

func TestFullDisk(t *testing.T) {
	disk := filepath.Join(t.TempDir(), "disk")
	openDir(t, disk) // makes the directory
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=256k"); err != nil {
		t.Logf("no small disk can be had here (%v); writes without room are tested above", err)
		return
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	archive := openDir(t, disk)
	s := newScenery(t)
	s.write(4)
	s.pass(archive)
	filler := strings.Repeat("x", 8<<10)
	for i := 0; ; i++ {
		if err := archive.Put(t.Context(), fmt.Sprintf("filler/%d", i), []byte(filler)); err != nil {
			if !errors.Is(err, syscall.ENOSPC) {
				t.Fatal(err)
			}
			break
		}
	}
	for range 40 {
		s.write(20)
	}
	if _, err := s.syncer(archive, nil).Once(t.Context()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("pass on a full disk: %v", err)
	}
	err := archive.List(t.Context(), "filler/", func(e syncer.Entry) error { return archive.Delete(t.Context(), e.Name) })
	if err != nil {
		t.Fatal(err)
	}
	s.settled(archive)
}
