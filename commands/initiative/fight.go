package initiative

import (
	"context"
	"errors"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// askAbove is the number of combatants that are thrown away without asking.
const askAbove = 3

func (c *command) parseGet(req backend.Request) (backend.Operation, error) {
	return c.view(req, func(t *Tracker, _ asker) (backend.Model, error) {
		return t.model(t.rows(everybody)), nil
	}), nil
}

func (c *command) parseNext(req backend.Request) (backend.Operation, error) {
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		if err := t.current(req); err != nil {
			return nil, err
		}
		if err := t.needTurn(by); err != nil {
			return nil, err
		}
		return t.Next()
	}), nil
}

func (c *command) parsePrev(req backend.Request) (backend.Operation, error) {
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		if err := t.current(req); err != nil {
			return nil, err
		}
		if err := t.needAll(by); err != nil {
			return nil, err
		}
		return t.Prev()
	}), nil
}

// parseUndo takes the last step back, for who did it or who may do everything.
func (c *command) parseUndo(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		return c.edit(ctx, req, func(t *Tracker, by asker) ([]Event, error) {
			if err := t.unchanged(req); err != nil {
				return nil, err
			}
			last, err := t.last()
			if err != nil {
				return nil, err
			}
			if last.By != by.user {
				if err := t.needAll(by); err != nil {
					return nil, err
				}
			}
			return t.TakeBack()
		})
	}), nil
}

// errAsk says that a reset has to be confirmed.
var errAsk = errors.New("confirm first")

func (c *command) parseReset(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		var ask askReset
		model, err := c.step(req, func(t *Tracker, by asker) ([]Event, error) {
			if err := t.needAll(by); err != nil {
				return nil, err
			}
			if len(t.Combatants) > askAbove {
				ask = askReset{Combatants: len(t.rows(func(c Combatant) bool { return t.reads(by, c) })), Step: t.Edits}
				return nil, errAsk
			}
			return reset(t, by)
		}).Execute(ctx)
		if errors.Is(err, errAsk) {
			return ask, nil
		}
		return model, err
	}), nil
}

func reset(t *Tracker, by asker) ([]Event, error) {
	if len(t.Combatants) == 0 {
		return nil, errEmpty
	}
	return t.Reset(by.user), nil
}

// parseConfirm is the button that throws a large fight away. The question was private, the end of the fight is not.
func (c *command) parseConfirm(req backend.Request) (backend.Operation, error) {
	req.Path = "init/reset"
	operation := c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		if err := t.needAll(by); err != nil {
			return nil, err
		}
		if err := t.unchanged(req); err != nil {
			return nil, err
		}
		return reset(t, by)
	})
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		model, err := operation.Execute(ctx)
		if err != nil || !req.SubjectPrivate {
			return model, err
		}
		return wasReset{Fight: model}, nil
	}), nil
}

func parseKeep(backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(context.Context) (backend.Model, error) { return kept{}, nil }), nil
}

// parseGM shows everything to a game master, and to others what they hid themselves.
func (c *command) parseGM(req backend.Request) (backend.Operation, error) {
	return c.view(req, func(t *Tracker, by asker) (backend.Model, error) {
		for _, combatant := range t.Combatants {
			if combatant.Owner == by.user && combatant.Sight != Shown {
				return t.secret(req, by), nil
			}
		}
		if !t.masters(by) {
			return nil, backend.NewFault(backend.Forbidden, text.InitNotMaster)
		}
		return t.secret(req, by), nil
	}), nil
}

// parseSettings changes the settings that are given and shows them all.
func (c *command) parseSettings(req backend.Request) (backend.Operation, error) {
	o := req.Options
	if len(o) == 0 {
		return c.view(req, func(t *Tracker, _ asker) (backend.Model, error) { return t.settings(), nil }), nil
	}
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		var now settings
		err := store.Edit(ctx, c.Documents, store.TrackerKey(req.Channel), func(t *Tracker) error {
			if !t.masters(askerOf(req)) {
				return backend.NewFault(backend.Forbidden, text.InitNotMaster)
			}
			t.Open = o.Bool("open", t.Open)
			t.KeepDowned = !o.Bool("skip_downed", !t.KeepDowned)
			if t.Starter == 0 {
				t.Starter = req.User
			}
			if master := o.User("game_master"); master != 0 {
				t.Starter = master
			}
			now = t.settings()
			return nil
		})
		return now, err
	}), nil
}
