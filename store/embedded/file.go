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
	err := db.Update(func(tx *bolt.Tx) error {
		for _, t := range tables() {
			if _, err := tx.CreateBucketIfNotExists([]byte(t)); err != nil {
				return fmt.Errorf("table %s: %w", t, err)
			}
		}
		return nil
	})
	return &file{db: db}, err
}

func (f *file) view(do func(tx) error) error {
	return f.db.View(func(tx *bolt.Tx) error { return do(&fileTx{tx: tx}) })
}

func (f *file) update(do func(tx) error) error {
	return f.db.Update(func(tx *bolt.Tx) error {
		t := &fileTx{tx: tx}
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
}

func (t *fileTx) bucket(name table) *bolt.Bucket { return t.tx.Bucket([]byte(name)) }

func (t *fileTx) get(name table, key string) []byte { return t.bucket(name).Get([]byte(key)) }

func (t *fileTx) put(name table, key string, value []byte) {
	t.note(t.bucket(name).Put([]byte(key), value))
}

func (t *fileTx) remove(name table, key string) { t.note(t.bucket(name).Delete([]byte(key))) }

func (t *fileTx) note(err error) {
	if t.failed == nil {
		t.failed = err
	}
}

func (t *fileTx) each(name table, from string, f func(key string, value []byte) bool) {
	cursor := t.bucket(name).Cursor()
	for key, value := cursor.Seek([]byte(from)); key != nil; key, value = cursor.Next() {
		if !f(string(key), value) {
			return
		}
	}
}
