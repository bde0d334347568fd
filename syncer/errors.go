package syncer

import (
	"errors"
	"fmt"
	"strings"
)

// What archives and leases say. Test with errors.Is.
var (
	ErrNotFound  = errors.New("no such blob")
	ErrExists    = errors.New("blob exists")
	ErrUnchanged = errors.New("blob unchanged")
	ErrConflict  = errors.New("archive was changed by another")
	ErrHeld      = errors.New("another process holds the lease")
)

// ErrDamaged says that a blob does not match what the manifest says of it.
var ErrDamaged = errors.New("archive is damaged")

// errStoreChanged: the store is not the one that a pass began with: it came back empty, or another pass is filling it.
var errStoreChanged = errors.New("store came back or was changed by another")

// AccessError says that the archive can't be used: it is out of reach, which time may mend, or it refuses what was asked.
type AccessError struct {
	Refused bool
	Cause   error
}

func (e *AccessError) Error() string {
	if e.Refused {
		return "the archive refuses access: " + e.Cause.Error()
	}
	return "the archive can't be reached: " + e.Cause.Error()
}

func (e *AccessError) Unwrap() error { return e.Cause }

// Problem is an error in one line for people: of one that has a sentence for them deep inside, that one.
func Problem(err error) string {
	var access *AccessError
	if errors.As(err, &access) {
		err = access
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// ForeignError refuses an archive that the store does not descend from.
type ForeignError struct{ Store, Archive string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("the archive is of lineage %s, but the store descends from %s", e.Archive, e.Store)
}

// FormatError refuses an archive that a newer program wrote.
type FormatError struct{ Format int }

func (e *FormatError) Error() string {
	return fmt.Sprintf("the archive has format %d, and this program reads up to %d", e.Format, format)
}

// LossError refuses to serve from an archive with buckets of which no copy can be read.
type LossError struct{ Buckets []string }

func (e *LossError) Error() string {
	return "the archive is damaged, and nothing readable is left of: " + strings.Join(e.Buckets, ", ")
}

// Is makes a LossError an ErrDamaged.
func (e *LossError) Is(target error) bool { return target == ErrDamaged }

// Permanent tells an error that a person must resolve from one that time may.
func Permanent(err error) bool {
	var foreign *ForeignError
	var newer *FormatError
	var loss *LossError
	return errors.As(err, &foreign) || errors.As(err, &newer) || errors.As(err, &loss)
}
