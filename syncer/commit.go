package syncer

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// changed tells whether this pass has something to commit.
func (p *pass) changed() bool {
	old := p.head.manifest
	return old == nil || p.head.damaged != nil || old.Lineage != p.next.Lineage || old.Buckets != p.next.Buckets ||
		!slices.Equal(old.Deltas, p.next.Deltas) || !slices.Equal(old.Bases, p.next.Bases)
}

// commit replaces the manifest, on the condition that it is still the one this pass began with, as is the store.
func (p *pass) commit(ctx context.Context) error {
	if err := p.same(ctx); err != nil {
		return err
	}
	data, err := encodeManifest(p.next)
	if err != nil {
		return err
	}
	if err := p.copyReplaced(ctx); err != nil {
		return err
	}
	p.step(StepCommit)
	etag, err := p.archive.Replace(ctx, manifestName, data, p.head.etag)
	if err != nil {
		if etag, err = p.whoWon(ctx, err); err != nil {
			return err
		}
	}
	p.remember(&head{manifest: p.next, data: data, etag: etag})
	p.tally.update(func(r *Report) { r.Committed, r.Generation = true, p.next.Generation })
	p.step(StepRecord)
	if err := p.archive.Put(ctx, historyName(p.next.Generation), data); err != nil && !errors.Is(err, ErrExists) {
		// The next commit does it.
		p.log.WarnContext(ctx, "new manifest could not be copied to the history", "generation", p.next.Generation, "cause", err)
	}
	return nil
}

// copyReplaced sees to it that the history holds the manifest that is about to be replaced.
func (p *pass) copyReplaced(ctx context.Context) error {
	old := p.head.manifest
	if old == nil || p.head.damaged != nil {
		return nil
	}
	p.step(StepCopy)
	err := p.archive.Put(ctx, historyName(old.Generation), p.head.data)
	if err != nil && !errors.Is(err, ErrExists) {
		return fmt.Errorf("history: %w", err)
	}
	return nil
}

// whoWon looks what became of a commit whose answer was a conflict or none: it may have been this pass's own earlier try that won.
func (p *pass) whoWon(ctx context.Context, cause error) (ETag, error) {
	data, etag, err := p.archive.Fetch(ctx, manifestName, "")
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", errors.Join(fmt.Errorf("commit: %w", cause), err)
	}
	if m, err := decodeManifest(data); err == nil && m.Pass == p.id {
		return etag, nil
	}
	return "", fmt.Errorf("commit: %w", cause)
}
