package initiative

import (
	"context"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
)

func (c *command) parseLeave(req backend.Request) (backend.Operation, error) {
	return c.acting(req, func(t *Tracker, who *Combatant) ([]Event, error) { return t.Remove(who.ID) }), nil
}

func (c *command) parseDelay(req backend.Request) (backend.Operation, error) {
	return c.acting(req, func(t *Tracker, who *Combatant) ([]Event, error) { return t.Delay(who.ID) }), nil
}

// parseEnter takes the asker's only one who waits for something where no name is given.
func (c *command) parseEnter(req backend.Request) (backend.Operation, error) {
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		name := req.Options.Text("character")
		who := t.waiting(by)
		if name != "" || who == nil {
			var err error
			if who, err = t.mine(by, name); err != nil {
				return nil, err
			}
		}
		return t.Enter(who.ID)
	}), nil
}

func (c *command) parseReady(req backend.Request) (backend.Operation, error) {
	trigger := backend.Line(req.Options.Text("trigger"))
	return c.acting(req, func(t *Tracker, who *Combatant) ([]Event, error) { return t.MakeReady(who.ID, trigger) }), nil
}

// parseMove moves a combatant. Who may do everything moves anyone anywhere, others theirs among equals.
func (c *command) parseMove(req backend.Request) (backend.Operation, error) {
	o := req.Options
	if o.Given("before") == o.Given("after") {
		return nil, backend.NewFault(backend.Invalid, text.InitMoveWhere)
	}
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		who, err := t.mine(by, o.Text("character"))
		if err != nil {
			return nil, err
		}
		beside, err := t.pick(by, o.Text("before")+o.Text("after"))
		if err != nil {
			return nil, err
		}
		id, score := who.ID, who.Score
		events, err := t.Move(id, beside.ID, o.Given("before"))
		if err == nil && t.find(id).Score != score && !t.mayAll(by) {
			return nil, backend.NewFault(backend.Forbidden, text.InitMoveTie).WithTry(text.InitTrySettings)
		}
		return events, err
	}), nil
}

// parseHP changes hit points: "-7" and "+2d4+2" are added, "30", "=30" and "4d8" replace what is there.
func (c *command) parseHP(req backend.Request) (backend.Operation, error) {
	o := req.Options
	change := strings.TrimSpace(o.Text("change"))
	if change == "" && !o.Given("max") && !o.Given("temp") {
		return nil, backend.NewFault(backend.Invalid, text.InitHPNothing, text.Option("change"), text.Option("max"), text.Option("temp")).WithTry(text.InitTryHP)
	}
	wound := Wound{Max: integer(o, "max"), Temp: integer(o, "temp")}
	wound.Set = change != "" && change[0] != '+' && change[0] != '-'
	change = strings.TrimSpace(strings.TrimPrefix(change, "="))
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		wound := wound
		if change != "" {
			amount, _, err := c.roll(ctx, req, change, nil)
			if err != nil {
				return nil, err
			}
			wound.Amount = &amount
		}
		return c.acting(req, func(t *Tracker, who *Combatant) ([]Event, error) { return t.Wound(who.ID, wound) }).Execute(ctx)
	}), nil
}

func (c *command) parseAC(req backend.Request) (backend.Operation, error) {
	value := integer(req.Options, "value")
	return c.acting(req, func(_ *Tracker, who *Combatant) ([]Event, error) {
		who.Armor = value
		return nil, nil
	}), nil
}

func (c *command) parseNote(req backend.Request) (backend.Operation, error) {
	note := backend.Line(req.Options.Text("text"))
	return c.acting(req, func(_ *Tracker, who *Combatant) ([]Event, error) {
		who.Note = note
		return nil, nil
	}), nil
}

func (c *command) parseHide(req backend.Request) (backend.Operation, error) {
	sight := Words
	switch how := req.Options.Text("how"); how {
	case "":
	case "shown":
		sight = Shown
	default:
		sight = Sight(how)
	}
	return c.acting(req, func(_ *Tracker, who *Combatant) ([]Event, error) {
		who.Sight = sight
		return nil, nil
	}), nil
}

func (c *command) parseCondition(req backend.Request) (backend.Operation, error) {
	o := req.Options
	name, err := cleanName(o.Text("name"))
	if err != nil {
		return nil, err
	}
	if o.Bool("remove", false) {
		return c.acting(req, func(t *Tracker, who *Combatant) ([]Event, error) { return t.RemoveCondition(who.ID, name) }), nil
	}
	ends := AtEnd
	if o.Given("at") {
		ends = Moment(o.Text("at"))
	}
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		who, err := t.mine(by, o.Text("character"))
		if err != nil {
			return nil, err
		}
		clock := 0
		if o.Given("turn_of") {
			other, err := t.pick(by, o.Text("turn_of"))
			if err != nil {
				return nil, err
			}
			clock = other.ID
		}
		return t.SetCondition(who.ID, name, int(o.Int("rounds", 0)), ends, clock)
	}), nil
}
