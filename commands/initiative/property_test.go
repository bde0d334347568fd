package initiative

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// line draws one line of a script over the names A to F.
func line(t *rapid.T) string {
	name := func() string { return string(rune('A' + rapid.IntRange(0, 5).Draw(t, "name"))) }
	number := func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "number") }
	switch rapid.SampledFrom([]string{
		"join", "join", "join", "next", "next", "next", "next", "prev", "leave", "before", "after", "delay", "enter", "ready", "hp", "hp", "cond", "cure", "reset",
	}).Draw(t, "verb") {
	case "join":
		return fmt.Sprintf("join %s %d %d", name(), number(0, 6), number(0, 2))
	case "prev":
		return "prev"
	case "leave":
		return "leave " + name()
	case "before":
		return "before " + name() + " " + name()
	case "after":
		return "after " + name() + " " + name()
	case "delay":
		return "delay " + name()
	case "enter":
		return "enter " + name()
	case "ready":
		return "ready " + name() + " x"
	case "hp":
		return fmt.Sprintf("hp %s max:5 %d", name(), number(-6, 6))
	case "cond":
		ends := rapid.SampledFrom([]Moment{AtStart, AtEnd}).Draw(t, "moment")
		return fmt.Sprintf("cond %s %s %d %s %s", name(), rapid.SampledFrom([]string{"slow", "prone"}).Draw(t, "condition"), number(1, 3), ends, name())
	case "cure":
		return "cure " + name() + " slow"
	case "reset":
		return "reset"
	default:
		return "next"
	}
}

// fight draws a tracker that many lines have been done to.
func fight(t *rapid.T) *Tracker {
	tracker := &Tracker{KeepDowned: rapid.Bool().Draw(t, "keep downed")}
	for range rapid.IntRange(0, 40).Draw(t, "lines") {
		_, _ = act(tracker, line(t)) // a refusal is as good a history as any
	}
	return tracker
}

// whole is everything of a tracker that Undo brings back, as text.
func whole(tracker *Tracker) string {
	kept := *tracker
	kept.Serial, kept.Edits, kept.LastID, kept.Undo = 0, 0, 0, nil
	raw, err := json.Marshal(kept)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func TestOrderHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracker := fight(t)
		ids, names := map[int]bool{}, map[string]bool{}
		for i, c := range tracker.Combatants {
			if i > 0 && c.Score > tracker.Combatants[i-1].Score {
				t.Fatalf("not in order: %s", show(tracker))
			}
			if ids[c.ID] || names[strings.ToLower(c.Name)] || c.ID > tracker.LastID || c.ID <= 0 {
				t.Fatalf("an id or a name twice, or an id above %d: %+v", tracker.LastID, tracker.Combatants)
			}
			ids[c.ID], names[strings.ToLower(c.Name)] = true, true
		}
		if tracker.Turn != 0 && (!ids[tracker.Turn] || tracker.Round == 0) {
			t.Fatalf("the turn of %d in round %d: %s", tracker.Turn, tracker.Round, show(tracker))
		}
		if c := tracker.find(tracker.Turn); c != nil && (c.Delaying || c.Acted <= 0) {
			t.Fatalf("it is the turn of one who isn't there: %s", show(tracker))
		}
	})
}

// Whose turn it is changes only with next, prev, and when its holder leaves or delays.
func TestTurnStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracker := fight(t)
		turn, serial := tracker.find(tracker.Turn), tracker.Serial
		if turn == nil {
			return
		}
		holder := turn.Name
		drawn := line(t)
		if slices.Contains([]string{"next", "prev", "reset", "leave " + holder, "delay " + holder}, drawn) {
			return
		}
		_, _ = act(tracker, drawn)
		if now := tracker.find(tracker.Turn); now == nil || now.Name != holder || tracker.Serial != serial {
			t.Fatalf("%s took the turn from %s: %s", drawn, holder, show(tracker))
		}
	})
}

// In every round each combatant that is there all the time, and able to act, has exactly one turn, whoever joins, leaves or rerolls.
func TestEverybodyActsOnceARound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracker := &Tracker{}
		eventsOf(tracker, "join A 3; join B 2; join C 1; next")
		turns, there := map[string]int{}, map[string]bool{}
		begin := func() {
			clear(turns)
			clear(there)
			for _, c := range tracker.Combatants {
				there[c.Name] = true
			}
			turns[tracker.find(tracker.Turn).Name]++
		}
		begin()
		for range rapid.IntRange(1, 60).Draw(t, "lines") {
			drawn := line(t)
			verb, name, _ := strings.Cut(drawn, " ")
			if !slices.Contains([]string{"next", "join", "leave", "before", "after"}, verb) || verb == "leave" && len(tracker.Combatants) == 1 {
				continue
			}
			round, turn := tracker.Round, tracker.Turn
			if _, err := act(tracker, drawn); err != nil {
				continue
			}
			if verb == "leave" {
				delete(there, name)
				delete(turns, name)
			}
			if tracker.Round == round {
				if tracker.Turn != turn {
					turns[tracker.find(tracker.Turn).Name]++
				}
			} else {
				for name := range there {
					if turns[name] != 1 {
						t.Fatalf("%s had %d turns in round %d", name, turns[name], round)
					}
				}
				begin()
			}
			for name, n := range turns {
				if n > 1 {
					t.Fatalf("%s had %d turns in round %d", name, n, tracker.Round)
				}
			}
		}
	})
}

// Prev after Next is where one was, with every duration.
func TestPrevTakesNextBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracker := &Tracker{}
		eventsOf(tracker, "join A 3; join B 2; join C 1; next")
		for range rapid.IntRange(0, 20).Draw(t, "lines") {
			drawn := line(t)
			if verb, _, _ := strings.Cut(drawn, " "); slices.Contains([]string{"next", "join", "cond", "cure"}, verb) {
				_, _ = act(tracker, drawn)
			}
		}
		if last := tracker.lastActed(); tracker.due(0) < 0 && tracker.Combatants[len(tracker.Combatants)-1].Acted != last {
			return // over a round's end Prev follows the list, which was changed since
		}
		before := show(tracker)
		eventsOf(tracker, "next; prev")
		if after := show(tracker); after != before {
			t.Fatalf("before %s, after next and prev %s", before, after)
		}
	})
}

func TestUndoRestores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracker := fight(t)
		var history []string
		for range rapid.IntRange(1, maxUndo).Draw(t, "steps") {
			was, edits := whole(tracker), tracker.Edits
			if _, err := act(tracker, line(t)); err != nil && whole(tracker) != was {
				t.Fatalf("a refused step left %s of %s", whole(tracker), was)
			}
			if tracker.Edits != edits {
				history = append(history, was)
			}
		}
		for _, want := range slices.Backward(history) {
			if _, err := tracker.TakeBack(); err != nil {
				t.Fatal(err)
			}
			if got := whole(tracker); got != want {
				t.Fatalf("undone is\n%s, want\n%s", got, want)
			}
		}
	})
}

func TestDocumentReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracker := fight(t)
		raw, err := json.Marshal(tracker)
		if err != nil {
			t.Fatal(err)
		}
		var read Tracker
		if err := json.Unmarshal(raw, &read); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(read)
		if err != nil || string(again) != string(raw) {
			t.Fatalf("read back is\n%s, want\n%s (%v)", again, raw, err)
		}
		read.mend()
		if mended, _ := json.Marshal(read); !reflect.DeepEqual(mended, raw) {
			t.Fatalf("mended is\n%s, want\n%s", mended, raw)
		}
	})
}
