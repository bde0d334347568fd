package redis

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"feyre/store"
)

// attempts is how often an update is tried while others win; pause is the longest wait before the second try, and doubles.
const (
	attempts = 16
	pause    = time.Millisecond
)

// Load returns a key's document, nil for none.
func (s *Store) Load(ctx context.Context, key store.Key) ([]byte, error) {
	if err := store.CheckDocument(key, nil); err != nil {
		return nil, err
	}
	raw, err := s.raw(ctx, "load", key)
	return store.Living([]byte(raw)), err
}

// raw is a value as it stands under its key, "" for none.
func (s *Store) raw(ctx context.Context, operation string, key store.Key) (string, error) {
	values, err := s.layout.get(ctx, operation, []store.Key{key})
	if err != nil {
		return "", err
	}
	text, _ := values[0].(string)
	return text, nil
}

// Update changes a key's document: it is written only if nobody else wrote meanwhile, and else read anew.
func (s *Store) Update(ctx context.Context, key store.Key, change func(old []byte) ([]byte, error)) error {
	if err := store.CheckDocument(key, nil); err != nil {
		return err
	}
	return s.retry(ctx, key, func() (bool, error) {
		raw, err := s.raw(ctx, "update", key)
		if err != nil {
			return false, err
		}
		old := store.Living([]byte(raw))
		next, err := change(bytes.Clone(old))
		if err != nil || bytes.Equal(old, next) {
			return true, err
		}
		if err := store.CheckDocument(key, next); err != nil {
			return false, err
		}
		if len(next) == 0 {
			next = store.Tombstone(false)
		}
		return s.layout.swap(ctx, "update", key, raw, string(next))
	})
}

// retry repeats try until it is done or others have won too often.
func (s *Store) retry(ctx context.Context, key store.Key, try func() (done bool, err error)) error {
	for attempt := range attempts {
		if attempt > 0 {
			if err := wait(ctx, rand.N(min(pause<<attempt, 64*pause))); err != nil {
				return err
			}
		}
		if done, err := try(); done || err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: %s", store.ErrBusy, key)
}

// wait returns after d, or with an error when ctx ends.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return failure(ctx.Err())
	}
}

// Erase deletes a document because a person asked to, and with a user's document the user.
func (s *Store) Erase(ctx context.Context, key store.Key) error {
	if err := store.CheckDocument(key, nil); err != nil {
		return err
	}
	return s.layout.erase(ctx, key)
}
