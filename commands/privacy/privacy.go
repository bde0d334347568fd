// Package privacy is /privacy: what is kept about the asker, as a file, and all of it gone.
package privacy

import (
	"context"
	"encoding/json"
	"fmt"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// Documents is what the command needs of the store.
type Documents interface {
	Load(ctx context.Context, key store.Key) ([]byte, error)
	Erase(ctx context.Context, key store.Key) error
}

// Command is /privacy.
type Command struct{ documents Documents }

// New makes the command over the documents of users.
func New(documents Documents) *Command { return &Command{documents: documents} }

// Declare declares /privacy. Every reply is the asker's own business.
func (c *Command) Declare() backend.Command {
	verb := func(name string, summary text.ID, run func(context.Context, backend.Request) (backend.Model, error)) backend.Verb {
		return backend.Verb{
			Path: "privacy/" + name, Summary: summary,
			Private: func(backend.Request) bool { return true },
			Parse: func(req backend.Request) (backend.Operation, error) {
				return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) { return run(ctx, req) }), nil
			},
		}
	}
	erase := verb("erase", text.PrivacyDeleteSummary, c.erase)
	erase.Hidden, erase.Settled = true, true
	return backend.Command{
		Name: "privacy", Summary: text.PrivacySummary, Details: text.PrivacyDetails, Example: "privacy show",
		Verbs: []backend.Verb{
			verb("show", text.PrivacyShowSummary, c.show),
			verb("export", text.PrivacyExportSummary, c.export),
			verb("delete", text.PrivacyDeleteSummary, c.confirm),
			erase,
		},
	}
}

// parts is how much of what the asker's document holds.
type parts struct {
	Characters []json.RawMessage `json:"characters"`
	Saved      []json.RawMessage `json:"saved"`
}

func (c *Command) show(ctx context.Context, req backend.Request) (backend.Model, error) {
	raw, err := c.documents.Load(ctx, store.UserKey(req.User))
	if err != nil {
		return nil, err
	}
	var held parts
	if raw != nil {
		if err := json.Unmarshal(raw, &held); err != nil {
			return nil, fmt.Errorf("document %s: %w", store.UserKey(req.User), err)
		}
	}
	return summary{User: req.User, Characters: len(held.Characters), Saved: len(held.Saved)}, nil
}

func (c *Command) export(ctx context.Context, req backend.Request) (backend.Model, error) {
	raw, err := c.documents.Load(ctx, store.UserKey(req.User))
	if err != nil {
		return nil, err
	}
	return newExport(req.User, raw)
}

func (c *Command) confirm(context.Context, backend.Request) (backend.Model, error) {
	return question{}, nil
}

// erase is the last that its request does with the store, so that the asker isn't recorded again.
func (c *Command) erase(ctx context.Context, req backend.Request) (backend.Model, error) {
	if err := c.documents.Erase(ctx, store.UserKey(req.User)); err != nil {
		return nil, err
	}
	return erased{}, nil
}
