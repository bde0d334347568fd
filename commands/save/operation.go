package save

import (
	"context"
	"errors"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

func (c *Command) parseAdd(req backend.Request) (backend.Operation, error) {
	name := cleanName(req.Options.Text("name"))
	if !validName(name) {
		return nil, backend.NewFault(backend.Invalid, text.SaveName, maxName)
	}
	expression := strings.TrimSpace(req.Options.Text("expression"))
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		if err := c.check.CheckSaved(ctx, req, name, expression); err != nil {
			return nil, err
		}
		return c.edit(ctx, req, func(shelf *Shelf) (text.ID, error) {
			replaced, err := shelf.Put(name, expression)
			if replaced {
				return text.SaveReplaced, err
			}
			return text.SaveAdded, err
		}, name)
	}), nil
}

func (c *Command) parseRemove(req backend.Request) (backend.Operation, error) {
	name := cleanName(req.Options.Text("name"))
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		return c.edit(ctx, req, func(shelf *Shelf) (text.ID, error) {
			return text.SaveRemoved, shelf.Remove(name)
		}, name)
	}), nil
}

func (c *Command) parseList(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		shelf, err := store.View[Shelf](ctx, c.documents, store.UserKey(req.User))
		if err != nil {
			return nil, err
		}
		return Model{Rolls: shelf.Rolls}, nil
	}), nil
}

// edit changes the asker's shelf in one atomic step and shows it; change says with which sentence about name.
func (c *Command) edit(ctx context.Context, req backend.Request, change func(*Shelf) (text.ID, error), name string) (backend.Model, error) {
	var model Model
	err := store.Edit(ctx, c.documents, store.UserKey(req.User), func(shelf *Shelf) error {
		done, err := change(shelf)
		switch {
		case errors.Is(err, errFull):
			return backend.NewFault(backend.Invalid, text.SaveFull, maxRolls).WithTry(text.SaveTryRemove)
		case errors.Is(err, errNoSuch):
			return backend.NewFault(backend.NotFound, text.SaveNoSuch, "@"+name).WithTry(text.SaveTryList)
		}
		model = Model{Done: done, Name: name, Rolls: shelf.Rolls}
		return err
	})
	return model, err
}

// parseAsk answers the button that offers to save a roll: it asks for a name.
func parseAsk(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(context.Context) (backend.Model, error) {
		return question{expression: req.Subject}, nil
	}), nil
}
