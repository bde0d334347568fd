package initiative

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// act does one line of a script, such as "join A 20 +3" or "hp A -5", as a step of user 1.
func act(tracker *Tracker, line string) ([]Event, error) {
	words := strings.Fields(line)
	name := func(i int) int {
		if i < len(words) {
			if c := tracker.named(words[i]); c != nil {
				return c.ID
			}
		}
		return 0
	}
	number := func(i int) int64 {
		if i >= len(words) {
			return 0
		}
		n, err := strconv.ParseInt(words[i], 10, 64)
		if err != nil {
			panic(line + ": " + err.Error())
		}
		return n
	}
	if words[0] == "undo" {
		return tracker.TakeBack()
	}
	return tracker.Step(words[0], 1, func() ([]Event, error) {
		switch words[0] {
		case "join":
			return tracker.Join(Combatant{Name: words[1], Owner: 1, Score: number(2), Modifier: number(3)})
		case "next":
			return tracker.Next()
		case "prev":
			return tracker.Prev()
		case "leave":
			return tracker.Remove(name(1))
		case "reset":
			return tracker.Reset(1), nil
		case "before":
			return tracker.Move(name(1), name(2), true)
		case "after":
			return tracker.Move(name(1), name(2), false)
		case "delay":
			return tracker.Delay(name(1))
		case "enter":
			return tracker.Enter(name(1))
		case "ready":
			return tracker.MakeReady(name(1), strings.Join(words[2:], " "))
		case "hp":
			return tracker.Wound(name(1), wound(words[2:]))
		case "cond": // cond BEARER NAME ROUNDS start|end CLOCK
			return tracker.SetCondition(name(1), words[2], int(number(3)), Moment(words[4]), name(5))
		case "stay":
			return tracker.SetCondition(name(1), words[2], 0, AtEnd, 0)
		case "cure":
			return tracker.RemoveCondition(name(1), words[2])
		default:
			panic("unknown line " + line)
		}
	})
}

// wound reads "max:30", "temp:5", "-7", "+3" and "=12".
func wound(words []string) Wound {
	var w Wound
	for _, word := range words {
		key, value, found := strings.Cut(word, ":")
		if !found {
			value = strings.TrimPrefix(word, "=")
			w.Set = value != word
		}
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			panic(word)
		}
		switch {
		case !found:
			w.Amount = &n
		case key == "max":
			w.Max = &n
		default:
			w.Temp = &n
		}
	}
	return w
}

// lines are a script's, which are parted by ";".
func lines(script string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(script, "; ", ";"), func(r rune) bool { return r == ';' })
}

// eventsOf does a script in which nothing fails.
func eventsOf(tracker *Tracker, script string) []Event {
	var all []Event
	for _, line := range lines(script) {
		events, err := act(tracker, line)
		if err != nil {
			panic(line + ": " + err.Error())
		}
		all = append(all, events...)
	}
	return all
}

// play does a script and returns everything that was told. A line's error is told as "!error".
func play(t *testing.T, tracker *Tracker, script string) string {
	t.Helper()
	var told []string
	for _, line := range lines(script) {
		events, err := act(tracker, line)
		if err != nil {
			told = append(told, "!"+err.Error())
		}
		for _, e := range events {
			told = append(told, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %d", e.Kind, e.Name, e.Detail, e.Number)), " "))
		}
	}
	return strings.Join(told, "; ")
}

// show draws a tracker on one line: "2: A20 >B15 C10z" is round 2, B's turn, C delaying; ! is ready.
func show(tracker *Tracker) string {
	drawn := []string{strconv.Itoa(tracker.Round) + ":"}
	for _, c := range tracker.Combatants {
		mark := c.Name + strconv.FormatInt(c.Score, 10)
		if c.ID == tracker.Turn {
			mark = ">" + mark
		}
		if c.Delaying {
			mark += "z"
		}
		if c.Ready {
			mark += "!"
		}
		if h := c.Health; h != nil {
			mark += fmt.Sprintf("(%d/%d+%d)", h.Now, h.Max, h.Temp)
		}
		for _, condition := range c.Conditions {
			if !condition.over() {
				mark += fmt.Sprintf("[%s %d]", condition.Name, tracker.Remaining(condition))
			}
		}
		drawn = append(drawn, mark)
	}
	return strings.Join(drawn, " ")
}

// A failed change leaves nothing behind, not even half of it.
func TestStepFails(t *testing.T) {
	tracker := &Tracker{}
	play(t, tracker, "join A 20; next; next")
	want := show(tracker)
	edits := tracker.Edits
	_, err := tracker.Step("broken", 1, func() ([]Event, error) {
		tracker.Combatants[0].Name = "changed"
		tracker.Turn = 0
		return nil, errNobody
	})
	if !errors.Is(err, errNobody) {
		t.Errorf("failed with %v, want %v", err, errNobody)
	}
	if got := show(tracker); got != want || tracker.Edits != edits {
		t.Errorf("after a failed step %q at edit %d, want %q at %d", got, tracker.Edits, want, edits)
	}
}
