package initiative

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"feyre/store"
)

// Limits of what can be undone. One step is smaller than maxUndoBytes, whatever it changed.
const (
	maxUndo      = 10
	maxUndoBytes = 192 << 10
	spareBytes   = 8 << 10 // of a document, for what this version doesn't know
)

// step is what was before a change: enough to take it back, no more.
type step struct {
	What    string `json:"what"` // the verb that did it
	By      uint64 `json:"by,string"`
	Round   int    `json:"round,omitempty"`
	Turn    int    `json:"turn,omitempty"`
	Starter uint64 `json:"starter,string"`
	// Started is the starter after the change.
	Started uint64 `json:"started,string"`
	// Order lists the ids of all combatants before the change.
	Order []int `json:"order,omitempty"`
	// Were are those that the change touched or took out, as they were.
	Were []Combatant `json:"were,omitempty"`
}

// Step does a change that Undo can take back. Who does the first starts the tracker. When the change fails, or changes nothing,
// the tracker is as it was.
func (t *Tracker) Step(what string, by uint64, change func() ([]Event, error)) ([]Event, error) {
	before := *t
	before.Combatants = make([]Combatant, len(t.Combatants))
	for i, c := range t.Combatants {
		before.Combatants[i] = c.clone()
	}
	events, err := change()
	if err != nil {
		*t = before
		return nil, err
	}
	taken := t.since(before, what, by)
	if taken.idle(t) {
		return events, nil
	}
	if t.Starter == 0 {
		t.Starter = by
	}
	taken.Started = t.Starter
	t.Edits++
	return events, t.remember(taken)
}

// since is the step that leads back from t to before.
func (t *Tracker) since(before Tracker, what string, by uint64) step {
	s := step{What: what, By: by, Round: before.Round, Turn: before.Turn, Starter: before.Starter, Started: t.Starter}
	for _, c := range before.Combatants {
		s.Order = append(s.Order, c.ID)
		if now := t.find(c.ID); now == nil || !reflect.DeepEqual(*now, c) {
			s.Were = append(s.Were, c)
		}
	}
	return s
}

// idle says whether there is nothing to take back.
func (s step) idle(t *Tracker) bool {
	return len(s.Were) == 0 && s.Round == t.Round && s.Turn == t.Turn &&
		slices.EqualFunc(s.Order, t.Combatants, func(id int, c Combatant) bool { return id == c.ID })
}

// remember puts a step onto the list of what can be undone and forgets the oldest beyond the limits. A fight so large that the step
// has no room beside it goes on without.
func (t *Tracker) remember(s step) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("remember %s: %w", s.What, err)
	}
	room, err := t.undoRoom()
	if err != nil {
		return err
	}
	steps := append(slices.Clone(t.Undo), raw)
	first := len(steps)
	for first > 0 && len(steps)-first < maxUndo && len(steps[first-1]) <= room {
		first--
		room -= len(steps[first]) + len(",")
	}
	t.Undo = steps[first:]
	return nil
}

// undoRoom is how many bytes the list of what can be undone may take beside the fight in one document.
func (t *Tracker) undoRoom() (int, error) {
	fight := *t
	fight.Undo = nil
	raw, err := json.Marshal(fight)
	if err != nil {
		return 0, fmt.Errorf("measure the fight: %w", err)
	}
	return min(maxUndoBytes, store.MaxDocument-spareBytes-len(raw)), nil
}

// remembers says whether a step is among those that can be undone.
func (t *Tracker) remembers(s step) bool {
	raw, err := json.Marshal(s)
	return err == nil && slices.ContainsFunc(t.Undo, func(kept json.RawMessage) bool { return bytes.Equal(kept, raw) })
}

// last is the step that Undo would take back.
func (t *Tracker) last() (step, error) {
	if len(t.Undo) == 0 {
		return step{}, errNoUndo
	}
	var s step
	if err := json.Unmarshal(t.Undo[len(t.Undo)-1], &s); err != nil {
		return step{}, fmt.Errorf("step to undo: %w", err)
	}
	return s, nil
}

// TakeBack undoes the last step.
func (t *Tracker) TakeBack() ([]Event, error) {
	s, err := t.last()
	if err != nil {
		return nil, err
	}
	combatants := make([]Combatant, 0, len(s.Order))
	for _, id := range s.Order {
		at := slices.IndexFunc(s.Were, func(c Combatant) bool { return c.ID == id })
		if at >= 0 {
			combatants = append(combatants, s.Were[at])
		} else if c := t.find(id); c != nil {
			combatants = append(combatants, *c)
		}
		t.LastID = max(t.LastID, id)
	}
	if t.Round != s.Round || t.Turn != s.Turn {
		t.Serial++
	}
	if t.Starter == s.Started { // else it was handed over since
		t.Starter = s.Starter
	}
	t.Round, t.Turn, t.Combatants = s.Round, s.Turn, combatants
	t.Undo = t.Undo[:len(t.Undo)-1]
	t.Edits++
	return []Event{{Kind: Undone, Detail: s.What}}, nil
}
