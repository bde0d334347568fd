package roll

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
)

// Values tells the named values of the character that is active for a user in a server.
type Values interface {
	Values(ctx context.Context, user, guild uint64) (map[string]int64, error)
}

// Saved tells a user's saved rolls: expressions by name.
type Saved interface {
	Saved(ctx context.Context, user uint64) (map[string]string, error)
}

// Engine reads and rolls expressions for people: with their names put in, and with Faults for what can't be read. It is safe for
// concurrent use.
type Engine struct {
	limits dice.Limits
	roller *dice.Roller
	values Values
	saved  Saved
}

// NewEngine makes an Engine that knows no names yet.
func NewEngine(roller *dice.Roller) *Engine {
	return &Engine{limits: dice.DefaultLimits(), roller: roller}
}

// UseNames says where names come from. It is called once, before the first expression is read.
func (e *Engine) UseNames(values Values, saved Saved) { e.values, e.saved = values, saved }

// Parse reads an expression. Names are looked up only where there is an @, so that everything else needs no store.
func (e *Engine) Parse(ctx context.Context, req backend.Request, expression string) (*dice.Expr, error) {
	names, err := e.Names(ctx, req, expression)
	if err != nil {
		return nil, err
	}
	expr, err := dice.Parser{Limits: e.limits, Names: names}.Parse(expression)
	return parsed(expr, e.meant(ctx, req, err))
}

// parseOf is Parse with a character's values; nil takes the active one's.
func (e *Engine) parseOf(ctx context.Context, req backend.Request, expression string, of *backend.Sheet) (*dice.Expr, error) {
	if of == nil {
		return e.Parse(ctx, req, expression)
	}
	names, err := e.lookup(ctx, req, expression, of.Values)
	if err != nil {
		return nil, err
	}
	expr, err := dice.Parser{Limits: e.limits, Names: names}.Parse(expression)
	if err == nil {
		return expr, nil
	}
	return nil, lacking(Fault(e.meant(ctx, req, err)), err, of)
}

// ParseCanonical reads what String printed: it may be longer than what a person may type.
func (e *Engine) ParseCanonical(expression string) (*dice.Expr, error) {
	return parsed(dice.Parser{Limits: e.limits.Canonical()}.Parse(expression))
}

// Total rolls an expression and returns its total, and the constant that is added to its dice. Named values
// are those of the character of, or, where it is nil, of the active one.
func (e *Engine) Total(ctx context.Context, req backend.Request, expression string, of *backend.Sheet) (total, modifier int64, err error) {
	expr, err := e.parseOf(ctx, req, expression, of)
	if err != nil {
		return 0, 0, err
	}
	if err := once(expr, expression); err != nil {
		return 0, 0, err
	}
	result, err := e.roller.Roll(expr)
	if err != nil {
		return 0, 0, Fault(err)
	}
	return result.Rolls[0].Total, constant(expr.Root), nil
}

// constant is what an expression adds to its dice: 3 for 1d20+3, 0 where it isn't a plain sum.
func constant(node dice.Node) int64 {
	switch n := node.(type) {
	case *dice.Number:
		return n.Value
	case *dice.Neg:
		return -constant(n.X)
	case *dice.Noted:
		return constant(n.X)
	case *dice.Binary:
		switch n.Op {
		case dice.Add:
			return constant(n.X) + constant(n.Y)
		case dice.Sub:
			return constant(n.X) - constant(n.Y)
		}
	}
	return 0
}

// Names are the asker's names, as far as an expression may need them: none where it has no @.
func (e *Engine) Names(ctx context.Context, req backend.Request, expression string) (dice.Names, error) {
	return e.own(ctx, req, expression)
}

func (e *Engine) own(ctx context.Context, req backend.Request, expression string) (lookup, error) {
	if !strings.Contains(expression, "@") {
		return lookup{}, nil
	}
	return e.every(ctx, req)
}

// every name that the asker has, the active character's values among them.
func (e *Engine) every(ctx context.Context, req backend.Request) (lookup, error) {
	var values map[string]int64
	if e.values != nil {
		var err error
		if values, err = e.values.Values(ctx, req.User, req.Guild); err != nil {
			return nil, err
		}
	}
	return e.lookup(ctx, req, "@", values)
}

// lookup is the asker's saved rolls and a character's values, as far as an expression may need them.
func (e *Engine) lookup(ctx context.Context, req backend.Request, expression string, values map[string]int64) (lookup, error) {
	names := lookup{}
	if e.saved != nil && strings.Contains(expression, "@") {
		saved, err := e.saved.Saved(ctx, req.User)
		if err != nil {
			return nil, err
		}
		maps.Copy(names, saved)
	}
	for name, value := range values {
		names[name] = strconv.FormatInt(value, 10)
	}
	return names, nil
}

// lookup is the asker's names; a character's value goes before a saved roll of the same name.
type lookup map[string]string

// Lookup implements dice.Names.
func (l lookup) Lookup(name string) (string, bool) {
	source, found := l[name]
	return source, found
}

func parsed(expr *dice.Expr, err error) (*dice.Expr, error) {
	if err != nil {
		return nil, Fault(err)
	}
	return expr, nil
}

// Fault puts an error of package dice in words for the person who typed the expression; other errors stay as they are.
func Fault(err error) error {
	var wrong *dice.Error
	if !errors.As(err, &wrong) {
		return err
	}
	sentence := sentence(wrong)
	fault := backend.NewFault(backend.Invalid, sentence.ID, sentence.Args...).WithSource(wrong.Source, wrong.At)
	fault.English = sentence.English
	if wrong.Offer != "" {
		return fault.WithTry(text.RollTry, wrong.Offer)
	}
	if name := unknown(wrong); name != nil && giving(name) != "" {
		return fault.WithTry(text.RollTry, giving(name))
	}
	return fault
}

// sentence is what an error says, with what is wrong inside a saved roll in the same language.
func sentence(wrong *dice.Error) text.Sentence {
	said := text.Sentence{English: wrong.Error(), ID: text.ID("dice." + string(wrong.Code))}
	for i, arg := range wrong.Args {
		if wrong.Inner != nil && i == len(wrong.Args)-1 {
			said.Args = append(said.Args, sentence(wrong.Inner))
			continue
		}
		said.Args = append(said.Args, arg)
	}
	return said
}
