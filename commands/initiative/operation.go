package initiative

import (
	"context"
	"reflect"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// deed is what a verb does to a tracker.
type deed func(t *Tracker, by asker) ([]Event, error)

// step is an Operation that does something that can be undone, in one atomic step, and shows the tracker.
func (c *command) step(req backend.Request, do deed) backend.Operation {
	what := "/" + strings.ReplaceAll(req.Path, "/", " ")
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		return c.edit(ctx, req, func(t *Tracker, by asker) ([]Event, error) {
			return t.Step(what, by.user, func() ([]Event, error) { return do(t, by) })
		})
	})
}

// edit does something to the channel's tracker and shows it: to all, or to the asker alone where nothing changed that all may see.
func (c *command) edit(ctx context.Context, req backend.Request, do deed) (Model, error) {
	by := askerOf(req)
	var model Model
	err := store.Edit(ctx, c.Documents, store.TrackerKey(req.Channel), func(t *Tracker) error {
		t.mend()
		before, serial := t.rows(everybody), t.Serial
		events, err := do(t, by)
		if err != nil {
			return fault(err)
		}
		after := t.rows(everybody)
		model = t.model(after)
		shows := t.Serial != serial || !reflect.DeepEqual(before, after)
		model.tell(events, func(e Event) bool { return e.public() && (shows || e.Kind != Undone) })
		if !shows && len(model.News) == 0 {
			model = t.secret(req, by)
			model.tell(events, func(e Event) bool { return t.hears(by, e) })
		}
		if t.Serial != serial {
			model.Began = t.began()
		}
		return nil
	})
	return model, err
}

// view shows something of the channel's tracker without changing it.
func (c *command) view(req backend.Request, show func(t *Tracker, by asker) (backend.Model, error)) backend.Operation {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		t, err := store.View[Tracker](ctx, c.Documents, store.TrackerKey(req.Channel))
		if err != nil {
			return nil, err
		}
		t.mend()
		return show(&t, askerOf(req))
	})
}

// acting is a step on the one combatant that the option names, by who may act on it.
func (c *command) acting(req backend.Request, do func(t *Tracker, combatant *Combatant) ([]Event, error)) backend.Operation {
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		combatant, err := t.mine(by, req.Options.Text("character"))
		if err != nil {
			return nil, err
		}
		return do(t, combatant)
	})
}

// current refuses a button that was drawn for another turn. A request that names no turn counts for the current one.
func (t *Tracker) current(req backend.Request) error {
	if !req.Options.Given("turn") || uint64(req.Options.Int("turn", 0)) == t.Serial {
		return nil
	}
	if c := t.find(t.Turn); c != nil && c.Sight.seen() {
		return backend.NewFault(backend.Conflict, text.InitMovedOn, c.Name)
	}
	return backend.NewFault(backend.Conflict, text.InitMovedOnUnseen)
}

// unchanged refuses a button that was drawn before the latest change.
func (t *Tracker) unchanged(req backend.Request) error {
	if !req.Options.Given("step") || uint64(req.Options.Int("step", 0)) == t.Edits {
		return nil
	}
	return backend.NewFault(backend.Conflict, text.InitChanged).WithTry(text.InitTryGet)
}
