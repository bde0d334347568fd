package initiative

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// Limits of what may be asked for in one go.
const (
	maxCount      = 20
	maxExpression = 200 // characters
)

// joining is what somebody joins with. What isn't given stays as it is for who has joined already.
type joining struct {
	name, roll string
	of         *backend.Sheet // the own character of that name, nil for none
	count      int
	hp         string
	ac         *int64
	sight      *Sight
}

func (c *command) parseJoin(req backend.Request) (backend.Operation, error) {
	o := req.Options
	j := joining{roll: strings.TrimSpace(o.Text("roll")), hp: strings.TrimSpace(o.Text("hp")), count: int(o.Int("count", 1)), ac: integer(o, "ac")}
	if o.Given("hidden") {
		sight := Sight(o.Text("hidden"))
		j.sight = &sight
	}
	if strings.TrimSpace(o.Text("character")) != "" {
		name, err := cleanName(o.Text("character"))
		if err != nil {
			return nil, err
		}
		j.name = name
	}
	if room := maxName - len(j.suffix(j.count)); utf8.RuneCountInString(j.name) > room {
		return nil, backend.NewFault(backend.Invalid, text.OptionLong, text.Option("character"), room)
	}
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) { return c.join(ctx, req, j) }), nil
}

// suffix tells the i-th of several apart, from 1.
func (j joining) suffix(i int) string {
	if j.count <= 1 {
		return ""
	}
	return " " + strconv.Itoa(i)
}

func (c *command) join(ctx context.Context, req backend.Request, j joining) (backend.Model, error) {
	form, err := c.complete(ctx, req, &j)
	if err != nil || form != nil {
		return form, err
	}
	entries := make([]entry, j.count)
	for i := range entries {
		if entries[i], err = c.entry(ctx, req, j, i+1); err != nil {
			return nil, err
		}
	}
	return c.step(req, func(t *Tracker, by asker) ([]Event, error) {
		var events []Event
		for _, e := range entries {
			told, err := t.enlist(by, e)
			if err != nil {
				return nil, err
			}
			events = append(events, told...)
		}
		return events, nil
	}).Execute(ctx)
}

// complete fills in the name and the roll that weren't given: from the active character, from the asker's character of that name, and
// from how that name rolled before. Where a button gave neither and there is no active character, it returns a form that asks for both.
func (c *command) complete(ctx context.Context, req backend.Request, j *joining) (backend.Model, error) {
	if done, err := c.named(ctx, req, j); done || err != nil {
		return nil, err
	}
	name, initiative, found, err := c.Roster.Active(ctx, req.User, req.Guild)
	if err != nil {
		return nil, err
	}
	switch name = backend.Line(name); {
	case j.name == "" && j.roll == "" && !found:
		if req.Source == backend.FromButton {
			return joinForm{name: backend.Line(req.UserName)}, nil
		}
		return nil, backend.NewFault(backend.Invalid, text.InitNoActive).WithTry(text.InitTryJoin)
	case j.name == "" && j.roll == "":
		j.name, j.roll = name, initiative
	case j.name == "" && found:
		j.name = name
	case j.name == "":
		j.name = backend.Line(req.UserName)
	default:
		return nil, backend.NewFault(backend.Invalid, text.InitNoRoll, j.name).WithTry(text.InitTryRoll)
	}
	j.name = firstRunes(j.name, maxName-len(j.suffix(j.count)))
	if j.name == "" {
		return nil, backend.NewFault(backend.Invalid, text.InitNoName)
	}
	return nil, nil
}

// named fills in what is known of the name that was given: its roll, and the values that a roll with names in it needs. done says that
// nothing is missing.
func (c *command) named(ctx context.Context, req backend.Request, j *joining) (done bool, err error) {
	if j.name == "" || j.roll != "" && !strings.Contains(j.roll+j.hp, "@") {
		return j.name != "", nil
	}
	if j.of, err = c.Roster.Named(ctx, req.User, j.name); err != nil || j.roll != "" {
		return true, err
	}
	if j.roll, err = c.rolledBefore(ctx, req, *j); err == nil && j.roll == "" && j.of != nil {
		j.roll = j.of.Initiative
	}
	return j.roll != "", err
}

