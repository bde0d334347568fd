package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"sync"

	"feyre/store"
	"feyre/store/embedded"
	"feyre/syncer"

	"github.com/prometheus/client_golang/prometheus"
)

// mirror is what keeps store and archive alike, or syncer.Off.
type mirror interface {
	mirrorState
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	Recheck(ctx context.Context)
}

// mirrorOptions are what a syncer is made of beside the configuration.
type mirrorOptions struct {
	live       liveStore
	archive    *archive
	logger     *slog.Logger
	registerer prometheus.Registerer
	adopt      bool
	acceptLoss []string
	progress   syncer.Progress
}

func newSyncer(config Config, o mirrorOptions) *syncer.Syncer {
	lease := leaseOf(o.live, "sync", leaseLife)
	if lease == nil {
		lease = o.archive.lease
	}
	return syncer.New(syncer.Options{
		Config: config.Sync.settings(), Store: o.live, Archive: o.archive, Lease: lease,
		Scratch: scratch, Uniter: uniter{},
		Adopt: o.adopt, AcceptLoss: o.acceptLoss,
		Logger: o.logger, Registerer: o.registerer, Progress: o.progress,
	})
}

// scratch makes an empty store for the rehearsal of a restore.
func scratch(context.Context) (syncer.Store, func() error, error) {
	s, err := embedded.Scratch("", embedded.Options{})
	if err != nil {
		return nil, nil, err
	}
	return s, s.Close, nil
}

// mirrorPart runs a mirror, and has it look again when a server of the store came back.
type mirrorPart struct {
	mirror
	archive  *archive // nil without one
	restarts *restarts
	end      context.CancelFunc
	watching sync.WaitGroup
}

// Trusted tells whether the store's documents can be believed. From the moment in which a server came back, perhaps empty, until
// it was looked at, they can't.
func (p *mirrorPart) Trusted() bool { return !p.restarts.unseen() && p.mirror.Trusted() }

// Start does the first pass; see syncer.Syncer.
func (p *mirrorPart) Start(ctx context.Context) error {
	if err := p.mirror.Start(ctx); err != nil {
		return archiveFailure(err)
	}
	watch, end := context.WithCancel(context.WithoutCancel(ctx))
	p.end = end
	p.watching.Go(func() {
		for {
			select {
			case <-p.restarts.came:
				p.restarts.look(func() { p.Recheck(watch) })
			case <-watch.Done():
				return
			}
		}
	})
	return nil
}

// Stop does the last pass and leaves the archive.
func (p *mirrorPart) Stop(ctx context.Context) error {
	if p.end != nil {
		p.end()
		p.watching.Wait()
	}
	err := archiveFailure(p.mirror.Stop(ctx))
	if p.archive != nil {
		err = errors.Join(err, p.archive.close())
	}
	return err
}

// archiveFailure puts in words what a person has to know or decide about an archive; other errors stay as they are.
func archiveFailure(err error) error {
	var (
		foreign *syncer.ForeignError
		loss    *syncer.LossError
		access  *syncer.AccessError
		file    *fs.PathError
	)
	switch {
	case errors.Is(err, store.ErrUnavailable):
		return &Failure{Sentence: fmt.Sprintf("the store can't be reached: %v", err), Try: "start it, or check store.redis", Err: err}
	case errors.As(err, &access) && access.Refused:
		return &Failure{Sentence: syncer.Problem(access), Try: "check the keys archive.azure and what they may do: read, write, delete and list", Err: err}
	case errors.As(err, &access):
		return &Failure{Sentence: syncer.Problem(access), Try: "check the archive.azure keys and the network; what waits is carried by the next pass", Err: err}
	case errors.As(err, &foreign):
		return &Failure{Sentence: err.Error(), Try: "feyre sync --once --adopt merges both; or give this store an archive of its own", Err: err}
	case errors.As(err, &loss):
		return &Failure{
			Sentence: err.Error(), Err: err,
			Try: "bring the archive's files back; feyre sync --once --accept-loss " + strings.Join(loss.Buckets, ",") + " gives them up",
		}
	case errors.Is(err, syncer.ErrHeld):
		return &Failure{Sentence: "another process is mirroring right now", Try: "try again in a moment", Err: err}
	case errors.As(err, &file):
		return &Failure{Sentence: fmt.Sprintf("the archive can't be used: %v", err), Try: "check archive.path, its permissions and the room on its disk", Err: err}
	default:
		return err
	}
}
