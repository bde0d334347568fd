package discordtest

import "encoding/json"

// Say posts a message of a user. The bot hears of it if it asked for messages,
// and reads its text if it is mentioned, in direct messages, or with the
// message content intent.
// discord.com/developers/docs/events/gateway#message-content-intent
func (s *Server) Say(from From, content string) *Message {
	from = from.withDefaults(s.opts)
	m := s.written(from, from.User, content)
	m.mention(optional[*AllowedMentions]{})
	m.knowBot(s.BotUser())
	s.hear(from, s.put(from, m))
	return s.Message(m.ID)
}

// SayAsBot puts a message of the bot with buttons where from is, such as one
// that an earlier version of it left there. It hears nothing of it.
func (s *Server) SayAsBot(from From, content string, customIDs ...string) *Message {
	from = from.withDefaults(s.opts)
	m := s.written(from, s.BotUser(), content)
	m.ApplicationID = s.opts.ApplicationID
	row := Component{Type: TypeActionRow}
	for _, id := range customIDs {
		row.Components = append(row.Components, Component{Type: TypeButton, Style: 1, Label: id, CustomID: id})
	}
	m.Components = number([]Component{row})
	return s.put(from, m)
}

func (s *Server) written(from From, author User, content string) *Message {
	return &Message{
		ID: s.ids.next(), ChannelID: from.ChannelID, GuildID: from.GuildID, Author: author,
		Content: content, Timestamp: timestamp(s.clock.Now()),
		Embeds: []Embed{}, Attachments: []Attachment{}, Components: []Component{},
	}
}

// put keeps a message, and its channel if that is new, and returns a copy.
func (s *Server) put(from From, m *Message) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages[m.ID] = m
	if _, known := s.channels[from.ChannelID]; !known {
		s.channels[from.ChannelID] = from.channel()
	}
	s.changed.broadcast()
	return s.snapshot(m.ID)
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

// eventOf is a user's message as the gateway tells it: with the member who
// wrote it.
type eventOf struct {
	*Message
	from From
}

// MarshalJSON adds what only the event has.
func (e eventOf) MarshalJSON() ([]byte, error) {
	var member map[string]any
	if e.from.GuildID != "" {
		member = e.from.member()
		delete(member, "user")
		delete(member, "permissions")
	}
	return json.Marshal(struct {
		*Message
		Member map[string]any `json:"member,omitempty"`
	}{e.Message, member})
}
