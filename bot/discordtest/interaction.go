package discordtest

import (
	"context"
	"encoding/json"
	"time"
)

// Interaction types.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type
const (
	KindPing         = 1
	KindCommand      = 2
	KindComponent    = 3
	KindAutocomplete = 4
	KindModalSubmit  = 5
)

// Interaction is one use of a command, button, modal or autocompletion.
type Interaction struct {
	ID      string
	Token   string
	Kind    int
	From    From
	Created time.Time // by the server's clock
	// Source is the id of the message whose component was used.
	Source string

	server  *Server
	focused int // the type of the option being typed
	done    chan struct{}

	// The server's lock guards these.
	response  *Response
	original  string
	followUps []string
}

// Response is the first answer to an interaction.
type Response struct {
	Type int
	// At is when the answer arrived, by the server's clock.
	At time.Time
	// Message is what the answer made visible, as it was then; nil if nothing.
	Message *Message
	// Choices answer an autocompletion.
	Choices []Choice
	// Modal is the form that was opened.
	Modal *Modal
	// Body is the answer as it came.
	Body json.RawMessage
}

// Private reports whether only the asker sees the answer.
func (r *Response) Private() bool { return r.Message != nil && r.Message.Ephemeral() }

// Modal is a form.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Types of answers.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	ResponsePong          = 1
	ResponseMessage       = 4
	ResponseDeferred      = 5
	ResponseDeferUpdate   = 6
	ResponseUpdate        = 7
	ResponseAutocomplete  = 8
	ResponseModal         = 9
	deferredOnlyFlag      = FlagEphemeral
	visibleMessageFlags   = FlagSuppressEmbeds | FlagEphemeral | FlagComponentsV2 | FlagSuppressNotifications
	editableMessageFlags  = FlagSuppressEmbeds
	settableOnceOnlyFlags = FlagComponentsV2
)

// Done is closed when the first answer has been accepted.
func (i *Interaction) Done() <-chan struct{} { return i.done }

// Response returns the first answer, or nil while there is none.
func (i *Interaction) Response() *Response {
	return locked(i.server, func() *Response { return i.response })
}

// Wait waits for the first answer.
func (i *Interaction) Wait(ctx context.Context) (*Response, error) {
	err := i.server.await(ctx, "an answer", func() bool { return i.response != nil })
	return i.Response(), err
}

// Original returns the message of the first answer as it is now: for a button
// that changed its message, that message. It is nil if there is none.
func (i *Interaction) Original() *Message {
	return locked(i.server, func() *Message { return i.server.snapshot(i.original) })
}

// WaitMessage waits until the original message is there and no placeholder.
func (i *Interaction) WaitMessage(ctx context.Context) (*Message, error) {
	return i.WaitOriginal(ctx, func(m *Message) bool { return !m.Loading() })
}

// WaitOriginal waits until the original message satisfies a condition.
func (i *Interaction) WaitOriginal(ctx context.Context, ready func(*Message) bool) (*Message, error) {
	var found *Message
	err := i.server.await(ctx, "the original message", func() bool {
		found = i.server.snapshot(i.original)
		return found != nil && ready(found)
	})
	return found, err
}

// FollowUps returns the follow-up messages as they are now, deleted ones too.
func (i *Interaction) FollowUps() []*Message {
	return locked(i.server, i.listFollowUps)
}

func (i *Interaction) listFollowUps() []*Message {
	list := make([]*Message, len(i.followUps))
	for n, id := range i.followUps {
		list[n] = i.server.snapshot(id)
	}
	return list
}

// WaitFollowUps waits until there are n follow-up messages.
func (i *Interaction) WaitFollowUps(ctx context.Context, n int) ([]*Message, error) {
	var list []*Message
	err := i.server.await(ctx, "follow-up messages", func() bool {
		list = i.listFollowUps()
		return len(list) >= n
	})
	return list, err
}

// snapshot returns a copy of a message, or nil. s.mu is held.
func (s *Server) snapshot(id string) *Message {
	m, ok := s.messages[id]
	if !ok {
		return nil
	}
	c := *m
	return &c
}
