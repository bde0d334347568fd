package roll

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/dice"
)

// maxMissing is how many names an expression may use that aren't known yet.
const maxMissing = 8

// CheckInitiative tells whether an expression can be rolled, once, for a character of these values. Names that nothing has yet are
// no fault but missing: they may be given later.
func (e *Engine) CheckInitiative(ctx context.Context, req backend.Request, expression string, values map[string]int64) (missing []string, err error) {
	names, err := e.lookup(ctx, req, expression, values)
	if err != nil {
		return nil, err
	}
	expr, err := dice.Parser{Limits: e.limits, Names: names}.Parse(expression)
	for wrong := unknown(err); wrong != nil && len(missing) < maxMissing; wrong = unknown(err) {
		name := wrong.Args[0]
		names[name] = "1"
		missing = append(missing, name)
		expr, err = dice.Parser{Limits: e.limits, Names: names}.Parse(expression)
	}
	if err != nil {
		return nil, Fault(e.meant(ctx, req, err))
	}
	return missing, once(expr, expression)
}

// unknown is the error, however deep in saved rolls, of a name that nothing has; nil where an expression wasn't refused for one.
func unknown(err error) *dice.Error {
	var wrong *dice.Error
	for errors.As(err, &wrong) && wrong.Inner != nil {
		err = wrong.Inner
	}
	if wrong == nil || wrong.Code != dice.UnknownName {
		return nil
	}
	return wrong
}

// giving is how something is given the name that nothing has: a saved roll where it has arguments, else a value. It is "" for a name that
// nothing can be given.
func giving(wrong *dice.Error) text.Typed {
	name := wrong.Args[0]
	if strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) {
		return ""
	}
	if strings.HasPrefix(wrong.Source[wrong.End:], "(") {
		return text.Typed("/save add name:" + name + " expression:1d20+@1")
	}
	return text.Typed("/character set name:" + name + " value:3")
}

// lacking tells of a name that a character has nothing for how that character is given it, rather than the active one.
func lacking(fault, err error, of *backend.Sheet) error {
	wrong, known := unknown(err), (*backend.Fault)(nil)
	if wrong == nil || !errors.As(fault, &known) {
		return fault
	}
	give := giving(wrong)
	if strings.HasPrefix(string(give), "/character") {
		give += text.Typed(" id:" + strconv.Itoa(of.ID))
	}
	return known.WithTry(text.RollTry, give)
}

// once refuses a repeat where one roll is wanted.
func once(expr *dice.Expr, source string) error {
	if expr.Repeat > 1 {
		return backend.NewFault(backend.Invalid, text.RollNoRepeat).WithSource(source, 0)
	}
	return nil
}

// CheckSaved tells whether an expression can be saved under a name: it parses, @1 and @2 being arguments, and doesn't lead back to
// itself.
func (e *Engine) CheckSaved(ctx context.Context, req backend.Request, name, expression string) error {
	names, err := e.own(ctx, req, expression)
	if err != nil {
		return err
	}
	names[name] = expression
	_, err = parsed(dice.Parser{Limits: e.limits, Names: names}.ParseSaved(expression))
	return err
}
