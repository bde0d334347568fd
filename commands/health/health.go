// Package health is /health: whether the parts that Feyre stands on work.
package health

import (
	"context"
	"time"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

// Part is the state of one thing that Feyre stands on.
type Part struct {
	// Name is one of the Health ids of package text.
	Name text.ID `json:"name"`
	OK   bool    `json:"ok"`
	// Off says that the part is switched off in this process, which is neither good nor bad.
	Off bool `json:"off,omitempty"`
	// Detail is a sentence with its arguments, or "" for none. No error texts: they may hold addresses.
	Detail text.ID `json:"detail,omitempty"`
	Args   []any   `json:"args,omitempty"`
}

// Checker looks at every part, within ctx. It answers although parts are down.
type Checker interface {
	Check(ctx context.Context) []Part
}

// checkTimeout bounds a look at all parts.
const checkTimeout = time.Second

// New declares /health.
func New(checker Checker) backend.Command {
	return backend.Command{
		Name: "health", Summary: text.HealthSummary, Example: "health",
		Verbs: []backend.Verb{{
			Path: "health", Summary: text.HealthSummary, Storeless: true,
			Parse: func(backend.Request) (backend.Operation, error) {
				return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
					ctx, cancel := context.WithTimeout(ctx, checkTimeout)
					defer cancel()
					return Model{Parts: checker.Check(ctx)}, nil
				}), nil
			},
		}},
	}
}

// Model is the state of every part.
type Model struct {
	Parts []Part `json:"parts"`
}

// Describe shows a line for every part.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.HealthTitle), Tone: reply.Good}
	for _, part := range m.Parts {
		mark, state := "✓ ", text.HealthOK
		switch {
		case part.Off:
			mark, state = "– ", text.HealthOff
		case !part.OK:
			mark, state, answer.Tone = "✗ ", text.HealthDown, reply.Bad
		}
		line := reply.Line{reply.Text(mark), reply.Styled(say.Say(part.Name), reply.Bold), reply.Text("  " + say.Say(state))}
		if part.Detail != "" {
			line = append(line, reply.Styled("  "+say.Say(part.Detail, part.Args...), reply.Faint))
		}
		answer.Body = append(answer.Body, line)
	}
	return answer
}
