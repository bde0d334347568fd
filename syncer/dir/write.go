package dir

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
	"time"
)

// write puts data under a name, whole or not at all, if allowed says so while no other process writes.
func (a *Archive) write(ctx context.Context, name string, data []byte, allowed func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	temp, err := a.writeTemp(data)
	if err != nil {
		return err
	}
	err = a.place(ctx, temp, name, allowed)
	if err != nil {
		// The temporary file is gone if it was renamed already.
		if removeErr := a.root.Remove(temp); !errors.Is(removeErr, fs.ErrNotExist) {
			err = errors.Join(err, removeErr)
		}
	}
	return err
}

func (a *Archive) place(ctx context.Context, temp, name string, allowed func() error) (err error) {
	if err := a.makeDir(path.Dir(name)); err != nil {
		return err
	}
	unlock, err := a.lock(ctx, "write")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if err := allowed(); err != nil {
		return err
	}
	if err := a.root.Rename(temp, name); err != nil {
		return err
	}
	return a.syncDir(path.Dir(name))
}

func (a *Archive) writeTemp(data []byte) (string, error) {
	file, name, err := a.temp()
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, a.root.Remove(name))
	}
	return name, nil
}

// temp makes a temporary file with a name that nobody else has.
func (a *Archive) temp() (*os.File, string, error) {
	name := path.Join(tempDir, rand.Text())
	file, err := a.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	return file, name, err
}

// makeDir makes a directory and syncs the ones that lead to it, where it is missing.
func (a *Archive) makeDir(name string) error {
	if info, err := a.root.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := a.root.MkdirAll(name, 0o700); err != nil {
		return err
	}
	for at := path.Dir(name); ; at = path.Dir(at) {
		if err := a.syncDir(at); err != nil || at == "." {
			return err
		}
	}
}

func (a *Archive) syncDir(name string) error {
	d, err := a.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// tidy removes temporary files that a process left behind when it died. Leaving one does no harm, so errors are passed over.
func (a *Archive) tidy() {
	entries, err := fs.ReadDir(a.root.FS(), tempDir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > staleAfter {
			_ = a.root.Remove(path.Join(tempDir, entry.Name()))
		}
	}
}
