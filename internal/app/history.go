package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"feyre/store/embedded"
	"feyre/syncer"
)

// History is an archive to read, without a store. It has to be closed.
type History struct {
	syncer *syncer.Syncer
	close  func() error
}

// OpenHistory opens the archive alone.
func OpenHistory(loaded Loaded, o SyncOptions) (*History, error) {
	if loaded.Archive.Kind == archiveNone {
		return nil, errNoArchive()
	}
	place, err := openArchive(loaded.Archive)
	if err != nil {
		return nil, err
	}
	empty := embedded.Memory(embedded.Options{})
	made := newSyncer(loaded.Config, mirrorOptions{live: empty, archive: place, logger: o.Logger, progress: o.Progress})
	return &History{syncer: made, close: func() error { return errors.Join(place.close(), empty.Close()) }}, nil
}

// Close leaves the archive.
func (h *History) Close() error { return h.close() }

// Verify reads the whole archive back. Damage is an error too, with every damaged blob in the result.
func (h *History) Verify(ctx context.Context) (syncer.Verification, error) {
	found, err := h.syncer.Verify(ctx)
	if err == nil && len(found.Damaged) > 0 {
		err = &Failure{
			Sentence: fmt.Sprintf("damaged parts of the archive, newest state: %d", len(found.Damaged)),
			Try:      "a pass of a whole store writes damaged parts anew: feyre sync --once --full",
		}
	}
	return found, archiveFailure(err)
}

// List lists the generations that can be restored, newest first.
func (h *History) List(ctx context.Context) ([]syncer.Generation, error) {
	list, err := h.syncer.List(ctx)
	return list, archiveFailure(err)
}

// Generation tells of one that can be restored.
func (h *History) Generation(ctx context.Context, number int64) (syncer.Generation, error) {
	g, err := h.syncer.Generation(ctx, number)
	if errors.Is(err, syncer.ErrNotFound) {
		return g, noGeneration(number, err)
	}
	return g, archiveFailure(err)
}

func noGeneration(number int64, cause error) error {
	return &Failure{Sentence: fmt.Sprintf("there is no generation %d to restore", number), Try: "feyre sync list", Err: cause}
}

// GenerationAt finds the generation that was the newest at a time.
func (h *History) GenerationAt(ctx context.Context, at time.Time) (int64, error) {
	generation, err := h.syncer.GenerationAt(ctx, at)
	if errors.Is(err, syncer.ErrNotFound) {
		return 0, &Failure{Sentence: "the history doesn't reach back to " + at.Format(time.RFC3339), Try: "feyre sync list", Err: err}
	}
	return generation, archiveFailure(err)
}
