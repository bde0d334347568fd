// Package roll is /roll: any expression of the dice language, rolled.
package roll

import (
	"context"
	"math/big"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
)

// Odds tells the chance of success of an expression that is a test. known is false where it isn't one, or the chance would take
// too long to work out.
type Odds interface {
	Chance(expr *dice.Expr) (chance *big.Rat, known bool)
	// Mean is what an expression averages.
	Mean(expr *dice.Expr) (mean *big.Rat, known bool)
}

// Command is /roll, its buttons, and the message command "Roll this".
type Command struct {
	engine  *Engine
	catalog *text.Catalog
	odds    Odds
	saved   Saved
}

// New makes the command; odds and saved may be nil.
func New(engine *Engine, catalog *text.Catalog, odds Odds, saved Saved) *Command {
	return &Command{engine: engine, catalog: catalog, odds: odds, saved: saved}
}

// maxExpression is the most characters that an expression may have as typed.
const maxExpression = 1000

// Declare declares /roll.
func (c *Command) Declare() backend.Command {
	return backend.Command{
		Name: "roll", Summary: text.RollSummary, Details: text.RollDetails, Example: "roll expression:4d6k3",
		Verbs: []backend.Verb{
			{
				Path: "roll", Summary: text.RollSummary, Storeless: true, Parse: c.parseRoll,
				Private: func(req backend.Request) bool { return req.Options.Bool("secret", false) },
				Options: []backend.Option{
					{Name: "expression", Summary: text.RollOptionExpression, Required: true, Min: 1, Max: maxExpression, Complete: c.Complete},
					{Name: "secret", Summary: text.RollOptionSecret, Kind: backend.Boolean},
				},
			},
			{
				Path: "roll/again", Summary: text.RollAgain, Hidden: true, Storeless: true, Parse: c.parseAgain,
				Private: func(req backend.Request) bool { return req.SubjectPrivate },
			},
		},
	}
}

// DeclareMessage declares the message command that rolls the first expression in a message.
func (c *Command) DeclareMessage() backend.Command {
	return backend.Command{
		Name: "roll_this", Label: text.RollThis, Summary: text.RollThis, Kind: backend.OnMessage,
		Verbs: []backend.Verb{{Path: "roll/this", Summary: text.RollThis, Storeless: true, Parse: c.parseThis}},
	}
}

func (c *Command) parseRoll(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		expr, err := c.engine.Parse(ctx, req, req.Options.Text("expression"))
		if err != nil {
			return nil, err
		}
		return c.roll(expr, Model{})
	}), nil
}

// parseAgain rolls anew what stands on the message whose button was pressed, for whoever pressed it.
func (c *Command) parseAgain(req backend.Request) (backend.Operation, error) {
	if req.Subject == "" {
		return nil, backend.NewFault(backend.NotFound, text.RollNoSubject)
	}
	return backend.OperationFunc(func(context.Context) (backend.Model, error) {
		expr, err := c.engine.ParseCanonical(req.Subject)
		if err != nil {
			return nil, err
		}
		return c.roll(expr, Model{By: req.User, ByName: req.UserName})
	}), nil
}

// roll rolls an expression into the model.
func (c *Command) roll(expr *dice.Expr, model Model) (backend.Model, error) {
	result, err := c.engine.roller.Roll(expr)
	if err != nil {
		return nil, Fault(err)
	}
	model.Result, model.Canonical, model.Odds = result, expr.String(), c.odds != nil
	if c.odds != nil && expr.Test() != nil {
		if chance, known := c.odds.Chance(expr); known {
			model.Chance = chance
		}
	}
	return model, nil
}
