// Package odds is /odds: how likely every outcome of an expression is.
package odds

import (
	"context"
	"errors"
	"runtime"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
	"feyre/dice/odds"
)

// Reader reads expressions as /roll does.
type Reader interface {
	// Parse reads what the asker typed, with the asker's names.
	Parse(ctx context.Context, req backend.Request, expression string) (*dice.Expr, error)
	// ParseCanonical reads what stands on one of our messages.
	ParseCanonical(expression string) (*dice.Expr, error)
}

// Odds works odds out. Its errors that a person can understand are of type *odds.Error.
type Odds interface {
	Of(expr *dice.Expr) (*odds.Odds, error)
}

// Painter draws a chart as a PNG, with the mean marked by that word.
type Painter func(chart odds.Chart, mean string) ([]byte, error)

// Deps is what the command works with. Reader and Odds may only be missing where nothing is executed; without Paint the chart is text.
type Deps struct {
	Reader   Reader
	Odds     Odds
	Paint    Painter
	Catalog  *text.Catalog // what is written in a picture
	Complete backend.Completer
}

// Command is /odds and the button of that name.
type Command struct {
	Deps
	// turns bounds the odds that are worked out at a time, so that whoever rolls meanwhile still gets a core.
	turns chan struct{}
}

// New makes the command.
func New(deps Deps) *Command {
	return &Command{Deps: deps, turns: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// maxExpression is the most characters that an expression may have as typed.
const maxExpression = 1000

// Declare declares /odds.
func (c *Command) Declare() backend.Command {
	return backend.Command{
		Name: "odds", Summary: text.OddsSummary, Details: text.OddsDetails, Example: "odds expression:4d6k3",
		Verbs: []backend.Verb{
			{
				Path: "odds", Summary: text.OddsSummary, Storeless: true, Parse: c.parse,
				Options: []backend.Option{
					{Name: "expression", Summary: text.OddsOptionExpression, Required: true, Min: 1, Max: maxExpression, Complete: c.Complete},
				},
			},
			{
				// Whoever presses the button sees the odds, and nobody else: the table goes on playing.
				Path: "odds/show", Summary: text.OddsTitle, Hidden: true, Storeless: true, Parse: c.parseShow,
				Private: func(backend.Request) bool { return true },
			},
		},
	}
}

func (c *Command) parse(req backend.Request) (backend.Operation, error) {
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		expr, err := c.Reader.Parse(ctx, req, req.Options.Text("expression"))
		if err != nil {
			return nil, err
		}
		return c.workOut(ctx, req.Locale, expr)
	}), nil
}

// parseShow takes the expression from the message whose button was pressed.
func (c *Command) parseShow(req backend.Request) (backend.Operation, error) {
	if req.Subject == "" {
		return nil, backend.NewFault(backend.NotFound, text.RollNoSubject)
	}
	return backend.OperationFunc(func(ctx context.Context) (backend.Model, error) {
		expr, err := c.Reader.ParseCanonical(req.Subject)
		if err != nil {
			return nil, err
		}
		return c.workOut(ctx, req.Locale, expr)
	}), nil
}

// workOut waits for its turn and works the odds out.
func (c *Command) workOut(ctx context.Context, locale string, expr *dice.Expr) (backend.Model, error) {
	select {
	case c.turns <- struct{}{}:
		defer func() { <-c.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	found, err := c.Odds.Of(expr)
	if err != nil {
		return nil, fault(err)
	}
	model := Model{Odds: found, Canonical: expr.String(), Lines: odds.ChartOf(expr, found, maxLines)}
	if c.Paint != nil {
		model.Chart = odds.ChartOf(expr, found, maxBars)
		if model.Picture, err = c.Paint(model.Chart, c.Catalog.For(locale).Say(text.OddsMean)); err != nil {
			return nil, err
		}
	}
	return model, nil
}

// fault says why there are no odds; other errors stay as they are.
func fault(err error) error {
	var refused *odds.Error
	if !errors.As(err, &refused) {
		return err
	}
	args := make([]any, 0, len(refused.Args)+1)
	for _, arg := range refused.Args {
		args = append(args, arg)
	}
	if refused.Cause != "" {
		args = append(args, text.ID("odds.cause."+string(refused.Cause)))
	}
	told := backend.NewFault(backend.Invalid, text.ID("odds."+string(refused.Code)), args...)
	if refused.WantsLess() {
		return told.WithTry(text.OddsTryLess)
	}
	return told
}
