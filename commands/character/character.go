// Package character is /character: a user's characters, one of them active.
package character

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// Checker tells whether an expression can be rolled for the initiative of a character with these values; its error is a Fault that
// shows the place. missing are the names in it that the asker has nothing for yet.
type Checker interface {
	CheckInitiative(ctx context.Context, req backend.Request, expression string, values map[string]int64) (missing []string, err error)
}

// Command is /character. It also tells other commands about active characters.
type Command struct {
	documents store.Documents
	check     Checker
}

// New makes the command over the documents of users.
func New(documents store.Documents, check Checker) *Command {
	return &Command{documents: documents, check: check}
}

// Active is the name and the initiative expression of the character that is active for a user in a server; found is false where there
// is none.
func (c *Command) Active(ctx context.Context, user, guild uint64) (name, initiative string, found bool, err error) {
	book, err := store.View[Book](ctx, c.documents, store.UserKey(user))
	if err != nil {
		return "", "", false, err
	}
	active, missing := book.Get(0, guild)
	if missing != nil {
		return "", "", false, nil
	}
	return active.Name, active.Initiative, true, nil
}

// Named is a user's character of that name, nil where there is none.
func (c *Command) Named(ctx context.Context, user uint64, name string) (*backend.Sheet, error) {
	book, err := store.View[Book](ctx, c.documents, store.UserKey(user))
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(book.Characters, func(c Character) bool { return backend.Same(backend.Line(c.Name), name) })
	if at < 0 {
		return nil, nil
	}
	found := book.Characters[at]
	return &backend.Sheet{ID: found.ID, Initiative: found.Initiative, Values: found.Values}, nil
}

// Names are those of a user's characters, the one that is active in a server first.
func (c *Command) Names(ctx context.Context, user, guild uint64) ([]string, error) {
	book, err := store.View[Book](ctx, c.documents, store.UserKey(user))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, character := range book.Characters {
		if character.ID == book.ActiveID(guild) {
			names = slices.Insert(names, 0, character.Name)
		} else {
			names = append(names, character.Name)
		}
	}
	return names, nil
}

// Values are the named values of the character that is active for a user in a server.
func (c *Command) Values(ctx context.Context, user, guild uint64) (map[string]int64, error) {
	book, err := store.View[Book](ctx, c.documents, store.UserKey(user))
	if err != nil {
		return nil, err
	}
	active, missing := book.Get(0, guild)
	if missing != nil {
		return nil, nil
	}
	return active.Values, nil
}

// Declare declares /character.
func (c *Command) Declare() backend.Command {
	id := backend.Option{
		Name: "id", Summary: text.CharacterOptionID, Kind: backend.Integer, Min: 1, Max: maxCharacters, Complete: c.completeID,
	}
	wanted := id
	wanted.Required = true
	name := backend.Option{Name: "name", Summary: text.CharacterOptionName, Min: 1, Max: maxName}
	initiative := backend.Option{Name: "initiative", Summary: text.CharacterOptionInitiative, Min: 1, Max: 200}
	value := backend.Option{Name: "name", Summary: text.CharacterOptionValueName, Required: true, Min: 1, Max: maxValueName, Complete: c.completeValue}
	here := backend.Option{Name: "here", Summary: text.CharacterOptionHere, Kind: backend.Boolean}

	return backend.Command{
		Name: "character", Summary: text.CharacterSummary, Details: text.CharacterDetails, Legacy: legacy,
		Example: "character add name:Sir Oliver initiative:1d20+3",
		Verbs: []backend.Verb{
			c.verb("add", text.CharacterAddSummary, c.parseAdd, required(name), required(initiative)),
			c.verb("list", text.CharacterListSummary, c.parseList),
			c.verb("select", text.CharacterSelectSummary, c.parseSelect, wanted, here),
			c.verb("edit", text.CharacterEditSummary, c.parseEdit, wanted, name, initiative),
			c.verb("set", text.CharacterSetSummary, c.parseSet, value,
				backend.Option{Name: "value", Summary: text.CharacterOptionValue, Kind: backend.Integer, Required: true, Min: -1_000_000, Max: 1_000_000}, id),
			c.verb("unset", text.CharacterUnsetSummary, c.parseUnset, value, id),
			c.verb("remove", text.CharacterRemoveSummary, c.parseRemove, wanted),
		},
	}
}

func required(option backend.Option) backend.Option {
	option.Required = true
	return option
}

// verb declares one verb. Every reply is the asker's own business.
func (c *Command) verb(name string, summary text.ID, parse func(backend.Request) (backend.Operation, error), options ...backend.Option) backend.Verb {
	return backend.Verb{
		Path: "character/" + name, Summary: summary, Options: options, Parse: parse,
		Private: func(backend.Request) bool { return true },
	}
}

// legacy reads "character_3", the button that selected the third character.
func legacy(customID string) (string, backend.Options, bool) {
	id, found := strings.CutPrefix(customID, "character_")
	if n, err := strconv.Atoi(id); !found || err != nil || n < 1 || n > maxCharacters {
		return "", nil, false
	}
	return "character/select", backend.Options{"id": id}, true
}

func (c *Command) completeID(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	book, err := store.View[Book](ctx, c.documents, store.UserKey(req.User))
	if err != nil {
		return nil, err
	}
	typed := backend.Folded(req.Options[req.Focus])
	var choices []backend.Choice
	for _, character := range book.Characters {
		id := strconv.Itoa(character.ID)
		if strings.HasPrefix(id, typed) || strings.Contains(backend.Folded(character.Name), typed) {
			choices = append(choices, backend.Choice{Name: id + ". " + character.Name, Value: id})
		}
	}
	return choices, nil
}

func (c *Command) completeValue(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	values, err := c.Values(ctx, req.User, req.Guild)
	if err != nil {
		return nil, err
	}
	typed := strings.ToLower(req.Options[req.Focus])
	var choices []backend.Choice
	for name, value := range values {
		if strings.HasPrefix(name, typed) {
			choices = append(choices, backend.Choice{Name: name + " " + strconv.FormatInt(value, 10), Value: name})
		}
	}
	slices.SortFunc(choices, func(a, b backend.Choice) int { return strings.Compare(a.Value, b.Value) })
	return choices, nil
}
