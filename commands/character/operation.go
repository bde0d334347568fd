package character

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// edit is an Operation that changes the asker's book and shows it.
type edit struct {
	command *Command
	req     backend.Request
	// initiative is checked before anything is changed; "" for none.
	initiative string
	change     func(*Book) (done, error)
}

// done says in a sentence what was changed.
type done struct {
	message text.ID
	args    []any
	// id is the character that it was done to.
	id int
}

// Execute changes the book in one atomic step.
func (e edit) Execute(ctx context.Context) (backend.Model, error) {
	missing, err := e.missing(ctx)
	if err != nil {
		return nil, err
	}
	var model Model
	err = store.Edit(ctx, e.command.documents, store.UserKey(e.req.User), func(book *Book) error {
		done, err := e.change(book)
		if err != nil {
			return fault(err)
		}
		model = Model{Done: done, Missing: missing, Book: *book, Guild: e.req.Guild, Pressed: e.req.Source == backend.FromButton && e.req.SubjectPrivate}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return model, nil
}

// missing are the names that the new initiative needs and the character has no value for; a character that is added has none yet.
func (e edit) missing(ctx context.Context) ([]string, error) {
	if e.initiative == "" {
		return nil, nil
	}
	var values map[string]int64
	if id := e.req.Options.Int("id", 0); id != 0 {
		book, err := store.View[Book](ctx, e.command.documents, store.UserKey(e.req.User))
		if err != nil {
			return nil, err
		}
		if character, err := book.Get(int(id), 0); err == nil {
			values = character.Values
		}
	}
	return e.command.check.CheckInitiative(ctx, e.req, e.initiative, values)
}

// fault puts what a book refuses in words.
func fault(err error) error {
	switch {
	case errors.Is(err, errFull):
		return backend.NewFault(backend.Invalid, text.CharacterFull, maxCharacters).WithTry(text.CharacterTryRemove)
	case errors.Is(err, errNone):
		return backend.NewFault(backend.NotFound, text.CharacterNone).WithTry(text.CharacterTryAdd)
	case errors.Is(err, errNoSuch):
		return backend.NewFault(backend.NotFound, text.CharacterNoSuch).WithTry(text.CharacterTryList)
	case errors.Is(err, errTaken):
		return backend.NewFault(backend.Conflict, text.CharacterTaken).WithTry(text.CharacterTryEdit)
	case errors.Is(err, errManyValues):
		return backend.NewFault(backend.Invalid, text.CharacterManyValues, maxValues).WithTry(text.CharacterTryUnset)
	case errors.Is(err, errNoValue):
		return backend.NewFault(backend.NotFound, text.CharacterNoValue).WithTry(text.CharacterTryList)
	default:
		return err
	}
}

func (c *Command) parseAdd(req backend.Request) (backend.Operation, error) {
	name, err := cleanName(req.Options.Text("name"))
	if err != nil {
		return nil, err
	}
	initiative := strings.TrimSpace(req.Options.Text("initiative"))
	return edit{c, req, initiative, func(book *Book) (done, error) {
		id, err := book.Add(name, initiative)
		return done{text.CharacterAdded, []any{name, id}, id}, err
	}}, nil
}

func (c *Command) parseList(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		book, err := store.View[Book](ctx, c.documents, store.UserKey(req.User))
		if err != nil {
			return nil, err
		}
		return Model{Book: book, Guild: req.Guild}, nil
	}), nil
}

func (c *Command) parseSelect(req backend.Request) (backend.Operation, error) {
	id := int(req.Options.Int("id", 0))
	here := req.Options.Bool("here", false)
	return edit{c, req, "", func(book *Book) (done, error) {
		character, err := book.Get(id, 0)
		if err != nil {
			return done{}, err
		}
		name := character.Name
		if here && req.Guild != 0 {
			return done{text.CharacterSelectedHere, []any{name}, id}, book.Select(id, req.Guild)
		}
		book.Unselect(req.Guild)
		return done{text.CharacterSelected, []any{name}, id}, book.Select(id, 0)
	}}, nil
}

func (c *Command) parseEdit(req backend.Request) (backend.Operation, error) {
	if !req.Options.Given("name") && !req.Options.Given("initiative") {
		return nil, backend.NewFault(backend.Invalid, text.CharacterNothingToEdit, text.Option("name"), text.Option("initiative"))
	}
	name := ""
	if req.Options.Given("name") {
		var err error
		if name, err = cleanName(req.Options.Text("name")); err != nil {
			return nil, err
		}
	}
	initiative := strings.TrimSpace(req.Options.Text("initiative"))
	return edit{c, req, initiative, func(book *Book) (done, error) {
		character, err := book.Get(int(req.Options.Int("id", 0)), req.Guild)
		if err != nil {
			return done{}, err
		}
		if initiative != "" {
			character.Initiative = initiative
		}
		if name != "" {
			err = book.Rename(character, name)
		}
		return done{text.CharacterEdited, []any{character.Name}, character.ID}, err
	}}, nil
}

func (c *Command) parseSet(req backend.Request) (backend.Operation, error) {
	name := strings.ToLower(strings.TrimPrefix(req.Options.Text("name"), "@"))
	if !validValueName(name) {
		return nil, backend.NewFault(backend.Invalid, text.CharacterValueName, maxValueName)
	}
	value := req.Options.Int("value", 0)
	return edit{c, req, "", func(book *Book) (done, error) {
		character, err := book.Get(int(req.Options.Int("id", 0)), req.Guild)
		if err != nil {
			return done{}, err
		}
		return done{text.CharacterValueSet, []any{character.Name, name, value}, character.ID}, character.Set(name, value)
	}}, nil
}

func (c *Command) parseUnset(req backend.Request) (backend.Operation, error) {
	name := strings.ToLower(strings.TrimPrefix(req.Options.Text("name"), "@"))
	return edit{c, req, "", func(book *Book) (done, error) {
		character, err := book.Get(int(req.Options.Int("id", 0)), req.Guild)
		if err != nil {
			return done{}, err
		}
		return done{text.CharacterValueUnset, []any{character.Name, name}, character.ID}, character.Unset(name)
	}}, nil
}

func (c *Command) parseRemove(req backend.Request) (backend.Operation, error) {
	return edit{c, req, "", func(book *Book) (done, error) {
		removed, err := book.Remove(int(req.Options.Int("id", 0)))
		return done{text.CharacterRemoved, []any{removed.Name}, removed.ID}, err
	}}, nil
}

// cleanName makes one line of a name and refuses one that can't be seen.
func cleanName(name string) (string, error) {
	name = backend.Line(name)
	if !strings.ContainsFunc(name, unicode.IsGraphic) {
		return "", backend.NewFault(backend.Invalid, text.CharacterNoName)
	}
	return name, nil
}

// validValueName holds a name to what the dice language reads after @: a letter, then letters, digits and _.
func validValueName(name string) bool {
	for i, r := range name {
		if !(r >= 'a' && r <= 'z') && (i == 0 || r != '_' && !(r >= '0' && r <= '9')) {
			return false
		}
	}
	return name != ""
}
