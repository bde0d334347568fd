package initiative

import (
	"context"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// completeOwn offers those that the asker may act on.
func (c *command) completeOwn(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	return c.offer(ctx, req, (*Tracker).mayAct)
}

// completeSeen offers those that the asker knows of.
func (c *command) completeSeen(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	return c.offer(ctx, req, func(*Tracker, asker, Combatant) bool { return true })
}

// completeJoin offers the asker's characters and those of the asker's combatants who could roll again.
func (c *command) completeJoin(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	own, err := c.offer(ctx, req, func(_ *Tracker, by asker, combatant Combatant) bool { return combatant.Owner == by.user })
	if err != nil {
		return nil, err
	}
	names, err := c.Roster.Names(ctx, req.User, req.Guild)
	if err != nil {
		return own, err
	}
	for _, choice := range own {
		names = append(names, choice.Value)
	}
	return distinct(names, req.Options[req.Focus]), nil
}

func (c *command) offer(ctx context.Context, req backend.Request, fits func(*Tracker, asker, Combatant) bool) ([]backend.Choice, error) {
	t, err := store.View[Tracker](ctx, c.Documents, store.TrackerKey(req.Channel))
	if err != nil {
		return nil, err
	}
	t.mend()
	by := askerOf(req)
	var choices []backend.Choice
	for _, combatant := range t.Combatants {
		if t.sees(by, combatant) && fits(&t, by, combatant) && offered(combatant.Name, req.Options[req.Focus]) {
			choices = append(choices, backend.Choice{Name: combatant.Name, Value: combatant.Name})
		}
	}
	return choices, nil
}

// completeCondition offers the conditions of the combatant, for taking away, and then common ones.
func (c *command) completeCondition(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	t, err := store.View[Tracker](ctx, c.Documents, store.TrackerKey(req.Channel))
	if err != nil {
		return nil, err
	}
	var names []string
	by := askerOf(req)
	if who, err := t.mine(by, req.Options.Text("character")); err == nil {
		for _, condition := range t.row(*who, t.reads(by, *who)).Conditions {
			names = append(names, condition.Name)
		}
	}
	if c.Catalog != nil && !req.Options.Bool("remove", false) {
		say := req.Printer(c.Catalog)
		for _, id := range text.InitConditions() {
			names = append(names, say.Say(id))
		}
	}
	return distinct(names, req.Options[req.Focus]), nil
}

func distinct(names []string, typed string) []backend.Choice {
	known := map[string]bool{}
	var choices []backend.Choice
	for _, name := range names {
		if key := backend.Folded(name); !known[key] && offered(name, typed) {
			known[key] = true
			choices = append(choices, backend.Choice{Name: name, Value: name})
		}
	}
	return choices
}

// offered says whether a name fits what was typed so far.
func offered(name, typed string) bool {
	return strings.Contains(backend.Folded(name), backend.Folded(strings.TrimSpace(typed)))
}
