// Package stats is /stats: how often each command was served, and for how many.
package stats

import (
	"context"

	"feyre/backend"
	"feyre/backend/text"
)

// Ledger tells what was counted.
type Ledger interface {
	Counts(ctx context.Context) (map[string]int64, error)
	Users(ctx context.Context) (int64, error)
}

// Reach tells how far the bot reaches now: servers it is in, members of those servers, shards connected, of this process.
type Reach interface {
	Servers() int
	Members() int64
	Shards() int
}

// Command is /stats.
type Command struct {
	ledger Ledger
	reach  Reach
}

// New makes the command. reach may be nil where there are no servers.
func New(ledger Ledger, reach Reach) *Command { return &Command{ledger: ledger, reach: reach} }

// Declare declares /stats.
func (c *Command) Declare() backend.Command {
	return backend.Command{
		Name: "stats", Summary: text.StatsSummary, Example: "stats",
		Verbs: []backend.Verb{{
			Path: "stats", Summary: text.StatsSummary, Settled: true,
			Parse: func(backend.Request) (backend.Operation, error) {
				return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) { return c.Collect(ctx) }), nil
			},
		}},
	}
}

// Collect reads the figures as they are now.
func (c *Command) Collect(ctx context.Context) (Model, error) {
	counts, err := c.ledger.Counts(ctx)
	if err != nil {
		return Model{}, err
	}
	users, err := c.ledger.Users(ctx)
	if err != nil {
		return Model{}, err
	}
	model := Model{Commands: counts, Users: users}
	for _, n := range counts {
		model.Total += n
	}
	if c.reach != nil {
		model.Servers, model.Reach, model.Shards = c.reach.Servers(), c.reach.Members(), c.reach.Shards()
	}
	return model, nil
}
