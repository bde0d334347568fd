package dir

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"time"

	"feyre/syncer"
)

// retryLock is the time between two tries for a lock that is held for the time of one rename.
const retryLock = 2 * time.Millisecond

// Lease is a file lock in the archive's directory: one process of the machine holds it, and the system takes it from one that dies.
type Lease struct{ archive *Archive }

var _ syncer.Lease = Lease{}

// Lease returns the lease on this archive.
func (a *Archive) Lease() Lease { return Lease{a} }

// Hold does the work while no other process does.
func (l Lease) Hold(ctx context.Context, work func(context.Context) error) (err error) {
	unlock, held, err := l.archive.tryLock("pass")
	if err != nil {
		return fmt.Errorf("lease: %w", err)
	}
	if held {
		return fmt.Errorf("%s: %w", l.archive, syncer.ErrHeld)
	}
	defer func() { err = errors.Join(err, unlock()) }()
	return work(ctx)
}

// lock waits for a lock.
func (a *Archive) lock(ctx context.Context, name string) (unlock func() error, err error) {
	for {
		unlock, held, err := a.tryLock(name)
		if err != nil || !held {
			return unlock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(retryLock):
		}
	}
}

// tryLock takes a lock unless another holds it. The lock is the open file's, so that it excludes goroutines as well as processes.
func (a *Archive) tryLock(name string) (unlock func() error, held bool, err error) {
	file, err := a.root.OpenFile(path.Join(lockDir, name), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, false, err
	}
	held, err = flock(file)
	if held || err != nil {
		return nil, held, errors.Join(err, file.Close())
	}
	return file.Close, false, nil
}
