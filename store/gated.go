package store

import "context"

// Gated is live with its documents withheld for as long as restoring says that they can't be trusted: every call for one fails
// with ErrRestoring. Counting goes on. restoring is called often and must be fast and safe for concurrent use.
func Gated(live Live, restoring func() bool) Live {
	return &gated{Live: live, restoring: restoring}
}

type gated struct {
	Live
	restoring func() bool
}

// check is asked before and after a document is read: the store may have come back empty between the two.
func (g *gated) check() error {
	if g.restoring() {
		return ErrRestoring
	}
	return nil
}

func (g *gated) Load(ctx context.Context, key Key) ([]byte, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	document, err := g.Live.Load(ctx, key)
	if err != nil {
		return nil, err
	}
	if err := g.check(); err != nil {
		return nil, err
	}
	return document, nil
}

func (g *gated) Update(ctx context.Context, key Key, change func(old []byte) ([]byte, error)) error {
	if err := g.check(); err != nil {
		return err
	}
	return g.Live.Update(ctx, key, func(old []byte) ([]byte, error) {
		if err := g.check(); err != nil {
			return nil, err
		}
		return change(old)
	})
}

func (g *gated) Erase(ctx context.Context, key Key) error {
	if err := g.check(); err != nil {
		return err
	}
	return g.Live.Erase(ctx, key)
}
