package initiative

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"feyre/backend/text"
	"feyre/store"
)

func TestUndo(t *testing.T) {
	for _, test := range []struct{ name, script string }{
		{"join", "join D 12"},
		{"reroll", "join A 1"},
		{"next", "next"},
		{"prev", "prev"},
		{"leave", "leave B"},
		{"move", "before C A"},
		{"delay", "delay B"},
		{"ready", "ready A x"},
		{"hp", "hp A max:30 -4"},
		{"condition", "cond A slow 2 end"},
		{"a condition that ended", "cond A slow 1 start; next; next"},
		{"reset", "reset"},
		{"reset and a new fight", "reset; join X 3; join Y 4; next"},
		{"ten steps", "next; join D 3; leave A; next; hp B =5; reset; join X 3; next; leave X; join Y 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tracker := &Tracker{}
			play(t, tracker, abc+"next; next; hp B =9")
			want, edits, turn := show(tracker), tracker.Edits, tracker.Turn
			eventsOf(tracker, test.script)
			if show(tracker) == want {
				t.Fatal("the script changes nothing")
			}
			serial, moved := tracker.Serial, tracker.Turn != turn
			for range lines(test.script) {
				play(t, tracker, "undo")
			}
			if got := show(tracker); got != want {
				t.Errorf("undone: got %s, want %s", got, want)
			}
			if tracker.Edits <= edits || moved && tracker.Serial <= serial {
				t.Errorf("edits went from %d to %d, serial from %d to %d: both have to rise", edits, tracker.Edits, serial, tracker.Serial)
			}
		})
	}
}

func TestUndoGivesTheStarterBack(t *testing.T) {
	tracker := &Tracker{}
	play(t, tracker, "join A 1")
	if tracker.Starter != 1 {
		t.Errorf("user %d started it, want 1", tracker.Starter)
	}
	if _, err := tracker.Step("reset", 2, func() ([]Event, error) { return tracker.Reset(2), nil }); err != nil {
		t.Fatal(err)
	}
	if tracker.Starter != 2 {
		t.Errorf("after a reset by 2 user %d started it", tracker.Starter)
	}
	play(t, tracker, "undo")
	if tracker.Starter != 1 {
		t.Errorf("after undo user %d started it, want 1", tracker.Starter)
	}
}

func TestUndoIsBounded(t *testing.T) {
	tracker := &Tracker{}
	for i := range 3 * maxUndo {
		play(t, tracker, fmt.Sprintf("join A %d", i))
	}
	if len(tracker.Undo) != maxUndo {
		t.Errorf("%d steps are kept, want %d", len(tracker.Undo), maxUndo)
	}
	tracker = largest()
	for range 4 {
		fight := *tracker
		eventsOf(tracker, "reset")
		tracker.Combatants, tracker.Round, tracker.Turn = fight.Combatants, fight.Round, fight.Turn
	}
	size := 0
	for _, raw := range tracker.Undo {
		size += len(raw)
	}
	if len(tracker.Undo) == 0 || size > maxUndoBytes {
		t.Errorf("%d steps of %d bytes in all are kept, want some and at most %d", len(tracker.Undo), size, maxUndoBytes)
	}
}

// largest is a fight with as much in it as the limits allow, in the letters that take most room as JSON.
func largest() *Tracker {
	tracker := &Tracker{Round: 1}
	wide := func(n int) string { return strings.Repeat("<", n) }
	many := int64(maxHealth)
	for i := range maxCombatants {
		c := Combatant{
			ID: i + 1, Name: wide(maxName-2) + fmt.Sprintf("%2d", i), Owner: 1<<64 - 1, Score: -maxScore, Modifier: -maxScore,
			Roll: wide(maxRoll), Acted: i + 1, Delaying: true, Ready: true, Trigger: wide(maxNote),
			Health: &Health{Now: many, Max: many, Temp: many}, Armor: &many, Note: wide(maxNote), Sight: Words,
		}
		for j := range maxConditions {
			c.Conditions = append(c.Conditions, Condition{Name: wide(maxCondition-1) + fmt.Sprint(j), Ends: AtStart, Clock: maxCombatants, Left: maxRounds})
		}
		tracker.Combatants = append(tracker.Combatants, c)
	}
	tracker.LastID = maxCombatants
	return tracker
}

