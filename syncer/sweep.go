package syncer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// sweepEvery is the time between two sweeps, and the age below which no blob is removed: a pass that is under way may be about to name it.
const sweepEvery = day

// sweepWorkers is how many manifests of the history are read at once: there may be thousands, each a round trip.
const sweepWorkers = 16

// sweep removes what is past its retention, once a day. That it fails is no failure of the pass.
func (p *pass) sweep(ctx context.Context) {
	if p.now-p.next.Swept < micros(sweepEvery) {
		return
	}
	removed, err := p.removeOld(ctx)
	p.tally.update(func(r *Report) { r.Removed += removed })
	if err != nil {
		p.log.WarnContext(ctx, "old blobs could not be removed", "cause", err)
		return
	}
	p.swept(p.now)
	next := p.state
	next.Swept = p.now
	if err := p.noteState(ctx, next); err != nil {
		p.log.WarnContext(ctx, "the store does not know that old blobs were removed, it will be done again", "cause", err)
	}
}

// removeOld removes manifests whose successor is older than the retention time, and then blobs that no manifest left names.
func (p *pass) removeOld(ctx context.Context) (removed int64, err error) {
	expired, err := p.expiredManifests(ctx)
	if err != nil {
		return 0, err
	}
	for _, name := range expired {
		if err := p.remove(ctx, name); err != nil {
			return removed, err
		}
		removed++
	}
	named, err := p.namedBlobs(ctx)
	if err != nil {
		return removed, fmt.Errorf("history: %w", err)
	}
	orphans, err := p.orphans(ctx, named)
	if err != nil {
		return removed, err
	}
	for _, name := range orphans {
		if err := p.remove(ctx, name); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}

func (p *pass) remove(ctx context.Context, name string) error {
	p.step(StepSweep)
	return p.archive.Delete(ctx, name)
}

// expiredManifests finds states that were replaced longer ago than the retention time. The age of a state as the newest is its
// successor's, so the oldest copy that is still within the time keeps its predecessor out.
func (p *pass) expiredManifests(ctx context.Context) ([]string, error) {
	ages := map[int64]time.Duration{}
	err := p.archive.List(ctx, historyPath, func(e Entry) error {
		if generation, ok := generationOf(e.Name); ok {
			ages[generation] = e.Age
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	order, err := generations(ctx, p.archive)
	if err != nil {
		return nil, err
	}
	var expired []string
	for i, generation := range order {
		if i == 0 || ages[generation] < sweepEvery {
			continue
		}
		if successor := order[i-1]; ages[successor] > p.config.Retention {
			expired = append(expired, historyName(generation))
		}
	}
	return expired, nil
}

// namedBlobs collects the names in every retained manifest. One that can't be read could name anything, so its error stands.
func (p *pass) namedBlobs(ctx context.Context) (map[string]bool, error) {
	named := map[string]bool{}
	collect := func(m *Manifest) { m.each(func(b Blob) { named[b.Name] = true }) }
	if current := p.known(); current != nil && current.manifest != nil {
		collect(current.manifest)
	}
	order, err := generations(ctx, p.archive)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	err = parallel(ctx, sweepWorkers, len(order), func(ctx context.Context, i int) error {
		m, err := pastManifest(ctx, p.archive, order[i])
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		collect(m)
		return nil
	})
	return named, err
}

// orphans lists blobs that nothing names and that no pass under way can be about to name.
func (p *pass) orphans(ctx context.Context, named map[string]bool) ([]string, error) {
	var orphans []string
	for _, prefix := range []string{basePath, deltaPath} {
		err := p.archive.List(ctx, prefix, func(e Entry) error {
			if !named[e.Name] && e.Age > sweepEvery && strings.HasSuffix(e.Name, blobSuffix) {
				orphans = append(orphans, e.Name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return orphans, nil
}
