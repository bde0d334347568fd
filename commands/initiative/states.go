package initiative

// Delay takes a combatant out of the order until Enter. On its own turn, the turn passes on and waits for it.
func (t *Tracker) Delay(id int) ([]Event, error) {
	at := t.index(id)
	if at < 0 {
		return nil, errNoSuch
	}
	c := &t.Combatants[at]
	if c.Delaying {
		return nil, errDelaying
	}
	c.Delaying, c.Ready, c.Trigger = true, false, ""
	events := []Event{c.event(Delayed, 0)}
	if t.Turn == id {
		c.Acted, c.Begun = 0, true
		events = append(events, t.pass(at+1)...)
	}
	return events, nil
}

// Enter ends what a combatant waits for: who delayed stands after the current turn from now on and is due next, at once where
// nobody has the turn; who was ready acts and keeps its place.
func (t *Tracker) Enter(id int) ([]Event, error) {
	c := t.find(id)
	switch {
	case c == nil:
		return nil, errNoSuch
	case c.Ready:
		c.Ready, c.Trigger = false, ""
		return []Event{c.event(ReadyActed, 0)}, nil
	case !c.Delaying:
		return nil, errPresent
	}
	c.Delaying = false
	events := []Event{c.event(Entered, 0)}
	switch {
	case t.Turn != 0:
		t.put(id, t.Turn, false)
	case t.Round > 0 && t.acts(*c):
		events = append(events, t.advance(t.index(id))...)
	}
	return events, nil
}

// MakeReady notes that a combatant waits for trigger, until it acts on it or its next turn begins.
func (t *Tracker) MakeReady(id int, trigger string) ([]Event, error) {
	c := t.find(id)
	switch {
	case c == nil:
		return nil, errNoSuch
	case c.Delaying:
		return nil, errDelaying
	case c.Ready && c.Trigger == trigger:
		return nil, errReady
	}
	c.Ready, c.Trigger = true, trigger
	return []Event{c.event(BecameReady, 0)}, nil
}
