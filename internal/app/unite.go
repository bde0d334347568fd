package app

import (
	"encoding/json"

	"feyre/commands"
	"feyre/store"
)

// uniter lets the commands, who own the documents, make one of two.
type uniter struct{}

// Unite makes one document of two copies of a key.
func (uniter) Unite(archived, stored store.Record) (json.RawMessage, error) {
	newer, older := stored, archived
	if archived.Time > stored.Time {
		newer, older = archived, stored
	}
	return commands.Unite(stored.Key, newer.Value, older.Value)
}
