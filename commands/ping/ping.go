// Package ping is /ping: pong, and how far away Discord is.
package ping

import (
	"context"
	"time"

	"feyre/backend"
	"feyre/backend/text"
)

// Latency tells how long Discord takes to answer. A duration is 0 where nothing was measured yet or the face has no such thing.
type Latency interface {
	Latency() (gateway, rest time.Duration)
}

// New declares /ping. latency may be nil.
func New(latency Latency) backend.Command {
	return backend.Command{
		Name: "ping", Summary: text.PingSummary, Example: "ping",
		Verbs: []backend.Verb{{
			Path: "ping", Summary: text.PingSummary, Storeless: true,
			Parse: func(backend.Request) (backend.Operation, error) { return operation{latency}, nil },
		}},
	}
}

type operation struct{ latency Latency }

// Execute asks what was measured last; it waits for nothing.
func (o operation) Execute(context.Context) (backend.Model, error) {
	if o.latency == nil {
		return Model{}, nil
	}
	gateway, rest := o.latency.Latency()
	return Model{Gateway: gateway, REST: rest}, nil
}
