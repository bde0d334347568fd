package initiative

import (
	"slices"

	"feyre/backend"
)

// named is the combatant of a name, nil for none.
func (t *Tracker) named(name string) *Combatant {
	for i := range t.Combatants {
		if backend.Same(t.Combatants[i].Name, name) {
			return &t.Combatants[i]
		}
	}
	return nil
}

// Join puts a combatant in, or gives the one of that name the new roll: its place changes, the rest of it and whose turn it is
// stay. The id is given here.
func (t *Tracker) Join(c Combatant) ([]Event, error) {
	if known := t.named(c.Name); known != nil {
		return t.reroll(known.ID, c), nil
	}
	if len(t.Combatants) >= maxCombatants {
		return nil, errFull
	}
	t.LastID++
	c.ID = t.LastID
	at := t.insert(c)
	if t.Turn != 0 && at < t.index(t.Turn) {
		t.Combatants[at].Acted = -1
	}
	return []Event{c.event(Joined, c.Score)}, nil
}

func (t *Tracker) reroll(id int, with Combatant) []Event {
	at := t.index(id)
	c := t.Combatants[at]
	t.Combatants = slices.Delete(t.Combatants, at, at+1)
	c.Score, c.Modifier, c.Roll = with.Score, with.Modifier, with.Roll
	t.insert(c)
	return []Event{c.event(Rerolled, c.Score)}
}

// insert puts c before the first that it beats, so that equals stay in the order in which they came.
func (t *Tracker) insert(c Combatant) int {
	at := slices.IndexFunc(t.Combatants, func(other Combatant) bool {
		return c.Score > other.Score || c.Score == other.Score && c.Modifier > other.Modifier
	})
	if at < 0 {
		at = len(t.Combatants)
	}
	t.Combatants = slices.Insert(t.Combatants, at, c)
	return at
}

// Move puts a combatant right before or after another one. A score that would contradict the new place becomes its neighbour's.
func (t *Tracker) Move(id, beside int, before bool) ([]Event, error) {
	if t.index(id) < 0 || t.index(beside) < 0 {
		return nil, errNoSuch
	}
	if id == beside {
		return nil, errItself
	}
	t.put(id, beside, before)
	c := t.find(id)
	return []Event{c.event(Moved, c.Score)}, nil
}

func (t *Tracker) put(id, beside int, before bool) {
	from := t.index(id)
	c := t.Combatants[from]
	t.Combatants = slices.Delete(t.Combatants, from, from+1)
	to := t.index(beside)
	if !before {
		to++
	}
	if to > 0 {
		c.Score = min(c.Score, t.Combatants[to-1].Score)
	}
	if to < len(t.Combatants) {
		c.Score = max(c.Score, t.Combatants[to].Score)
	}
	t.Combatants = slices.Insert(t.Combatants, to, c)
}

// Remove takes a combatant out. Only when it was its turn does the turn pass to the next. Conditions that ended with its turns
// now end with their bearer's own.
func (t *Tracker) Remove(id int) ([]Event, error) {
	at := t.index(id)
	if at < 0 {
		return nil, errNoSuch
	}
	events := []Event{t.Combatants[at].event(Left, 0)}
	t.Combatants = slices.Delete(t.Combatants, at, at+1)
	for i := range t.Combatants {
		t.Combatants[i].rewind(id)
	}
	if t.Turn == id {
		events = append(events, t.pass(at)...)
	}
	if len(t.Combatants) == 0 {
		t.Round = 0
	}
	return events, nil
}

// Reset throws the fight away. Who did it starts the next one.
func (t *Tracker) Reset(by uint64) []Event {
	t.Round, t.Turn, t.Starter, t.Combatants = 0, 0, by, nil
	t.Serial++
	return []Event{{Kind: WasReset}}
}
