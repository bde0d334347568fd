// Package dir keeps an archive in a local directory.
//
// A file is written whole to a temporary place, synced, renamed into its own place, and then its directory is synced: after a crash or a
// power cut there is the old file, the new one or none, never a part. Renames happen under a file lock, so that conditions hold among
// processes of one machine.
package dir

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"feyre/syncer"
)

const (
	tempDir = "tmp"
	lockDir = "lock"
	// staleAfter is the age at which a temporary file belongs to nobody any more.
	staleAfter = 24 * time.Hour
)

// Archive is a directory of blobs. It is safe for concurrent use by many processes of one machine.
type Archive struct {
	path string
	root *os.Root
}

var _ syncer.Archive = (*Archive)(nil)

// Open makes the directory if it is missing. Close gives it back.
func Open(config Config) (*Archive, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(config.Path, 0o700); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	root, err := os.OpenRoot(config.Path)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	a := &Archive{path: config.Path, root: root}
	for _, name := range []string{tempDir, lockDir} {
		if err := a.makeDir(name); err != nil {
			return nil, errors.Join(fmt.Errorf("archive: %s: %w", config.Path, err), root.Close())
		}
	}
	a.tidy()
	return a, nil
}

// Close ends the use of the directory.
func (a *Archive) Close() error { return a.root.Close() }

// String names the directory.
func (a *Archive) String() string { return "dir " + a.path }

// Get reads a blob.
func (a *Archive) Get(_ context.Context, name string) ([]byte, error) {
	data, err := a.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", name, syncer.ErrNotFound)
	}
	return data, err
}

// Put writes a new blob.
func (a *Archive) Put(ctx context.Context, name string, data []byte) error {
	return a.write(ctx, name, data, func() error {
		_, err := a.root.Stat(name)
		if err == nil {
			return fmt.Errorf("%s: %w", name, syncer.ErrExists)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// Fetch reads a blob unless it is the known one. The ETag is a hash of what is in it.
func (a *Archive) Fetch(ctx context.Context, name string, known syncer.ETag) ([]byte, syncer.ETag, error) {
	data, err := a.Get(ctx, name)
	if err != nil {
		return nil, "", err
	}
	if etag := tag(data); etag != known {
		return data, etag, nil
	}
	return nil, known, fmt.Errorf("%s: %w", name, syncer.ErrUnchanged)
}

// Replace writes a blob if its present ETag is the given one.
func (a *Archive) Replace(ctx context.Context, name string, data []byte, etag syncer.ETag) (syncer.ETag, error) {
	err := a.write(ctx, name, data, func() error {
		_, present, err := a.Fetch(ctx, name, "")
		if err != nil && !errors.Is(err, syncer.ErrNotFound) {
			return err
		}
		if present != etag {
			return fmt.Errorf("%s: %w", name, syncer.ErrConflict)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return tag(data), nil
}

func tag(data []byte) syncer.ETag {
	sum := sha256.Sum256(data)
	return syncer.ETag(hex.EncodeToString(sum[:]))
}

// List walks below the directory of prefix. Ages are by the file system's clock, which is that of a file written now.
func (a *Archive) List(_ context.Context, prefix string, each func(syncer.Entry) error) error {
	now, err := a.clock()
	if err != nil {
		return err
	}
	start := path.Clean(path.Dir(prefix + "x"))
	return fs.WalkDir(a.root.FS(), start, func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed meanwhile, or nothing was ever written there
		}
		if err != nil {
			return err
		}
		if entry.IsDir() && (name == tempDir || name == lockDir) {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasPrefix(name, prefix) {
			return nil
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return each(syncer.Entry{Name: name, Size: info.Size(), Age: now.Sub(info.ModTime())})
	})
}

func (a *Archive) clock() (time.Time, error) {
	file, name, err := a.temp()
	if err != nil {
		return time.Time{}, err
	}
	info, err := file.Stat()
	if err := errors.Join(err, file.Close(), a.root.Remove(name)); err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// Delete removes a blob.
func (a *Archive) Delete(_ context.Context, name string) error {
	if err := a.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
