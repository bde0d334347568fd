package store

import (
	"errors"
	"fmt"
)

// condition is an error that says of itself what kind it is, so that whoever talks to people needs no knowledge of stores.
type condition struct {
	name                    string
	down, crowded, recovers bool
}

func (c *condition) Error() string     { return c.name }
func (c *condition) Unavailable() bool { return c.down }
func (c *condition) Busy() bool        { return c.crowded }
func (c *condition) Restoring() bool   { return c.recovers }

// What may be wrong with a store. Test with errors.Is.
var (
	// ErrUnavailable: it can't be reached, or answers that it can't serve.
	ErrUnavailable error = &condition{name: "store unavailable", down: true}
	// ErrBusy: others kept changing the same key.
	ErrBusy error = &condition{name: "store busy", crowded: true}
	// ErrRestoring: documents can't be trusted yet, for the archive has not been restored.
	ErrRestoring error = &condition{name: "store is being restored", recovers: true}
)

// Unavailable marks a cause as ErrUnavailable.
func Unavailable(cause error) error { return fmt.Errorf("%w: %w", ErrUnavailable, cause) }

// What is wrong with a call, whatever the store.
var (
	// ErrKey: the key or slot isn't of a kind that the call is for.
	ErrKey = errors.New("not a key for this")
	// ErrTooLarge: the document is longer than MaxDocument.
	ErrTooLarge = errors.New("document too large")
)

// CheckDocument says whether a document may be written under key: the key is a user's or a tracker's, and the document isn't too large.
func CheckDocument(key Key, document []byte) error {
	if kind := key.Kind(); kind != User && kind != Tracker {
		return fmt.Errorf("document %q: %w", key, ErrKey)
	}
	if len(document) > MaxDocument {
		return fmt.Errorf("document %q of %d bytes: %w", key, len(document), ErrTooLarge)
	}
	return nil
}