// rolledBefore is the expression that the asker's combatant of that name joined with, "" where there is none.
func (c *command) rolledBefore(ctx context.Context, req backend.Request, j joining) (string, error) {
	t, err := store.View[Tracker](ctx, c.Documents, store.TrackerKey(req.Channel))
	if err != nil {
		return "", err
	}
	by := askerOf(req)
	known := t.known(by, j.name+j.suffix(1))
	if known == nil || !t.mayAct(by, *known) {
		return "", nil
	}
	return known.Roll, nil
}

// entry is one combatant as it joins, rolled.
type entry struct {
	Combatant
	hp    *int64
	ac    *int64
	sight *Sight
}

// entry rolls for the i-th of those who join.
func (c *command) entry(ctx context.Context, req backend.Request, j joining, i int) (entry, error) {
	score, modifier, err := c.roll(ctx, req, j.roll, j.of)
	if err != nil {
		return entry{}, err
	}
	if score < -maxScore || score > maxScore {
		return entry{}, backend.NewFault(backend.Invalid, text.InitScore, maxScore)
	}
	e := entry{ac: j.ac, sight: j.sight, Combatant: Combatant{
		Name: j.name + j.suffix(i), Owner: req.User, Score: score, Modifier: min(max(modifier, -maxScore), maxScore),
	}}
	if utf8.RuneCountInString(j.roll) <= maxRoll {
		e.Roll = j.roll
	}
	if j.hp == "" {
		return e, nil
	}
	hp, _, err := c.roll(ctx, req, j.hp, j.of)
	hp = max(hp, 1)
	e.hp = &hp
	return e, err
}

// roll is the total of a number or an expression, and the constant that is added to its dice; of as in Roller.
func (c *command) roll(ctx context.Context, req backend.Request, expression string, of *backend.Sheet) (total, modifier int64, err error) {
	if n, err := strconv.ParseInt(expression, 10, 64); err == nil {
		return n, 0, nil
	}
	return c.Roller.Total(ctx, req, expression, of)
}

// enlist puts an entry into the tracker, or gives the one of that name its new roll.
func (t *Tracker) enlist(by asker, e entry) ([]Event, error) {
	if named := t.named(e.Name); named != nil && !t.sees(by, *named) {
		t.giveWay(named)
	} else if named != nil && !t.mayAct(by, *named) {
		return nil, backend.NewFault(backend.Forbidden, text.InitTaken, e.Name)
	}
	if e.sight != nil {
		e.Sight = *e.sight
	}
	events, err := t.Join(e.Combatant)
	if errors.Is(err, errFull) && len(t.rows(func(c Combatant) bool { return t.reads(by, c) })) < len(t.Combatants) {
		return nil, backend.NewFault(backend.Limited, text.InitNoRoom) // a number would tell how many are unseen
	}
	if err != nil {
		return nil, err
	}
	c := t.named(e.Name)
	if e.sight != nil {
		c.Sight = *e.sight
		for i := range events {
			if events[i].Name == c.Name {
				events[i].sight = c.Sight // from now on it shows as little, its new roll too
			}
		}
	}
	if e.ac != nil {
		c.Armor = e.ac
	}
	if e.hp != nil {
		whole := min(*e.hp, maxHealth)
		c.Health = &Health{Now: whole, Max: whole}
	}
	return events, nil
}

// integer is an integer option's value, nil where it wasn't given.
func integer(o backend.Options, name string) *int64 {
	if !o.Given(name) {
		return nil
	}
	n := o.Int(name, 0)
	return &n
}

// firstRunes is the beginning of a text, at most n characters long.
func firstRunes(s string, n int) string {
	if letters := []rune(s); len(letters) > n {
		return strings.TrimSpace(string(letters[:max(n, 0)]))
	}
	return s
}
