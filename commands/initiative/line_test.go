package initiative

import (
	"strings"
	"testing"
	"unicode/utf8"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"

	"pgregory.net/rapid"
)

// What this command may say, in characters as they are written at the most.
const (
	maxBody   = 4_000 // in one reply
	maxAround = 37    // in a line beside the name and the details
)

func written(answer reply.Reply) int {
	n := cost(answer.Title) + cost(answer.Footer)
	for _, line := range answer.Body {
		n += lineCost(line)
	}
	for _, field := range answer.Fields {
		n += cost(field.Name)
		for _, line := range field.Value {
			n += lineCost(line)
		}
	}
	return n
}

// full draws a fight of any size with names of any letters, and news of it.
func full(t *rapid.T) (*Tracker, []Event) {
	letters := rapid.SampledFrom([]string{"x", "*", "語", "🐉", "`", "_a"}).Draw(t, "letters")
	tracker := largest()
	tracker.Combatants = tracker.Combatants[:rapid.IntRange(0, maxCombatants).Draw(t, "combatants")]
	length := rapid.IntRange(1, maxName).Draw(t, "length")
	for i := range tracker.Combatants {
		c := &tracker.Combatants[i]
		c.Name = firstRunes(strings.Repeat(letters, length), max(1, length-2)) + string(rune('a'+i%26))
		c.Sight = rapid.SampledFrom([]Sight{Shown, Words, Bare, Unseen}).Draw(t, "sight")
		if rapid.Bool().Draw(t, "plain") {
			c.Health, c.Conditions, c.Note, c.Delaying, c.Ready = nil, nil, "", false, false
		}
	}
	if len(tracker.Combatants) > 0 {
		tracker.Turn = rapid.SampledFrom(tracker.Combatants).Draw(t, "turn").ID
	}
	var events []Event
	for _, c := range tracker.Combatants {
		events = append(events, c.event(Joined, -maxScore), c.conditionEvent(ConditionEnded, Condition{Name: strings.Repeat("*", maxCondition)}))
	}
	return tracker, events
}

func TestReplyIsBounded(t *testing.T) {
	catalog := text.New()
	rapid.Check(t, func(t *rapid.T) {
		tracker, events := full(t)
		say := catalog.For(rapid.SampledFrom([]string{"en", "de", "fr"}).Draw(t, "locale"))
		everything := tracker.secret(request(master, "gm"), asker{manager: true})
		public := tracker.model(tracker.rows(everybody))
		for _, model := range []Model{public, everything} {
			model.tell(events, func(Event) bool { return true })
			answer := model.Describe(say)
			if n := written(answer); n > maxBody {
				t.Fatalf("%d combatants take %d characters, more than %d", len(tracker.Combatants), n, maxBody)
			}
			if drawn := len(listLines(say, model.Combatants)); drawn != len(model.Combatants) {
				t.Fatalf("%d lines for %d combatants", drawn, len(model.Combatants))
			}
			for _, button := range answer.Buttons {
				if n := utf8.RuneCountInString(button.Label); n == 0 || n > 80 {
					t.Fatalf("the button %q has %d characters", button.Label, n)
				}
			}
		}
	})
}

func TestLineIsBounded(t *testing.T) {
	say := text.New().For("fr")
	rapid.Check(t, func(t *rapid.T) {
		tracker, _ := full(t)
		for _, row := range tracker.secret(request(master, "gm"), asker{manager: true}).Combatants {
			for _, m := range measures() {
				line := row.line(say, m)
				name := cost(shorten(row.Name, m.name))
				if n := lineCost(line) - name; n > maxAround+m.details {
					t.Fatalf("%d characters beside the name, more than %d: %s", n, maxAround+m.details, line)
				}
			}
		}
	})
}

// Forty plain combatants with names of full length keep them whole.
func TestFullNamesFit(t *testing.T) {
	var rows []Row
	for i := range maxCombatants {
		rows = append(rows, Row{Name: strings.Repeat("n", maxName-1) + string(rune('0'+i)), Score: int64(i)})
	}
	for i, line := range listLines(text.New().For("en"), rows) {
		if !strings.Contains(line.String(), rows[i].Name) {
			t.Fatalf("the name is cut: %s", line)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, test := range []struct {
		name  string
		limit int
		want  string
	}{
		{"Goblin 12", 16, "Goblin 12"},
		{"Goblin of the Northern Marches 12", 16, "Goblin of t…s 12"},
		{"龍龍龍龍龍龍龍龍龍龍龍龍龍龍龍龍龍龍", 16, "龍龍龍龍龍龍龍龍龍龍龍…龍龍龍龍"},
	} {
		if got := shorten(test.name, test.limit); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestFit(t *testing.T) {
	for _, test := range []struct {
		parts []string
		room  int
		want  string
	}{
		{nil, 20, ""},
		{[]string{"20/20", "AC 15"}, 20, " · 20/20 · AC 15"},
		{[]string{"20/20", "AC 15"}, 10, " · 20/20"},
		{[]string{"20/20", "poisoned, prone"}, 20, " · 20/20 · poisoned…"},
		{[]string{"20/20"}, 0, ""},
	} {
		if got := fit(test.parts, test.room); got != test.want {
			t.Errorf("%v in %d: got %q, want %q", test.parts, test.room, got, test.want)
		}
	}
}

func TestMuchNewsIsCut(t *testing.T) {
	say := text.New().For("en")
	var news []Event
	for range 10 {
		news = append(news, Event{Kind: Delayed, Name: "A"})
	}
	lines := newsLines(say, news)
	if got, want := lines[len(lines)-1].String(), "and 4 more"; got != want || len(lines) != 7 {
		t.Errorf("%d lines end with %q, want 7 with %q", len(lines), got, want)
	}
}

// Names are shown as they were typed, whatever they would mean elsewhere.
func TestNamesAreLiteral(t *testing.T) {
	s := newSeats(t)
	for _, name := range []string{"**bold**", "<@1> @everyone", "%s %d || x", "[a](https://x)", "ignored\u202etxet", "名前 🐉👩‍👧"} {
		answer := s.does(master, "join roll:5 character:"+strings.ReplaceAll(name, ":", "："))
		want := strings.ReplaceAll(backend.Line(name), ":", "：")
		if !strings.HasPrefix(body(answer), want+" joins at 5.") || !strings.Contains(list(answer), want) {
			t.Errorf("%q is shown as %s", name, body(answer))
		}
	}
}
