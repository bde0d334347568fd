package backend

import (
	"context"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Bus is what a face needs: the way in, and the declarations. Implementations are safe for concurrent use.
type Bus interface {
	// Commands lists the declarations; the face must not change them.
	Commands() []Command
	// Private says, before a request runs, whether its reply will be for the asker alone. A Fault's reply is private either way.
	Private(req Request) bool
	// Handle does the request and returns what to say. It never panics and never fails: what goes wrong is in the reply.
	Handle(ctx context.Context, req Request) reply.Reply
	// Complete offers at most 25 choices for the option in req.Focus. It counts nothing and returns none when anything goes wrong.
	Complete(ctx context.Context, req Request) []Choice
	// Legacy reads the custom id of a button that an earlier version posted.
	Legacy(customID string) (path string, options Options, ok bool)
}

// Maintenance is the Bus of a process whose backend is switched off: it knows every command and does none.
type Maintenance struct {
	commands []Command
	catalog  *text.Catalog
}

var _ Bus = (*Maintenance)(nil)

// NewMaintenance makes a Bus that answers every request with one plain sentence.
func NewMaintenance(commands []Command, catalog *text.Catalog) *Maintenance {
	return &Maintenance{commands: commands, catalog: catalog}
}

// Commands lists the declarations.
func (m *Maintenance) Commands() []Command { return m.commands }

// Private is true: nobody else needs to read that Feyre rests.
func (m *Maintenance) Private(Request) bool { return true }

// Handle answers that nothing is answered.
func (m *Maintenance) Handle(_ context.Context, req Request) reply.Reply {
	return NewFault(Unavailable, text.FaultMaintenance).WithTry(text.FaultTryLater).Describe(req.Printer(m.catalog))
}

// Complete offers nothing.
func (m *Maintenance) Complete(context.Context, Request) []Choice { return nil }

// Legacy reads the custom id of a button that an earlier version posted.
func (m *Maintenance) Legacy(customID string) (string, Options, bool) {
	return legacy(m.commands, customID)
}

func legacy(commands []Command, customID string) (string, Options, bool) {
	for _, command := range commands {
		if command.Legacy == nil {
			continue
		}
		if path, options, ok := command.Legacy(customID); ok {
			return path, options, true
		}
	}
	return "", nil, false
}
