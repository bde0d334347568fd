// Package commands is the list of everything that Feyre can be asked. A new command is a folder beside this file and one line in All.
package commands

import (
	"feyre/backend"
	"feyre/commands/ping"
)

// Deps is what the commands work with. Every field may be nil where only the declarations are wanted (registration, help); a
// command of such a list can't be executed.
type Deps struct {
	Latency ping.Latency
}

// All declares every command, in the order that help shows them.
func All(deps Deps) []backend.Command {
	return []backend.Command{
		ping.New(deps.Latency),
	}
}
