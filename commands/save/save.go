// Package save is /save: rolls that a user keeps under a name, used as @name in any expression.
package save

import (
	"context"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// Checker tells whether an expression can be saved under a name: that it parses, with @1, @2 as its arguments, and that it
// doesn't lead back to itself. Its error is a Fault that shows the place.
type Checker interface {
	CheckSaved(ctx context.Context, req backend.Request, name, expression string) error
}

// Command is /save. It also tells other commands what was saved.
type Command struct {
	documents store.Documents
	check     Checker
}

// New makes the command over the documents of users.
func New(documents store.Documents, check Checker) *Command {
	return &Command{documents: documents, check: check}
}

// Saved is a user's saved rolls: expressions by name.
func (c *Command) Saved(ctx context.Context, user uint64) (map[string]string, error) {
	shelf, err := store.View[Shelf](ctx, c.documents, store.UserKey(user))
	if err != nil {
		return nil, err
	}
	saved := make(map[string]string, len(shelf.Rolls))
	for _, roll := range shelf.Rolls {
		saved[roll.Name] = roll.Expression
	}
	return saved, nil
}

// Declare declares /save.
func (c *Command) Declare() backend.Command {
	private := func(backend.Request) bool { return true }
	name := backend.Option{Name: "name", Summary: text.SaveOptionName, Required: true, Min: 1, Max: maxName + 1}
	expression := backend.Option{Name: "expression", Summary: text.SaveOptionExpression, Required: true, Min: 1, Max: maxExpression}
	known := name
	known.Complete = c.complete
	return backend.Command{
		Name: "save", Summary: text.SaveSummary, Details: text.SaveDetails, Example: "save add name:attack expression:1d20+@dex+@1",
		Verbs: []backend.Verb{
			{Path: "save/add", Summary: text.SaveAddSummary, Options: []backend.Option{name, expression}, Private: private, Parse: c.parseAdd},
			{Path: "save/list", Summary: text.SaveListSummary, Private: private, Parse: c.parseList},
			{Path: "save/remove", Summary: text.SaveRemoveSummary, Options: []backend.Option{known}, Private: private, Parse: c.parseRemove},
			{Path: "save/ask", Summary: text.SaveAddSummary, Hidden: true, Storeless: true, Private: private, Parse: parseAsk},
		},
	}
}

func (c *Command) complete(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	shelf, err := store.View[Shelf](ctx, c.documents, store.UserKey(req.User))
	if err != nil {
		return nil, err
	}
	typed := cleanName(req.Options[req.Focus])
	var choices []backend.Choice
	for _, roll := range shelf.Rolls {
		if strings.HasPrefix(roll.Name, typed) {
			choices = append(choices, backend.Choice{Name: "@" + roll.Name + "  " + roll.Expression, Value: roll.Name})
		}
	}
	return choices, nil
}

// cleanName reads a name as it is typed, with or without its @.
func cleanName(typed string) string {
	return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(typed), "@"))
}

// validName holds a name to what the dice language reads after @: a letter, then letters, digits and _.
func validName(name string) bool {
	for i, r := range name {
		if !(r >= 'a' && r <= 'z') && (i == 0 || r != '_' && !(r >= '0' && r <= '9')) {
			return false
		}
	}
	return name != "" && len(name) <= maxName
}
