package discordtest

import "net/http"

// hook finds the interaction whose token is in the path. The token works for
// fifteen minutes, and only after a first answer.
// discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
func (s *Server) hook(c *call) (*Interaction, *APIError) {
	i := s.interaction(c.path("token"))
	if i == nil || c.path("app") != s.opts.ApplicationID {
		return nil, unknown(CodeUnknownWebhook, "Webhook")
	}
	if i.age(c.at) > s.opts.TokenLife {
		return nil, refuse(http.StatusUnauthorized, CodeInvalidWebhookToken, "Invalid Webhook Token")
	}
	if i.Response() == nil {
		return nil, unknown(CodeUnknownWebhook, "Webhook")
	}
	return i, nil
}

// postFollowUp sends one more message; right after a deferral it fills in the
// placeholder instead.
// discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
func (s *Server) postFollowUp(c *call) (answer, *APIError) {
	i, d, err := s.hookDraft(c)
	if err != nil {
		return answer{}, err
	}
	if err := d.check(i.rules(), c.files, nil); err != nil {
		return answer{}, err
	}
	s.mu.Lock()
	m, events, err := i.followUp(d)
	s.mu.Unlock()
	if err != nil {
		return answer{}, err
	}
	s.announce(events)
	return ok(m)
}

func (s *Server) hookDraft(c *call) (*Interaction, *draft, *APIError) {
	i, err := s.hook(c)
	if err != nil {
		return nil, nil, err
	}
	d := &draft{}
	return i, d, c.decode(d)
}

// followUp stores a follow-up message. s.mu is held.
func (i *Interaction) followUp(d *draft) (*Message, []messageEvent, *APIError) {
	s := i.server
	defer s.changed.broadcast()
	if m := s.messages[i.original]; m != nil && m.Loading() && !m.Deleted {
		d.Flags.Value &^= FlagEphemeral
		events := s.amend(m, d)
		return s.snapshot(m.ID), events, nil
	}
	if i.From.onlyUserInstalled() && len(i.followUps) >= maxUserInstallFollow {
		return nil, nil, refuse(http.StatusBadRequest, CodeTooManyFollowUps,
			"This interaction has hit the maximum number of follow up messages")
	}
	m := i.newMessage(d)
	m.Reference = &MessageReference{MessageID: i.original, ChannelID: i.From.ChannelID, GuildID: i.From.GuildID}
	i.followUps = append(i.followUps, m.ID)
	events := s.store(m)
	return s.snapshot(m.ID), events, nil
}

// hookMessage finds a message that an interaction's token may touch. s.mu is
// held.
func (i *Interaction) hookMessage(id string) (*Message, *APIError) {
	m := i.server.messages[id]
	if m == nil || m.Deleted {
		return nil, unknown(CodeUnknownMessage, "Message")
	}
	if id == i.original {
		return m, nil
	}
	for _, own := range i.followUps {
		if own == id {
			return m, nil
		}
	}
	return nil, unknown(CodeUnknownMessage, "Message")
}

func (i *Interaction) originalID() string {
	return locked(i.server, func() string { return i.original })
}

func (s *Server) getHookMessage(c *call, id func(*Interaction) string) (answer, *APIError) {
	i, err := s.hook(c)
	if err != nil {
		return answer{}, err
	}
	which := id(i)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := i.hookMessage(which); err != nil {
		return answer{}, err
	}
	return ok(s.snapshot(which))
}

func (s *Server) patchHookMessage(c *call, id func(*Interaction) string) (answer, *APIError) {
	i, d, err := s.hookDraft(c)
	if err != nil {
		return answer{}, err
	}
	which := id(i)
	current := s.Message(which)
	if err := d.check(i.rules(), c.files, current); err != nil {
		return answer{}, err
	}
	s.mu.Lock()
	m, err := i.hookMessage(which)
	if err != nil {
		s.mu.Unlock()
		return answer{}, err
	}
	events := s.amend(m, d)
	edited := s.snapshot(which)
	s.changed.broadcast()
	s.mu.Unlock()
	s.announce(events)
	return ok(edited)
}

func (s *Server) deleteHookMessage(c *call, id func(*Interaction) string) (answer, *APIError) {
	i, err := s.hook(c)
	if err != nil {
		return answer{}, err
	}
	which := id(i)
	s.mu.Lock()
	m, err := i.hookMessage(which)
	if err != nil {
		s.mu.Unlock()
		return answer{}, err
	}
	events := s.remove(m)
	s.changed.broadcast()
	s.mu.Unlock()
	s.announce(events)
	return noContent()
}

func (s *Server) getOriginal(c *call) (answer, *APIError) {
	return s.getHookMessage(c, (*Interaction).originalID)
}

func (s *Server) patchOriginal(c *call) (answer, *APIError) {
	return s.patchHookMessage(c, (*Interaction).originalID)
}

func (s *Server) deleteOriginal(c *call) (answer, *APIError) {
	return s.deleteHookMessage(c, (*Interaction).originalID)
}

func (s *Server) getFollowUp(c *call) (answer, *APIError) {
	return s.getHookMessage(c, func(*Interaction) string { return c.path("message") })
}

func (s *Server) patchFollowUp(c *call) (answer, *APIError) {
	return s.patchHookMessage(c, func(*Interaction) string { return c.path("message") })
}

func (s *Server) deleteFollowUp(c *call) (answer, *APIError) {
	return s.deleteHookMessage(c, func(*Interaction) string { return c.path("message") })
}
