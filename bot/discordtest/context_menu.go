package discordtest

import (
	"context"
	"fmt"
)

// OnMessage uses a command from the context menu of a message. If commands are
// registered, it must be one of them.
// discord.com/developers/docs/interactions/application-commands#message-commands
func (s *Server) OnMessage(ctx context.Context, from From, name, message string) (*Interaction, error) {
	m := s.Message(message)
	if m == nil || m.Deleted {
		return nil, fmt.Errorf("no message %s", message)
	}
	resolved := map[string]any{"messages": map[string]any{m.ID: m}}
	return s.onTarget(ctx, from, name, MessageCommand, m.ID, resolved)
}

// OnUser uses a command from the context menu of a user.
// discord.com/developers/docs/interactions/application-commands#user-commands
func (s *Server) OnUser(ctx context.Context, from From, name string, target User) (*Interaction, error) {
	resolved := map[string]any{"users": map[string]any{target.ID: target}}
	return s.onTarget(ctx, from, name, UserCommand, target.ID, resolved)
}

func (s *Server) onTarget(ctx context.Context, from From, name string, kind int, target string, resolved map[string]any) (*Interaction, error) {
	from = from.withDefaults(s.opts)
	id := DefaultApplicationID
	if list := append(s.Commands(from.GuildID), s.Commands("")...); len(list) > 0 {
		command := findCommand(list, name, kind)
		if command == nil {
			return nil, fmt.Errorf("context menu command %q is not registered", name)
		}
		if err := command.usableFrom(from); err != nil {
			return nil, err
		}
		id = command.ID
	}
	data := map[string]any{"id": id, "name": name, "type": kind, "target_id": target, "resolved": resolved}
	return s.deliver(ctx, s.newInteraction(KindCommand, from), data, nil)
}

// Say posts a message of a user. The bot hears of it if it asked for messages,
// and reads its text if it is mentioned, in direct messages, or with the
// message content intent.
// discord.com/developers/docs/events/gateway#message-content-intent
func (s *Server) Say(from From, content string) *Message {
	from = from.withDefaults(s.opts)
	m := &Message{
		ID: s.ids.next(), ChannelID: from.ChannelID, GuildID: from.GuildID, Author: from.User,
		Content: content, Timestamp: timestamp(s.clock.Now()),
		Embeds: []Embed{}, Attachments: []Attachment{}, Components: []Component{},
	}
	m.mention(optional[*AllowedMentions]{})
	m.knowBot(s.BotUser())
	s.mu.Lock()
	s.messages[m.ID] = m
	if _, known := s.channels[from.ChannelID]; !known {
		s.channels[from.ChannelID] = from.channel()
	}
	seen := s.snapshot(m.ID)
	s.changed.broadcast()
	s.mu.Unlock()
	s.hear(from, seen)
	return s.Message(m.ID)
}

// knowBot replaces the stand-in for the bot among the mentioned by its user.
func (m *Message) knowBot(bot User) {
	for n := range m.Mentions {
		if m.Mentions[n].ID == bot.ID {
			m.Mentions[n] = bot
		}
	}
}

func (m *Message) mentions(id string) bool {
	for _, u := range m.Mentions {
		if u.ID == id {
			return true
		}
	}
	return false
}

// hear tells the bot of a user's message.
func (s *Server) hear(from From, m *Message) {
	intent := IntentGuildMessages
	if from.GuildID == "" {
		intent = IntentDirectMessages
	}
	session := s.Gateway.sessionFor(from.GuildID)
	if session == nil || session.Intents&intent == 0 {
		return
	}
	readable := from.GuildID == "" || m.mentions(s.opts.ApplicationID) || session.Intents&IntentMessageContent != 0
	if !readable {
		m.Content, m.Embeds, m.Attachments, m.Components = "", []Embed{}, []Attachment{}, []Component{}
	}
	session.Dispatch("MESSAGE_CREATE", eventOf{m, from})
}