// The largest document fits into the store, and its largest step into the list of steps.
func TestLargest(t *testing.T) {
	tracker := largest()
	eventsOf(tracker, "reset")
	if len(tracker.Undo[0]) > maxUndoBytes {
		t.Errorf("one step takes %d bytes, more than %d", len(tracker.Undo[0]), maxUndoBytes)
	}
	if len(tracker.Undo) != 1 {
		t.Fatalf("%d steps can be undone after a reset, want 1", len(tracker.Undo))
	}
	for _, script := range []string{"", "next", "next; next; prev"} {
		tracker := largest()
		for i := range tracker.Combatants {
			tracker.Combatants[i].Delaying = false
		}
		eventsOf(tracker, script)
		raw, err := json.Marshal(tracker)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) > store.MaxDocument {
			t.Errorf("after %q the document takes %d bytes, more than %d", script, len(raw), store.MaxDocument)
		}
	}
}

func TestMerge(t *testing.T) {
	newer, older := &Tracker{}, &Tracker{}
	play(t, newer, "join A 20; join N 1; next")
	play(t, older, abc+"next; next")
	merged, err := Merge(encode(t, newer, `"colour":"red"`), encode(t, older, ""))
	if err != nil {
		t.Fatal(err)
	}
	var tracker Tracker
	if err := json.Unmarshal(merged, &tracker); err != nil {
		t.Fatal(err)
	}
	if got, want := show(&tracker), show(newer); got != want {
		t.Errorf("merged is %s, want the newer %s", got, want)
	}
	events := eventsOf(&tracker, "undo")
	if got, want := show(&tracker), show(older); got != want {
		t.Errorf("undone is %s, want the older %s", got, want)
	}
	if got, want := events[0].words(text.New().For("en")), "The older of two copies of this fight is back."; got != want {
		t.Errorf("undoing it says %q, want %q", got, want)
	}
	if !strings.Contains(string(merged), `"colour":"red"`) {
		t.Errorf("a field was lost: %s", merged)
	}
	for name, again := range map[string][2][]byte{
		"the older": {merged, encode(t, older, "")}, "the newer": {merged, encode(t, newer, "")}, "the newer, late": {encode(t, newer, ""), merged},
	} {
		if got, err := Merge(again[0], again[1]); err != nil || string(got) != string(merged) {
			t.Errorf("merged with %s again it is %s, %v", name, got, err)
		}
	}
	same := encode(t, newer, "")
	if got, err := Merge(same, same); err != nil || string(got) != string(same) {
		t.Errorf("merged with itself it is %s, %v", got, err)
	}
	if _, err := Merge([]byte("["), same); err == nil {
		t.Error("broken JSON was merged")
	}
}

func encode(t *testing.T, tracker *Tracker, more string) []byte {
	t.Helper()
	raw, err := json.Marshal(tracker)
	if err != nil {
		t.Fatal(err)
	}
	if more != "" {
		raw = append([]byte("{"+more+","), raw[1:]...)
	}
	return raw
}

// What a later version writes into combatants and conditions survives this one, also by way of Undo.
func TestUnknownFieldsSurvive(t *testing.T) {
	raw := `{"combatants":[{"id":1,"name":"A","owner":"1","score":5,"aura":{"r":3},"conditions":[{"name":"slow","by":"witch"}]}],"starter":"1"}`
	var tracker Tracker
	if err := json.Unmarshal([]byte(raw), &tracker); err != nil {
		t.Fatal(err)
	}
	eventsOf(&tracker, "join A 7; reset; undo")
	kept := string(encode(t, &tracker, ""))
	for _, want := range []string{`"aura":{"r":3}`, `"by":"witch"`} {
		if !strings.Contains(kept, want) {
			t.Errorf("%s was lost: %s", want, kept)
		}
	}
}

func TestMend(t *testing.T) {
	var tracker Tracker
	raw := `{"round":-2,"turn":9,"combatants":[{"id":1,"name":"A","owner":"1"},{"id":1,"name":"B","owner":"1"},{"name":"C","owner":"1"},{"id":4,"name":"D","owner":"1"}]}`
	if err := json.Unmarshal([]byte(raw), &tracker); err != nil {
		t.Fatal(err)
	}
	tracker.mend()
	ids := map[int]bool{}
	for _, c := range tracker.Combatants {
		ids[c.ID] = true
	}
	if len(ids) != 4 || ids[0] || tracker.LastID != 6 || tracker.Turn != 0 || tracker.Round != 0 {
		t.Errorf("mended is %+v", tracker)
	}
	empty := Tracker{Round: 3}
	empty.mend()
	if empty.Round != 0 {
		t.Errorf("an empty fight is in round %d", empty.Round)
	}
}
