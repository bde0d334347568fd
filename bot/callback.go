package bot

import "context"

// callback is the door of an interaction that came over the gateway.
type callback struct {
	rest *rest
	in   *interaction
}

var _ door = callback{}

func (c callback) open(ctx context.Context, body payload, wantID bool) (uint64, error) {
	return c.rest.callback(ctx, c.in.ID, c.in.Token, body, wantID)
}
