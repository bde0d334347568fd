package syncer

import (
	"context"
	"fmt"
	"slices"

	"feyre/store"
)

// A store that loses everything in the middle of a pass must not be told at its end that it descends from the archive: what was written to it
// before the loss is gone, and it would be believed without it.

// claim leaves this pass's mark in a store that has no lineage which could serve as one.
func (p *pass) claim(ctx context.Context) error {
	if p.state.Lineage != "" {
		return nil
	}
	p.state.Pass = p.id
	if err := p.store.SetState(ctx, p.state); err != nil {
		return fmt.Errorf("store's state: %w", err)
	}
	return nil
}

// same fails with errStoreChanged if the store is not the one that this pass began with. It is asked after the store was read, before anything
// follows from that.
func (p *pass) same(ctx context.Context) error {
	runs, err := p.store.Runs(ctx)
	if err != nil {
		return err
	}
	there, err := p.store.State(ctx)
	if err != nil {
		return err
	}
	if there.Lineage != p.state.Lineage || there.Pass != p.state.Pass || !slices.Equal(runs, p.runs) {
		p.distrust(ctx)
		return errStoreChanged
	}
	return nil
}

// noteState writes the store's notes if it is still the store that this pass began with.
func (p *pass) noteState(ctx context.Context, next store.State) error {
	if err := p.same(ctx); err != nil {
		return err
	}
	if err := p.store.SetState(ctx, next); err != nil {
		return err
	}
	p.state = next
	return nil
}
