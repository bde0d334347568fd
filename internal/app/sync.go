package app

import (
	"context"
	"errors"
	"log/slog"

	"feyre/syncer"
)

// SyncReport is what one pass moved.
type SyncReport = syncer.Report

// SyncStatus is how a mirror stands.
type SyncStatus = syncer.Status

// Verification is what reading everything back came to.
type Verification = syncer.Verification

// Generation is one committed state of the archive.
type Generation = syncer.Generation

// SyncOptions say how a mirror is worked on from the command line.
type SyncOptions struct {
	// Adopt takes an archive of another lineage as this store's own.
	Adopt bool
	// AcceptLoss names damaged buckets that may be given up.
	AcceptLoss []string
	// Progress is told how far long work is; nil: nobody.
	Progress func(phase string, done, total int)
	Logger   *slog.Logger
}

// CanBeLost tells the names that SyncOptions.AcceptLoss may hold.
func CanBeLost(bucket string) bool { return syncer.CanBeLost(bucket) }

// syncWork is what can be done with a mirror, in this process or in the one that has the store.
type syncWork interface {
	Once(ctx context.Context) (syncer.Report, error)
	Full(ctx context.Context) (syncer.Report, error)
	Status(ctx context.Context) (syncer.Status, error)
	Restore(ctx context.Context, generation int64) (syncer.RestoreReport, error)
}

// Mirror is a mirror to work on. It has to be closed.
type Mirror struct {
	work syncWork
	// Served says that a process serves from the store meanwhile.
	Served bool
	close  func() error
}

// OpenMirror opens store and archive. Where another process has the embedded store, that process is asked to do the work.
func OpenMirror(ctx context.Context, loaded Loaded, o SyncOptions) (*Mirror, error) {
	if loaded.Archive.Kind == archiveNone {
		return nil, errNoArchive()
	}
	if loaded.Store.Kind == storeEmbedded {
		if remote, found := dialControl(ctx, socketPath(loaded.Store)); found {
			if o.Adopt || len(o.AcceptLoss) > 0 {
				return nil, &Failure{Sentence: "a running process mirrors this store; what to adopt or give up is decided before it starts", Try: "end that process first"}
			}
			return &Mirror{work: remote, Served: true, close: remote.close}, nil
		}
	}
	return openOwn(ctx, loaded, o)
}

// openOwn opens store and archive for this process.
func openOwn(ctx context.Context, loaded Loaded, o SyncOptions) (*Mirror, error) {
	live, err := openStore(ctx, loaded.Store, storeOptions{logger: o.Logger})
	if err != nil {
		return nil, err
	}
	others, err := served(ctx, live)
	if err != nil {
		return nil, errors.Join(err, live.Close())
	}
	place, err := openArchive(loaded.Archive)
	if err != nil {
		return nil, errors.Join(err, live.Close())
	}
	work := newSyncer(loaded.Config, mirrorOptions{
		live: live, archive: place, logger: o.Logger, adopt: o.Adopt, acceptLoss: o.AcceptLoss, progress: o.Progress,
	})
	return &Mirror{work: work, Served: others, close: func() error { return errors.Join(place.close(), live.Close()) }}, nil
}

// Close leaves store and archive.
func (m *Mirror) Close() error { return m.close() }

// Once does exactly one pass.
func (m *Mirror) Once(ctx context.Context) (syncer.Report, error) {
	report, err := m.work.Once(ctx)
	return report, archiveFailure(err)
}

// Full does one pass that compares both sides whole and writes damaged parts of the archive anew.
func (m *Mirror) Full(ctx context.Context) (syncer.Report, error) {
	report, err := m.work.Full(ctx)
	return report, archiveFailure(err)
}

// Status tells how store and archive are.
func (m *Mirror) Status(ctx context.Context) (syncer.Status, error) { return m.work.Status(ctx) }

// Restore makes the store what it was at a generation.
func (m *Mirror) Restore(ctx context.Context, generation int64) (syncer.RestoreReport, error) {
	report, err := m.work.Restore(ctx, generation)
	if errors.Is(err, syncer.ErrNotFound) {
		return report, noGeneration(generation, err)
	}
	return report, archiveFailure(err)
}

func errNoArchive() error {
	return &Failure{Usage: true, Sentence: "there is no archive: archive.kind is none", Try: "set archive.kind to dir or azure"}
}
