package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrDamaged reports a file that isn't a store, or a store with a page that can't be read.
var ErrDamaged = errors.New("the file is damaged")

// inspect reads every page of the file at path once, before it is opened for writing: bbolt looks for its free pages in a goroutine of
// its own, where a damaged one would end the process. A file that is missing or empty is sound. The error is ErrDamaged, or why the file
// can't be opened.
func inspect(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("this is a directory or a device, not a file")
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: openTimeout, ReadOnly: true})
	var cannot *fs.PathError
	switch {
	case errors.Is(err, bolterrors.ErrTimeout), errors.As(err, &cannot):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	read := transact(db.View, func(t *fileTx) error {
		t.inside = true
		return t.tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return walk(b) })
	})
	return errors.Join(read, db.Close())
}

// walk visits every page of a bucket; keys out of order give away a page that isn't what it was.
func walk(b *bolt.Bucket) error {
	var last []byte
	cursor := b.Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		if last != nil && bytes.Compare(last, key) >= 0 {
			return fmt.Errorf("%w: keys are out of order", ErrDamaged)
		}
		last = key
	}
	return nil
}

// transact runs do within a transaction of bbolt's, which panics over a damaged page; that becomes ErrDamaged. A panic of do's own goes on.
// A write that meets a page damaged since the file was opened still ends the process, before anything is committed: bbolt rolls back by
// reading every page, in a goroutine of its own.
func transact(begin func(func(*bolt.Tx) error) error, do func(*fileTx) error) (err error) {
	t := &fileTx{inside: true}
	defer func() {
		if t.inside {
			if met := recover(); met != nil {
				err = fmt.Errorf("%w: %v", ErrDamaged, met)
			}
		}
	}()
	// A page that points out of the file is a fault, not a panic, unless asked for.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return begin(func(tx *bolt.Tx) error {
		t.tx, t.inside = tx, false
		err := do(t)
		t.inside = true
		return err
	})
}
