package initiative

import "slices"

// Next ends the current turn and begins the next one, in a new round where everybody had theirs. The first Next begins round 1.
func (t *Tracker) Next() ([]Event, error) {
	if len(t.Combatants) == 0 {
		return nil, errEmpty
	}
	if !slices.ContainsFunc(t.Combatants, t.acts) {
		return nil, errNobody
	}
	at := t.index(t.Turn)
	var events []Event
	if at >= 0 {
		events = t.tick(t.Turn, AtEnd)
	}
	return append(events, t.advance(at+1)...), nil
}

// pass hands the turn on from a place in the list after its holder has left it, to nobody where nobody can act.
func (t *Tracker) pass(from int) []Event {
	if slices.ContainsFunc(t.Combatants, t.acts) {
		return t.advance(from)
	}
	t.Turn = 0
	t.Serial++
	return nil
}

// advance begins the turn of whoever is due from a place in the list on. Somebody has to be able to act.
func (t *Tracker) advance(from int) []Event {
	var events []Event
	for {
		at := t.due(from)
		if at < 0 || t.Round == 0 {
			events = append(events, t.newRound()...)
			from = 0
			continue
		}
		c := &t.Combatants[at]
		events = append(events, t.begin(c)...)
		if t.acts(*c) {
			return events
		}
		events = append(append(events, c.event(Skipped, 0)), t.tick(c.ID, AtEnd)...)
		from = at + 1
	}
}

// due is the place of the next combatant without a turn in this round, from a place on and then from the top; -1 for none.
func (t *Tracker) due(from int) int {
	for i := range t.Combatants {
		at := (from + i) % len(t.Combatants)
		if c := t.Combatants[at]; c.Acted == 0 && !c.Delaying {
			return at
		}
	}
	return -1
}

// begin gives a combatant the turn. A delayed turn that is taken up again has begun before.
func (t *Tracker) begin(c *Combatant) []Event {
	c.Acted = t.lastActed() + 1
	c.Ready, c.Trigger = false, ""
	t.Turn = c.ID
	t.Serial++
	if c.Begun {
		c.Begun = false
		return nil
	}
	return t.tick(c.ID, AtStart)
}

// lastActed is the number of the latest turn in this round, 0 before the first.
func (t *Tracker) lastActed() int {
	last := 0
	for _, c := range t.Combatants {
		last = max(last, c.Acted)
	}
	return last
}

// newRound begins a round. Who delayed through the whole of the last one has lost a turn, but not its effect on conditions.
func (t *Tracker) newRound() []Event {
	var events []Event
	for i := range t.Combatants {
		c := &t.Combatants[i]
		if t.Round > 0 && c.Delaying && c.Acted == 0 {
			if !c.Begun {
				events = append(events, t.tick(c.ID, AtStart)...)
			}
			events = append(events, t.tick(c.ID, AtEnd)...)
		}
		c.Acted, c.Begun = 0, false
	}
	t.Round++
	return append(events, Event{Kind: RoundBegan, Number: int64(t.Round)})
}

// Prev gives the turn back to whoever had it before. Durations count back with it.
func (t *Tracker) Prev() ([]Event, error) {
	if len(t.Combatants) == 0 {
		return nil, errEmpty
	}
	if !slices.ContainsFunc(t.Combatants, t.acts) {
		return nil, errNobody
	}
	for {
		if c := t.find(t.Turn); c != nil {
			t.untick(c.ID, AtStart)
			c.Acted = 0
		}
		if t.lastActed() == 0 {
			if t.Round <= 1 {
				return nil, errStart
			}
			t.oldRound()
		}
		last := t.lastActed()
		at := slices.IndexFunc(t.Combatants, func(c Combatant) bool { return c.Acted == last })
		c := t.Combatants[at]
		t.untick(c.ID, AtEnd)
		t.Turn = c.ID
		if t.acts(c) {
			t.Serial++
			return nil, nil
		}
	}
}

// oldRound goes back to the end of the round before this one, in which everybody acted in the order of the list.
func (t *Tracker) oldRound() {
	t.Round--
	for i := range t.Combatants {
		c := &t.Combatants[i]
		c.Acted, c.Begun = i+1, false
		if c.Delaying {
			c.Acted = 0
			t.untick(c.ID, AtStart)
			t.untick(c.ID, AtEnd)
		}
	}
}
