package save

import (
	"strings"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Model is a user's shelf, after what was done with it.
type Model struct {
	Done  text.ID `json:"-"`
	Name  string  `json:"-"`
	Rolls []Roll  `json:"rolls"`
}

// maxList is what the smallest face has room for, in characters as they are written there.
const maxList = 3_900

// Describe lists the saved rolls.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.SaveTitle), Private: true}
	if m.Done != "" {
		answer.Tone = reply.Good
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(m.Done, "@"+m.Name))}, nil)
	}
	if len(m.Rolls) == 0 {
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.SaveNone))})
	}
	room := maxList / max(len(m.Rolls), 1)
	for _, roll := range m.Rolls {
		answer.Body = append(answer.Body, reply.Line{
			reply.Styled("@"+roll.Name, reply.Bold), reply.Text("  "), reply.Styled(roll.shown(room), reply.Code),
		})
	}
	return answer
}

// shown is as much of the expression as a line of at most room characters has room for behind the name.
func (r Roll) shown(room int) string {
	const around = 14 // the signs before, between and behind the two, where the expression holds some of its own
	room -= around + len(r.Name) + strings.Count(r.Name, "_")
	letters := []rune(r.Expression)
	if len(letters)+strings.Count(r.Expression, "`") <= room {
		return r.Expression
	}
	letters = letters[:min(len(letters), room)]
	for len(letters) > 0 && len(letters)+strings.Count(string(letters), "`") >= room {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// question asks under which name to save an expression.
type question struct{ expression string }

// Describe is a modal with the expression filled in.
func (q question) Describe(say text.Printer) reply.Reply {
	if q.expression == "" || len([]rune(q.expression)) > maxExpression {
		return reply.Reply{Private: true, Tone: reply.Bad, Body: reply.Lines(say.Say(text.SaveTooLong, maxExpression))}
	}
	return reply.Reply{Private: true, Modal: &reply.Modal{
		Title: say.Say(text.SaveAddSummary), Path: "save/add",
		Inputs: []reply.Input{
			{Name: "name", Label: say.Say(text.SaveOptionName), Placeholder: "attack", Required: true, Max: maxName},
			{Name: "expression", Label: say.Say(text.SaveOptionExpression), Value: q.expression, Required: true, Long: true, Max: maxExpression},
		},
	}}
}
