package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot/terminal"
	"feyre/commands/roll"
	"feyre/dice"
)

// RollOptions say what is rolled on the command line, and how it is shown.
type RollOptions struct {
	Screen
	Expression string
	JSON       bool
	// Seed makes the roll repeatable; nil rolls like the bot.
	Seed *uint64
}

// Roll rolls an expression and shows what came of it. Nothing is counted.
func Roll(o RollOptions) error {
	expr, err := dice.Parse(o.Expression)
	if err != nil {
		return wrongExpression(err)
	}
	source := dice.NewSource()
	if o.Seed != nil {
		source = dice.Seeded(*o.Seed)
	}
	result, err := dice.NewRollerFrom(source, dice.DefaultLimits()).Roll(expr)
	if err != nil {
		return wrongExpression(err)
	}
	if o.JSON {
		return encode(o.Out, result)
	}
	answer := roll.Model{Result: result, Canonical: expr.String()}.Describe(text.New().For(o.Locale))
	_, err = fmt.Fprint(o.Out, terminal.Draw(answer, o.Color))
	return err
}

// encode writes a value as one line of JSON, with < and > as they were typed.
func encode(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// wrongExpression puts an error of package dice in words.
func wrongExpression(err error) error {
	var wrong *dice.Error
	if !errors.As(err, &wrong) {
		return err
	}
	failure := &Failure{Usage: true, Sentence: wrong.Error(), Err: err}
	if wrong.Source != "" {
		failure.Drawing = backend.Caret(wrong.Source, wrong.At)
	}
	failure.Try = backend.OneLine(wrong.Offer)
	return failure
}
