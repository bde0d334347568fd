package roll

import (
	"context"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
)

// Bounds of what is searched in a message for an expression.
const (
	maxSearched = 2000 // bytes
	maxWords    = 12   // words that one expression may span
	maxStarts   = 200  // words that an expression may start at
)

// parseThis rolls the first expression in the message that the command was used on.
func (c *Command) parseThis(req backend.Request) (backend.Operation, error) {
	if req.Target == nil {
		return nil, backend.NewFault(backend.NotFound, text.RollNothingThere)
	}
	return backend.OperationFunc(func(context.Context) (backend.Model, error) {
		expr := First(req.Target.Content)
		if expr == nil {
			return nil, backend.NewFault(backend.NotFound, text.RollNothingThere).WithTry(text.RollTry, text.Typed("/roll expression:1d20+5"))
		}
		return c.roll(expr, Model{Found: true})
	}), nil
}

// First is the first expression in a text that has dice in it, as long as it can be; nil where there is none.
func First(content string) *dice.Expr {
	words := strings.Fields(strings.Map(plain, content[:min(len(content), maxSearched)]))
	for start := range words[:min(len(words), maxStarts)] {
		if !strings.ContainsAny(words[start], "0123456789d(dD{") {
			continue
		}
		for end := min(len(words), start+maxWords); end > start; end-- {
			typed := strings.TrimRight(strings.Join(words[start:end], " "), ".,;:!?")
			if expr, err := dice.Parse(typed); err == nil && expr.LeastDice() > 0 {
				return expr
			}
		}
	}
	return nil
}

// plain takes the signs of Markdown's code away.
func plain(r rune) rune {
	if r == '`' {
		return ' '
	}
	return r
}
