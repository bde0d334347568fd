package backend

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Code is the kind of a Fault, also the outcome that metrics show.
type Code string

// The kinds of Fault.
const (
	Invalid     Code = "invalid"     // what was asked doesn't make sense
	NotFound    Code = "not_found"   // what was named isn't there
	Conflict    Code = "conflict"    // it has changed meanwhile
	Forbidden   Code = "forbidden"   // the asker may not
	Limited     Code = "limited"     // too much, too often
	Busy        Code = "busy"        // too many at the same thing
	Unavailable Code = "unavailable" // a part that is needed can't be reached
	Internal    Code = "internal"    // every other error, in one plain sentence
)

// Fault is an error meant for the person who asked: what happened, and what to do.
type Fault struct {
	Code    Code
	Message text.ID
	Args    []any
	// English is the sentence where its part has an English of its own and Message only its translations; else "".
	English string
	// Try says what to do; may be empty.
	Try     text.ID
	TryArgs []any
	// Source is what was typed and At the byte in it where it went wrong; shown with a caret under the place where Source is set.
	Source string
	At     int
	// Buttons that help to mend it.
	Buttons []reply.Button
}

// NewFault makes a Fault.
func NewFault(code Code, message text.ID, args ...any) *Fault {
	return &Fault{Code: code, Message: message, Args: args}
}

// WithTry adds what to do.
func (f *Fault) WithTry(try text.ID, args ...any) *Fault {
	f.Try, f.TryArgs = try, args
	return f
}

// WithSource adds what was typed and where in it the fault is, in bytes.
func (f *Fault) WithSource(source string, at int) *Fault {
	f.Source, f.At = source, at
	return f
}

// Error is for the log; people see Describe.
func (f *Fault) Error() string {
	return fmt.Sprintf("fault %s: %s %q", f.Code, f.Message, f.Args)
}

// Describe puts the fault in words: private, with the caret where there is a place.
func (f *Fault) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Private: true, Tone: reply.Bad, Buttons: f.Buttons}
	answer.Body = append(answer.Body, reply.Line{reply.Text(say.Or(f.English, f.Message, f.Args...))})
	if f.Source != "" {
		answer.Body = append(answer.Body, reply.Line{reply.Styled(Caret(f.Source, f.At), reply.Block)})
	}
	if f.Try != "" {
		answer.Body = append(answer.Body, reply.Line{
			reply.Styled("→ ", reply.Faint), reply.Text(say.Say(f.Try, f.TryArgs...)),
		})
	}
	return answer
}

// caretWindow is how many characters around the place a caret drawing shows.
const caretWindow = 60

// Caret draws source on one line with a caret under the byte at; long sources are cut around the place.
func Caret(source string, at int) string {
	at = min(max(at, 0), len(source))
	before := []rune(OneLine(source[:at]))
	after := []rune(OneLine(source[at:]))
	if len(before) > caretWindow {
		before = append([]rune("…"), before[len(before)-caretWindow+1:]...)
	}
	if len(after) > caretWindow {
		after = append(after[:caretWindow-1:caretWindow-1], '…')
	}
	return string(before) + string(after) + "\n" + strings.Repeat(" ", len(before)) + "^"
}

// OneLine puts spaces for what would break a line or steer a terminal, so that columns stay as they are.
func OneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, s)
}

// Conditions that errors of the parts below may report of themselves, so that a person can be told.
type (
	unavailable interface{ Unavailable() bool }
	busy        interface{ Busy() bool }
	restoring   interface{ Restoring() bool }
)

// AsFault maps any error to what the asker is told. It is the only place that does; known says whether the error was meant for
// people, so that others are logged.
func AsFault(err error) (fault *Fault, known bool) {
	if errors.As(err, &fault) {
		return fault, true
	}
	var (
		down  unavailable
		full  busy
		mends restoring
	)
	switch {
	case errors.As(err, &mends) && mends.Restoring():
		return NewFault(Unavailable, text.FaultRestoring).WithTry(text.FaultTryLater), true
	case errors.As(err, &full) && full.Busy():
		return NewFault(Busy, text.FaultBusy).WithTry(text.FaultTryLater), true
	case errors.As(err, &down) && down.Unavailable():
		return NewFault(Unavailable, text.FaultUnavailable).WithTry(text.FaultTryLater), false
	case errors.Is(err, context.DeadlineExceeded):
		return NewFault(Unavailable, text.FaultLate).WithTry(text.FaultTryLater), false
	default:
		return NewFault(Internal, text.FaultInternal).WithTry(text.FaultTryLater), false
	}
}
