package initiative

import (
	"strconv"
	"strings"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// What the smallest face has room for, in characters as they are written there; see cost.
const (
	maxList     = 3_200
	maxNews     = 600
	maxNewsLine = 300
	mostNews    = 6 // events
)

// measure says how much of each combatant is shown: characters of the name, and of all that stands behind it.
type measure struct{ name, details int }

// measures go from all that a line may hold to what always fits.
func measures() []measure {
	return []measure{{64, 240}, {64, 120}, {64, 80}, {64, 58}, {64, 45}, {64, 30}, {64, 15}, {64, 0}, {40, 30}, {40, 15}, {24, 20}, {16, 12}, {16, 0}}
}

// listLines draws the list with as much as there is room for.
func listLines(say text.Printer, rows []Row) []reply.Line {
	var lines []reply.Line
	for _, m := range measures() {
		lines = lines[:0]
		total := 0
		for _, row := range rows {
			line := row.line(say, m)
			lines = append(lines, line)
			total += lineCost(line)
		}
		if total <= maxList {
			break
		}
	}
	return lines
}

// line draws one combatant: "▶ `17` Sir Oliver · 23/30 · AC 16 · poisoned (2)".
func (r Row) line(say text.Printer, m measure) reply.Line {
	name := reply.Span{Text: shorten(r.Name, m.name)}
	line := reply.Line{}
	if r.Turn {
		line = append(line, reply.Text("▶ "))
		name.Style |= reply.Bold
	}
	if r.State == Down {
		name.Style |= reply.Struck
	}
	line = append(line, reply.Styled(strconv.FormatInt(r.Score, 10), reply.Code))
	if r.Tie != nil && m.details > 0 {
		line = append(line, reply.Styled(" "+signed(*r.Tie), reply.Faint))
	}
	line = append(line, reply.Text(" "), name)
	if details := fit(r.details(say), m.details); details != "" {
		line = append(line, reply.Text(details))
	}
	return line
}

// details are the parts behind a name, the most important first.
func (r Row) details(say text.Printer) []string {
	var parts []string
	if mark := r.mark(); mark != "" {
		parts = append(parts, say.Say(mark))
	}
	if r.Delaying {
		parts = append(parts, say.Say(text.InitDelaying))
	}
	if r.Ready {
		parts = append(parts, strings.TrimSuffix(say.Say(text.InitReady)+": "+r.Trigger, ": "))
	}
	if health := r.health(say); health != "" {
		parts = append(parts, health)
	}
	if r.Armor != nil {
		parts = append(parts, say.Say(text.InitArmor, *r.Armor))
	}
	var conditions []string
	for _, c := range r.Conditions {
		conditions = append(conditions, c.words(say))
	}
	if len(conditions) > 0 {
		parts = append(parts, strings.Join(conditions, ", "))
	}
	if r.Note != "" {
		parts = append(parts, r.Note)
	}
	return parts
}

// mark is what others don't see.
func (r Row) mark() text.ID {
	switch r.Sight {
	case Shown:
		return ""
	case Words:
		return text.InitMarkWords
	case Bare:
		return text.InitMarkBare
	default:
		return text.InitMarkUnseen
	}
}

func (r Row) health(say text.Printer) string {
	var parts []string
	if h := r.Health; h != nil {
		numbers := strconv.FormatInt(h.Now, 10) + "/" + strconv.FormatInt(h.Max, 10)
		if h.Temp > 0 {
			numbers += " +" + strconv.FormatInt(h.Temp, 10)
		}
		parts = append(parts, numbers)
	}
	switch r.State {
	case Hurt:
		if r.Health == nil {
			parts = append(parts, say.Say(text.InitHurt))
		}
	case Bloodied:
		parts = append(parts, say.Say(text.InitBloodied))
	case Down:
		parts = append(parts, say.Say(text.InitDown))
	}
	return strings.Join(parts, " ")
}

func (c RowCondition) words(say text.Printer) string {
	switch {
	case c.Rounds == nil:
		return c.Name
	case *c.Rounds == 0:
		return c.Name + " (" + say.Say(text.InitThisTurn) + ")"
	default:
		return c.Name + " (" + strconv.Itoa(*c.Rounds) + ")"
	}
}

func signed(n int64) string {
	if n < 0 {
		return strconv.FormatInt(n, 10)
	}
	return "+" + strconv.FormatInt(n, 10)
}

// newsLines tells what happened, the rest in one line where it is much.
func newsLines(say text.Printer, news []Event) []reply.Line {
	var lines []reply.Line
	left := maxNews
	for i, event := range news {
		line := cut(event.words(say), maxNewsLine)
		left -= cost(line)
		if i == mostNews || left < 0 {
			return append(lines, reply.Line{reply.Text(say.Say(text.InitMore, len(news)-i))})
		}
		lines = append(lines, reply.Line{reply.Text(line)})
	}
	return lines
}

// words is an event in a sentence.
func (e Event) words(say text.Printer) string {
	id := text.ID("init.event." + string(e.Kind))
	switch e.Kind {
	case WasReset:
		return say.Say(id)
	case RoundBegan:
		return say.Say(id, e.Number)
	case Undone:
		if e.Detail == merged {
			return say.Say(text.InitEventUnmerged)
		}
		return say.Say(id, text.Typed(e.Detail))
	case ConditionSet, ConditionEnded:
		return say.Say(id, e.Name, e.Detail)
	case Joined, Rerolled, Moved, HealthSet, Damaged, Healed:
		return say.Say(id, e.Name, e.Number)
	default:
		return say.Say(id, e.Name)
	}
}
