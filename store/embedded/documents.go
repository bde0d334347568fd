package embedded

import (
	"bytes"
	"context"

	"feyre/store"
)

// Load returns a key's document, nil for none.
func (s *Store) Load(ctx context.Context, key store.Key) (document []byte, err error) {
	if err := store.CheckDocument(key, nil); err != nil {
		return nil, err
	}
	err = s.view(ctx, "load", func(t tx) error {
		document = read(t, store.Slot{Key: key}).Value
		return nil
	})
	return document, err
}

// Update changes a key's document. Nobody else writes meanwhile, so that it is never busy.
func (s *Store) Update(ctx context.Context, key store.Key, change func(old []byte) ([]byte, error)) error {
	if err := store.CheckDocument(key, nil); err != nil {
		return err
	}
	return s.write(ctx, "update", func(t tx) error {
		old := read(t, store.Slot{Key: key})
		document, err := change(bytes.Clone(old.Value))
		if err != nil || bytes.Equal(document, old.Value) {
			return err
		}
		if err := store.CheckDocument(key, document); err != nil {
			return err
		}
		s.change(t, old, store.Record{Slot: old.Slot, Value: document, Deleted: len(document) == 0})
		return nil
	})
}

// Erase deletes a document because a person asked to, and with a user's document the user.
func (s *Store) Erase(ctx context.Context, key store.Key) error {
	if err := store.CheckDocument(key, nil); err != nil {
		return err
	}
	return s.write(ctx, "erase", func(t tx) error {
		s.erase(t, store.Slot{Key: key})
		if key.Kind() == store.User {
			s.erase(t, store.Member(key.ID()))
		}
		return nil
	})
}

func (s *Store) erase(t tx, slot store.Slot) {
	s.change(t, read(t, slot), store.Record{Slot: slot, Deleted: true, Erased: true})
}

// change replaces a record by one stamped now, and notes it in the index.
func (s *Store) change(t tx, old, next store.Record) {
	next.Time = s.stamp(t, old.Time)
	write(t, next)
	mark(t, next.Slot, next.Time)
}
