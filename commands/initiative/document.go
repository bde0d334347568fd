package initiative

import (
	"fmt"

	"feyre/store"
)

// merged is what the step is called that Undo takes back where two documents were joined.
const merged = "merge"

// Merge joins two documents of one channel that grew apart: the newer one stays, and its next Undo brings the older one back. Either
// may hold fields that this version doesn't know; the newer's survive. It is pure, and merging the result with either again gives the
// result.
func Merge(newer, older []byte) ([]byte, error) {
	var now, before Tracker
	unknown := store.Unread{}
	if err := store.Decode(newer, &now, &unknown); err != nil {
		return nil, fmt.Errorf("newer tracker: %w", err)
	}
	if err := store.Decode(older, &before, &store.Unread{}); err != nil {
		return nil, fmt.Errorf("older tracker: %w", err)
	}
	back := now.since(before, merged, before.Starter)
	switch {
	case back.idle(&now) && before.Edits > now.Edits:
		return older, nil // the same fight, and more to undo
	case back.idle(&now) || now.remembers(back):
		return newer, nil
	}
	if err := now.remember(back); err != nil {
		return nil, err
	}
	now.Edits = max(now.Edits, before.Edits) + 1
	now.Serial = max(now.Serial, before.Serial) + 1
	return store.Encode(now, unknown)
}

// mend repairs what a document written by something else could have got wrong, so that everything after may rely on it.
func (t *Tracker) mend() {
	for _, c := range t.Combatants {
		t.LastID = max(t.LastID, c.ID)
	}
	known := map[int]bool{}
	for i := range t.Combatants {
		c := &t.Combatants[i]
		if c.ID <= 0 || known[c.ID] {
			t.LastID++
			c.ID = t.LastID
		}
		known[c.ID] = true
	}
	if !known[t.Turn] {
		t.Turn = 0
	}
	if t.Round = max(t.Round, 0); len(t.Combatants) == 0 {
		t.Round = 0
	}
}
