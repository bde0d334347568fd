package backend

import (
	"context"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Command is one command as it is declared: the single source for registration, option checks, terminal parsing, autocompletion
// and help.
type Command struct {
	// Name is what people type, and the name that is counted. For a message command it is the internal name.
	Name    string
	Summary text.ID
	// Details, when set, is a longer text for the command's help page.
	Details text.ID
	// Label is the name of a message command in the menu.
	Label text.ID
	Kind  CommandKind
	Verbs []Verb
	// Where it may be used; none means everywhere.
	Contexts []Context
	// Permissions that a member needs by default to see it; 0 for none.
	Permissions Permission
	// Legacy reads custom ids of buttons that earlier versions posted. It reports false for ids that are not its own.
	Legacy func(customID string) (path string, options Options, ok bool)
	// Example is one line as a person types it, without the slash, for help: "roll expression:4d6k3".
	Example string
}

// CommandKind is how a command is called.
type CommandKind uint8

// The kinds of Command.
const (
	Slash CommandKind = iota
	OnMessage
)

// Context is a place where a command may be used.
type Context uint8

// The contexts of a Command.
const (
	InServer Context = iota
	InDirectMessage
	InPrivateChannel
)

// Verb is one thing that a command does. A command with a single verb whose path is the command's name has no subcommands.
type Verb struct {
	// Path is "roll" or "init/next".
	Path    string
	Summary text.ID
	Options []Option
	// Hidden verbs are reached by buttons only.
	Hidden bool
	// Storeless verbs answer although the store can't be reached.
	Storeless bool
	// Settled verbs run when whatever the asker did before is counted: they show it, or take the asker out of the store.
	Settled bool
	// Private says, before the verb runs, whether its reply is for the asker alone. Nil means it is not.
	Private func(Request) bool
	// Parse turns a request whose options are checked into an Operation, or a Fault. It is pure: it touches no store.
	Parse func(Request) (Operation, error)
}

// OptionKind is the type of an option's value.
type OptionKind uint8

// The kinds of Option.
const (
	String OptionKind = iota
	Integer
	Boolean
	User
)

// Option is one named value of a verb.
type Option struct {
	Name     string
	Summary  text.ID
	Kind     OptionKind
	Required bool
	// Min and Max bound an integer's value or a string's length in characters. Both 0 means no bound.
	Min, Max int64
	Choices  []Choice
	// Complete offers values for what was typed so far, at most 25. It must answer fast, is never counted, and may be nil.
	Complete Completer
	// Hidden options come from buttons only; they are not registered and not shown in help.
	Hidden bool
}

// Choice is a value that an option may take, with the name that people see: Name is shown as it is unless Label is set.
type Choice struct {
	Name  string
	Label text.ID
	Value string
}

// Completer offers choices for the option that a request has in Focus.
type Completer func(ctx context.Context, req Request) ([]Choice, error)

// Operation is one unit of work, made for one request.
type Operation interface {
	// Execute does the work. It returns a *Fault for what the asker should know, any other error for what they can't mend, and
	// respects ctx.
	Execute(ctx context.Context) (Model, error)
}

// Model is the plain data that an Operation returns. Its JSON form is what scripts see.
type Model interface {
	// Describe puts the model in words. It is pure.
	Describe(say text.Printer) reply.Reply
}

// OperationFunc makes a function an Operation.
type OperationFunc func(ctx context.Context) (Model, error)

// Execute calls the function.
func (f OperationFunc) Execute(ctx context.Context) (Model, error) { return f(ctx) }
