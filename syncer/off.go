package syncer

import "context"

// Off is the syncer where nothing is mirrored: it does nothing, and the store is all there is.
type Off struct{}

// Start does nothing.
func (Off) Start(context.Context) error { return nil }

// Stop does nothing.
func (Off) Stop(context.Context) error { return nil }

// Recheck does nothing.
func (Off) Recheck(context.Context) {}

// Trusted is always true.
func (Off) Trusted() bool { return true }

// Status says that there is no archive.
func (Off) Status(context.Context) (Status, error) {
	return Status{Archive: "none", Trusted: true}, nil
}
