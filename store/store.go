// Package store is Feyre's live memory: its keys, its records, and the seams that others use it through.
//
// Two implementations keep the same contract: store/redis and store/embedded. Package storetest holds the contract as a test.
package store

import (
	"context"
	"encoding/json"
	"time"
)

// Documents keeps one JSON document per key. Implementations are safe for concurrent use by many processes (Redis) or many
// goroutines of one process (embedded).
type Documents interface {
	// Load returns a key's document, or nil where there is none or a tombstone.
	Load(ctx context.Context, key Key) ([]byte, error)
	// Update changes a key's document atomically: no update is lost. change gets the current document (nil for none or a tombstone) and
	// returns the new one; nil deletes, leaving a tombstone; returning the bytes it got writes nothing. change may be called
	// several times and must be pure. An error of change ends the update and is returned as it is. When others keep winning, the
	// error is ErrBusy.
	Update(ctx context.Context, key Key, change func(old []byte) ([]byte, error)) error
	// Erase deletes a document because a person asked to: its tombstone says so, and a later restore keeps it deleted.
	// It also takes the user out of the set of users when the key is a user's.
	Erase(ctx context.Context, key Key) error
}

// Ledger counts what was served and for whom.
type Ledger interface {
	// Record counts one command and adds its user to the set of users, in one round trip. Concurrent calls may share one.
	// A count that is under way when ctx ends is waited for, as long as the servers may take to answer: what comes after Record comes after it.
	Record(ctx context.Context, command string, user uint64) error
	// Counts returns how often each command was served, here and where its data came from.
	Counts(ctx context.Context) (map[string]int64, error)
	// Users returns how many different users ever made a request.
	Users(ctx context.Context) (int64, error)
}

// Live is the whole store as commands and the application use it.
type Live interface {
	Documents
	Ledger
	// Ping reports whether the store can be reached.
	Ping(ctx context.Context) error
	// Close ends it after what is under way; later calls fail.
	Close() error
}

// Mirrored is what a syncer needs of a store. All times are microseconds since the Unix epoch by the store's own clock.
type Mirrored interface {
	// Now is the store's clock.
	Now(ctx context.Context) (int64, error)
	// Dirty returns up to limit entries of the index of changes, oldest first, after the given one (zero for the start).
	Dirty(ctx context.Context, after Change, limit int) ([]Change, error)
	// DirtyCount is how many changes wait.
	DirtyCount(ctx context.Context) (int64, error)
	// Read returns the records of the given slots as they are now; slots that hold nothing are left out.
	Read(ctx context.Context, slots []Slot) ([]Record, error)
	// Clean takes entries out of the index whose stamp is unchanged. Where a write isn't atomic (a Cluster), entries younger than
	// WriteDeadline stay as well.
	Clean(ctx context.Context, changes []Change) error
	// Bury removes tombstones whose updated_time is still the given one.
	Bury(ctx context.Context, tombstones []Record) error
	// Scan calls each with every record that there is, in no order and in bounded batches; a slot may come twice. Records written
	// meanwhile may be missing: they are in the index.
	Scan(ctx context.Context, each func([]Record) error) error
	// Apply writes records unless the store's own are newer: documents and tombstones by updated_time, counters take the larger value, set
	// members are added. It keeps the records' updated_time and leaves nothing in the index. It returns how many were written.
	Apply(ctx context.Context, records []Record) (int, error)
	// AddOnce adds a counter's archived value to the store's, exactly once for each marker, however often it is called, and puts
	// it into the index of changes.
	AddOnce(ctx context.Context, counter Record, marker string) error
	// Amend replaces one record by what change makes of it, atomically, stamped by the store's clock and put into the index. change gets the current
	// record (Time 0 for none); returning it unchanged writes nothing. It may be called several times and must be pure.
	Amend(ctx context.Context, slot Slot, change func(Record) (Record, error)) error
	// State returns the syncer's own notes, zero where there are none: a fresh or emptied store.
	State(ctx context.Context) (State, error)
	// SetState writes the notes.
	SetState(ctx context.Context, state State) error
	// Runs returns the identity of every server process that holds data, sorted; a changed one means that a server was restarted. The
	// embedded store has one that lives in the file and never changes.
	Runs(ctx context.Context) ([]string, error)
}

// State is what a store knows of the archive that it descends from.
type State struct {
	Lineage    string   `json:"lineage"`    // id of the archive; empty in a fresh store
	Generation int64    `json:"generation"` // the newest that both agreed on
	Runs       []string `json:"runs"`       // Runs at that moment
	LastPass   int64    `json:"last_pass"`  // when, by the store's clock
	// Pass is the one that is filling a store that has no lineage yet.
	Pass string `json:"pass,omitempty"`
	// Rehearsal is how the syncer's last rehearsal of a restore went, in its own words.
	Rehearsal json.RawMessage `json:"rehearsal,omitempty"`
	// Swept is when the syncer last removed what the archive needs no longer, by the store's clock.
	Swept int64 `json:"swept,omitempty"`
}

// WriteDeadline is the longest that one write of several steps may take, retries included.
const WriteDeadline = 10 * time.Second

// MaxDocument is the longest document in bytes that Update takes.
const MaxDocument = 256 << 10
