package save

import (
	"feyre/backend/reply"
	"feyre/backend/text"
)

// Model is a user's shelf, after what was done with it.
type Model struct {
	Done  text.ID `json:"-"`
	Name  string  `json:"-"`
	Rolls []Roll  `json:"rolls"`
}

// lineBudget bounds how much of each expression a full list shows, so that fifty of them fit into one message.
const lineBudget = 34

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
	for _, roll := range m.Rolls {
		answer.Body = append(answer.Body, reply.Line{
			reply.Styled("@"+roll.Name, reply.Bold), reply.Text("  "), reply.Styled(m.cut(roll.Expression), reply.Code),
		})
	}
	return answer
}

func (m Model) cut(expression string) string {
	runes := []rune(expression)
	room := max(lineBudget, 3000/max(len(m.Rolls), 1)-maxName)
	if len(runes) <= room {
		return expression
	}
	return string(runes[:room-1]) + "…"
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
