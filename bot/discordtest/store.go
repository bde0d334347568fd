package discordtest

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

// messageEvent is what the gateway tells about a message. It is sent after the
// server's lock is released.
type messageEvent struct {
	kind    string
	guild   string
	payload any
}

// store makes a message exist. s.mu is held.
func (s *Server) store(m *Message) []messageEvent {
	s.messages[m.ID] = m
	return s.event("MESSAGE_CREATE", m)
}

// amend edits a message with a checked draft. s.mu is held.
func (s *Server) amend(m *Message, d *draft) []messageEvent {
	if m == nil {
		return nil
	}
	m.take(d, s)
	m.Flags &^= FlagLoading
	if d.Flags.Set {
		m.Flags = m.Flags&^editableMessageFlags | d.Flags.Value&(editableMessageFlags|settableOnceOnlyFlags)
	}
	edited := timestamp(s.clock.Now())
	m.EditedTimestamp = &edited
	m.Edits++
	return s.event("MESSAGE_UPDATE", m)
}

// remove deletes a message. s.mu is held.
func (s *Server) remove(m *Message) []messageEvent {
	m.Deleted = true
	return s.event("MESSAGE_DELETE", m)
}

// event returns the gateway event of a message, if anyone is to hear of it.
func (s *Server) event(kind string, m *Message) []messageEvent {
	if m.Ephemeral() || m.Loading() || !s.Gateway.hearsMessages() {
		return nil
	}
	copied := *m
	return []messageEvent{{kind, m.GuildID, &copied}}
}

// announce sends events to the session that they belong to, if it asked for
// messages.
func (s *Server) announce(events []messageEvent) {
	for _, e := range events {
		intent := IntentGuildMessages
		if e.guild == "" {
			intent = IntentDirectMessages
		}
		session := s.Gateway.sessionFor(e.guild)
		if session == nil || session.Intents&intent == 0 {
			continue
		}
		session.Dispatch(e.kind, e.payload)
	}
}

// live returns a message that exists and is in a channel. s.mu is held.
func (s *Server) live(id, channel string) (*Message, *APIError) {
	m := s.messages[id]
	if m == nil || m.Deleted || m.ChannelID != channel {
		return nil, unknown(CodeUnknownMessage, "Message")
	}
	return m, nil
}

// Message returns a message as it is now, or nil.
func (s *Server) Message(id string) *Message {
	return locked(s, func() *Message { return s.snapshot(id) })
}

// Messages returns the messages of a channel, oldest first, deleted ones and
// ephemeral ones too.
func (s *Server) Messages(channel string) []*Message {
	return locked(s, func() []*Message { return s.inChannel(channel) })
}

func (s *Server) inChannel(channel string) []*Message {
	var list []*Message
	for id, m := range s.messages {
		if m.ChannelID == channel {
			list = append(list, s.snapshot(id))
		}
	}
	slices.SortFunc(list, func(a, b *Message) int {
		if len(a.ID) != len(b.ID) {
			return len(a.ID) - len(b.ID)
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}

// WaitMessage waits until a channel has a message that satisfies a condition.
func (s *Server) WaitMessage(ctx context.Context, channel string, ready func(*Message) bool) (*Message, error) {
	var found *Message
	err := s.await(ctx, "a message", func() bool {
		for _, m := range s.inChannel(channel) {
			if ready(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found, err
}

func forbidden(code int, message string) *APIError {
	return refuse(http.StatusForbidden, code, message)
}
