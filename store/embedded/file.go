package embedded

import (
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// file is an engine over a bbolt file.
type file struct {
	db *bolt.DB
}

func newFile(db *bolt.DB) (*file, error) {
	err := transact(db.Update, func(t *fileTx) error {
		t.inside = true
		for _, name := range tables() {
			if _, err := t.tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return fmt.Errorf("table %s: %w", name, err)
			}
		}
		return nil
	})
	return &file{db: db}, err
}

func (f *file) view(do func(tx) error) error {
	return transact(f.db.View, func(t *fileTx) error { return do(t) })
}

func (f *file) update(do func(tx) error) error {
	return transact(f.db.Update, func(t *fileTx) error {
		if err := do(t); err != nil {
			return err
		}
		return t.failed
	})
}

// fileTx remembers the first error of a write, so that its callers need not look at each.
type fileTx struct {
	tx     *bolt.Tx
	failed error
	inside bool // bbolt is at work: what panics now is a damaged page
}

func (t *fileTx) bucket(name table) *bolt.Bucket { return t.tx.Bucket([]byte(name)) }

func (t *fileTx) get(name table, key string) []byte {
	t.inside = true
	value := t.bucket(name).Get([]byte(key))
	t.inside = false
	return value
}

func (t *fileTx) put(name table, key string, value []byte) {
	t.inside = true
	t.note(t.bucket(name).Put([]byte(key), value))
}

func (t *fileTx) remove(name table, key string) {
	t.inside = true
	t.note(t.bucket(name).Delete([]byte(key)))
}

// note ends a write.
func (t *fileTx) note(err error) {
	t.inside = false
	if t.failed == nil {
		t.failed = err
	}
}

func (t *fileTx) each(name table, from string, f func(key string, value []byte) bool) {
	t.inside = true
	cursor := t.bucket(name).Cursor()
	key, value := cursor.Seek([]byte(from))
	for key != nil {
		text := string(key)
		t.inside = false
		if !f(text, value) {
			return
		}
		t.inside = true
		key, value = cursor.Next()
	}
	t.inside = false
}

func (t *fileTx) broken() bool { return t.inside }
