package roll

import (
	"encoding/json"
	"math/big"
	"strconv"
	"strings"

	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/dice"
)

// Model is what a roll gave.
type Model struct {
	Result *dice.Result
	// Canonical is the expression with names put in, as it can be typed again.
	Canonical string
	// Chance is that of success, nil where there is no test.
	Chance *big.Rat
	// By is who pressed Roll again, 0 for a roll that was typed.
	By     uint64
	ByName string
	// Odds says that the odds can be asked for.
	Odds bool
	// Found says that the expression was found in a message, so that saving it is offered.
	Found bool
}

// MarshalJSON is the result's own form.
func (m Model) MarshalJSON() ([]byte, error) { return json.Marshal(m.Result) }

// Bounds of what a reply shows; what is left out is counted in words, and totals stay exact.
const (
	maxShownText  = 1500 // characters of dice, with the signs that a face puts around them
	maxShownRolls = 40
	maxTitle      = 120
	maxHints      = 3
	maxNotes      = 10
)

// Describe shows the total, the test's result, every die, notes, and hints.
func (m Model) Describe(say text.Printer) reply.Reply {
	rolls := m.Result.Rolls
	answer := reply.Reply{Title: m.title(say), Subject: m.Canonical, Tone: tone(rolls)}
	paint := painter{say: say, left: maxShownText, follows: follows(m.Result.Expr)}
	for i := range rolls {
		if len(rolls) > 1 && (i == maxShownRolls || paint.left <= 0) {
			answer.Body = append(answer.Body, reply.Line{reply.Styled(say.Say(text.RollMore, len(rolls)-i), reply.Faint)})
			break
		}
		answer.Body = append(answer.Body, paint.repetition(&rolls[i], i+1, len(rolls) > 1))
		answer.Body = append(answer.Body, notes(rolls[i].Notes)...)
	}
	if m.Chance != nil {
		answer.Body = append(answer.Body, reply.Line{reply.Styled(say.Say(text.RollChance, say.Percent(m.Chance)), reply.Faint)})
	}
	for _, hint := range hints(rolls) {
		answer.Body = append(answer.Body, reply.Line{reply.Styled(say.Or(hint.String(), text.ID("dice.hint."+string(hint.Code)), anyOf(hint.Args)...), reply.Faint)})
	}
	if m.By != 0 {
		answer.Body = append(answer.Body, reply.Line{
			reply.Styled(say.Say(text.RollBy), reply.Faint), {Text: m.ByName, User: m.By},
		})
	}
	answer.Buttons = m.buttons(say)
	return answer
}

func (m Model) buttons(say text.Printer) []reply.Button {
	buttons := []reply.Button{{Label: say.Say(text.RollAgain), Kind: reply.Primary, Path: "roll/again"}}
	if m.Odds {
		buttons = append(buttons, reply.Button{Label: say.Say(text.RollOdds), Path: "odds/show"})
	}
	if m.Found {
		buttons = append(buttons, reply.Button{Label: say.Say(text.RollSave), Path: "save/ask"})
	}
	return buttons
}

// title is the total with the test's result, or all totals of a repeat, or how many of its tests passed.
func (m Model) title(say text.Printer) string {
	rolls := m.Result.Rolls
	if len(rolls) == 1 {
		title := strconv.FormatInt(rolls[0].Total, 10)
		if rolls[0].IsTest {
			title = verdict(say, &rolls[0]) + then(m.Result.Expr, title)
		}
		return title
	}
	if rolls[0].IsTest && !follows(m.Result.Expr) {
		return say.Say(text.RollPassed, passed(rolls), len(rolls))
	}
	var title strings.Builder
	for i := range rolls {
		total := strconv.FormatInt(rolls[i].Total, 10)
		if title.Len()+len(total) > maxTitle {
			title.WriteString(", …")
			break
		}
		if i > 0 {
			title.WriteString(", ")
		}
		title.WriteString(total)
	}
	return title.String()
}

func passed(rolls []dice.Repetition) (n int) {
	for i := range rolls {
		if rolls[i].Success {
			n++
		}
	}
	return n
}

// then is what a passed or failed test came to, where the expression says what follows from it.
func then(expr *dice.Expr, total string) string {
	if follows(expr) {
		return ": " + total
	}
	return ""
}

// follows says whether the expression tells what follows from its test.
func follows(expr *dice.Expr) bool {
	_, follows := expr.Root.(*dice.Then)
	return follows
}

// verdict is how a test went and by how much; of a tie it says no number.
func verdict(say text.Printer, rep *dice.Repetition) string {
	said, by := text.RollFailure, text.RollMissed
	if rep.Success {
		said, by = text.RollSuccess, text.RollMargin
	}
	if rep.Margin == 0 {
		return say.Say(said)
	}
	return say.Say(said) + ", " + say.Say(by, max(rep.Margin, -rep.Margin))
}

func tone(rolls []dice.Repetition) reply.Tone {
	switch {
	case len(rolls) != 1 || !rolls[0].IsTest:
		return reply.Neutral
	case rolls[0].Success:
		return reply.Good
	default:
		return reply.Bad
	}
}

func notes(sums []dice.NoteSum) []reply.Line {
	var lines []reply.Line
	for _, sum := range sums[:min(len(sums), maxNotes)] {
		lines = append(lines, reply.Line{reply.Text(sum.Note + ": "), reply.Styled(strconv.FormatInt(sum.Total, 10), reply.Bold)})
	}
	return lines
}

// hints are those of all repetitions, each once.
func hints(rolls []dice.Repetition) []dice.Hint {
	var found []dice.Hint
	seen := map[dice.HintCode]bool{}
	for i := range rolls {
		for _, hint := range rolls[i].Hints {
			if !seen[hint.Code] && len(found) < maxHints {
				seen[hint.Code] = true
				found = append(found, hint)
			}
		}
	}
	return found
}

func anyOf(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}
