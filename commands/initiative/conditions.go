package initiative

import (
	"encoding/json"
	"slices"

	"feyre/backend"
	"feyre/store"
)

// Condition is something that a combatant suffers or enjoys for a while.
type Condition struct {
	Name string `json:"name"`
	// Ends says at what moment of the clock's turns the condition counts down; Stays for one that has to be taken away.
	Ends Moment `json:"ends,omitempty"`
	// Clock is the id of the combatant whose turns count, usually the bearer.
	Clock int `json:"clock,omitempty"`
	// Left counts the moments to come. At 0 the condition is over and kept only so that Prev can bring it back.
	Left int `json:"left,omitempty"`

	unread store.Unread
}

// Moment is a point in a turn.
type Moment string

// The moments.
const (
	Stays   Moment = ""
	AtStart Moment = "start"
	AtEnd   Moment = "end"
)

func (c Condition) over() bool { return c.Ends != Stays && c.Left <= 0 }

// SetCondition puts a condition on a combatant, or replaces the one of that name. rounds counts the turns of clock after the one
// that is under way; 0 is without end. clock 0 is the bearer.
func (t *Tracker) SetCondition(id int, name string, rounds int, ends Moment, clock int) ([]Event, error) {
	c := t.find(id)
	if c == nil {
		return nil, errNoSuch
	}
	condition := Condition{Name: name}
	if rounds > 0 {
		if clock == 0 {
			clock = id
		}
		condition.Ends, condition.Clock, condition.Left = ends, clock, rounds
		if t.endsThisTurn(condition) {
			condition.Left++
		}
	}
	c.Conditions = slices.DeleteFunc(slices.Clone(c.Conditions), func(old Condition) bool {
		return old.over() || backend.Same(old.Name, name)
	})
	if len(c.Conditions) >= maxConditions {
		return nil, errConditions
	}
	c.Conditions = append(c.Conditions, condition)
	return []Event{c.conditionEvent(ConditionSet, condition)}, nil
}

// RemoveCondition takes a condition away.
func (t *Tracker) RemoveCondition(id int, name string) ([]Event, error) {
	c := t.find(id)
	if c == nil {
		return nil, errNoSuch
	}
	at := slices.IndexFunc(c.Conditions, func(old Condition) bool { return !old.over() && backend.Same(old.Name, name) })
	if at < 0 {
		return nil, errCondition
	}
	event := c.conditionEvent(ConditionEnded, c.Conditions[at])
	c.Conditions = slices.Delete(slices.Clone(c.Conditions), at, at+1)
	return []Event{event}, nil
}

// Remaining is how many turns of its clock a condition outlasts after the current one; 0 where it ends with that.
func (t *Tracker) Remaining(c Condition) int {
	if t.endsThisTurn(c) {
		return c.Left - 1
	}
	return c.Left
}

func (t *Tracker) endsThisTurn(c Condition) bool {
	return c.Ends == AtEnd && t.Turn == c.Clock && t.Turn != 0
}

// tick counts down every condition that waits for this moment of this combatant's turn, and tells which are over.
func (t *Tracker) tick(clock int, moment Moment) []Event {
	var events []Event
	for i := range t.Combatants {
		c := &t.Combatants[i]
		var gone bool
		for j := range c.Conditions {
			condition := &c.Conditions[j]
			if condition.Ends != moment || condition.Clock != clock {
				continue
			}
			gone = gone || condition.over()
			if condition.Left--; condition.Left == 0 {
				events = append(events, c.conditionEvent(ConditionEnded, *condition))
			}
		}
		if gone {
			c.Conditions = slices.DeleteFunc(c.Conditions, func(old Condition) bool { return old.Ends != Stays && old.Left < 0 })
		}
	}
	return events
}

// untick takes a tick back.
func (t *Tracker) untick(clock int, moment Moment) {
	for i := range t.Combatants {
		for j := range t.Combatants[i].Conditions {
			if condition := &t.Combatants[i].Conditions[j]; condition.Ends == moment && condition.Clock == clock {
				condition.Left++
			}
		}
	}
}

// rewind gives the conditions that ran by somebody else's turns the bearer's own clock.
func (c *Combatant) rewind(gone int) {
	for i := range c.Conditions {
		if c.Conditions[i].Clock == gone {
			c.Conditions[i].Clock = c.ID
		}
	}
}

// UnmarshalJSON keeps what this version doesn't know.
func (c *Condition) UnmarshalJSON(raw []byte) error {
	type plain Condition
	return store.Decode(raw, (*plain)(c), &c.unread)
}

// MarshalJSON writes it back.
func (c Condition) MarshalJSON() ([]byte, error) {
	type plain Condition
	return store.Encode(plain(c), c.unread)
}

var (
	_ json.Unmarshaler = (*Condition)(nil)
	_ json.Marshaler   = Condition{}
)
