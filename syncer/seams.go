package syncer

import (
	"context"
	"encoding/json"
	"time"

	"feyre/store"
)

// Store is what a pass needs of the live store. Its methods keep the contract of store.Mirrored. All times are microseconds
// since the Unix epoch by the store's own clock.
type Store interface {
	Now(ctx context.Context) (int64, error)
	Dirty(ctx context.Context, after store.Change, limit int) ([]store.Change, error)
	DirtyCount(ctx context.Context) (int64, error)
	Read(ctx context.Context, slots []store.Slot) ([]store.Record, error)
	Clean(ctx context.Context, changes []store.Change) error
	Bury(ctx context.Context, tombstones []store.Record) error
	Scan(ctx context.Context, each func([]store.Record) error) error
	Apply(ctx context.Context, records []store.Record) (int, error)
	AddOnce(ctx context.Context, counter store.Record, marker string) error
	Amend(ctx context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error
	State(ctx context.Context) (store.State, error)
	SetState(ctx context.Context, state store.State) error
	Runs(ctx context.Context) ([]string, error)
}

// ETag names one version of a blob; empty means that there is none.
type ETag string

// Entry is a blob in a listing.
type Entry struct {
	Name string
	Size int64         // bytes
	Age  time.Duration // since it was written, by the archive's own clock
}

// Archive is a place for blobs. Names are relative, made of letters, digits, '.', '-' and '/'. Implementations are safe for concurrent
// use by many processes. Errors are wrapped; those named here are found with errors.Is.
type Archive interface {
	// Get returns a whole blob, ErrNotFound where there is none.
	Get(ctx context.Context, name string) ([]byte, error)
	// Put writes a new blob, whole or not at all; ErrExists where the name is taken, and what is there stays.
	Put(ctx context.Context, name string, data []byte) error
	// Fetch returns a blob and its ETag; ErrUnchanged where the ETag is still the known one, ErrNotFound where there is none.
	Fetch(ctx context.Context, name string, known ETag) ([]byte, ETag, error)
	// Replace writes a blob if its ETag is the given one, or if there is none and the given one is empty; else ErrConflict. Of
	// racing calls exactly one wins. After any other error it may or may not have been written.
	Replace(ctx context.Context, name string, data []byte, etag ETag) (ETag, error)
	// List calls each with every blob whose name starts with prefix, in no order.
	List(ctx context.Context, prefix string, each func(Entry) error) error
	// Delete removes a blob; none there is fine.
	Delete(ctx context.Context, name string) error
	// String describes the place without secrets.
	String() string
}

// Lease lets one of many processes do the pass.
type Lease interface {
	// Hold takes the lease, does the work and gives it back. The context of the work ends when the lease is lost. ErrHeld means
	// that another has it and no work was done. A holder that dies is replaced after a bounded time.
	Hold(ctx context.Context, work func(context.Context) error) error
}

// Uniter makes one document of two that grew apart. It knows what documents mean; the syncer does not.
type Uniter interface {
	// Unite returns the document that holds what both copies of a key hold. It is pure, and idempotent: uniting the result with the same
	// archived copy again yields the result.
	Unite(archived, stored store.Record) (json.RawMessage, error)
}

// Scratch makes an empty store for a rehearsal, and a function that throws it away.
type Scratch func(ctx context.Context) (Store, func() error, error)

// Progress is told how far long work is: how many of the total steps of a phase are done. It may be called by many goroutines.
type Progress func(phase string, done, total int)
