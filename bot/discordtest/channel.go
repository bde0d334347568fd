package discordtest

import "net/http"

// place finds a channel and what the bot may do there.
func (s *Server) place(c *call) (Channel, *APIError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, known := s.channels[c.path("channel")]
	if !known {
		return channel, unknown(CodeUnknownChannel, "Channel")
	}
	if !s.may(channel, PermissionViewChannel) {
		return channel, forbidden(CodeMissingAccess, "Missing Access")
	}
	return channel, nil
}

// may reports whether the bot has a permission; in direct messages it has all.
func (s *Server) may(channel Channel, permission int64) bool {
	return channel.GuildID == "" || s.opts.Permissions&permission != 0
}

// allowed checks the permissions that a message needs.
// discord.com/developers/docs/resources/message#create-message
func (s *Server) allowed(channel Channel, d *draft, files []File) *APIError {
	missing := forbidden(CodeMissingPermissions, "Missing Permissions")
	switch {
	case !s.may(channel, PermissionSendMessages):
		return missing
	case len(d.Embeds.Value) > 0 && !s.may(channel, PermissionEmbedLinks):
		return missing
	case len(files) > 0 && !s.may(channel, PermissionAttachFiles):
		return missing
	case d.Reference.Value != nil && !s.may(channel, PermissionReadMessageHistory):
		return refuse(http.StatusBadRequest, CodeReplyWithoutHistory, "Cannot reply without permission to read message history")
	}
	return nil
}

// channelRules are the limits of a message in a channel.
func channelRules() rules { return rules{fileSize: maxFileSize} }

func (s *Server) postMessage(c *call) (answer, *APIError) {
	channel, err := s.place(c)
	if err != nil {
		return answer{}, err
	}
	d := &draft{}
	if err := c.decode(d); err != nil {
		return answer{}, err
	}
	if err := s.allowed(channel, d, c.files); err != nil {
		return answer{}, err
	}
	if err := d.check(channelRules(), c.files, nil); err != nil {
		return answer{}, err
	}
	s.mu.Lock()
	m, err := s.postTo(channel, d)
	if err != nil {
		s.mu.Unlock()
		return answer{}, err
	}
	events := s.store(m)
	posted := s.snapshot(m.ID)
	s.changed.broadcast()
	s.mu.Unlock()
	s.announce(events)
	return ok(posted)
}

// postTo builds a channel message, resolving what it replies to. s.mu is held.
func (s *Server) postTo(channel Channel, d *draft) (*Message, *APIError) {
	m := s.newMessage(channel.ID, channel.GuildID, d)
	ref := d.Reference.Value
	if ref == nil {
		return m, nil
	}
	target, err := s.live(ref.MessageID, channel.ID)
	if err != nil {
		if ref.FailIfNotExists != nil && !*ref.FailIfNotExists {
			return m, nil
		}
		var p problems
		p.add("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
		return nil, p.err()
	}
	m.Type = 19
	m.Reference = &MessageReference{MessageID: target.ID, ChannelID: channel.ID, GuildID: channel.GuildID}
	if rules := d.AllowedMentions.Value; rules == nil || rules.RepliedUser {
		m.ping(target.Author)
	}
	return m, nil
}

func (s *Server) getMessage(c *call) (answer, *APIError) {
	channel, err := s.place(c)
	if err != nil {
		return answer{}, err
	}
	if !s.may(channel, PermissionReadMessageHistory) {
		return answer{}, forbidden(CodeMissingPermissions, "Missing Permissions")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.visible(c)
	if err != nil {
		return answer{}, err
	}
	return ok(s.snapshot(m.ID))
}

// visible finds a message of a channel; ephemeral ones are not there for
// anyone but the interaction's own token. s.mu is held.
func (s *Server) visible(c *call) (*Message, *APIError) {
	m, err := s.live(c.path("message"), c.path("channel"))
	if err == nil && m.Ephemeral() {
		return nil, unknown(CodeUnknownMessage, "Message")
	}
	return m, err
}

func (s *Server) patchMessage(c *call) (answer, *APIError) {
	if _, err := s.place(c); err != nil {
		return answer{}, err
	}
	d := &draft{}
	if err := c.decode(d); err != nil {
		return answer{}, err
	}
	current := s.Message(c.path("message"))
	if err := d.check(channelRules(), c.files, current); err != nil {
		return answer{}, err
	}
	s.mu.Lock()
	m, err := s.visible(c)
	if err == nil && m.Author.ID != s.opts.ApplicationID {
		err = forbidden(CodeForeignMessage, "Cannot edit a message authored by another user")
	}
	if err != nil {
		s.mu.Unlock()
		return answer{}, err
	}
	events := s.amend(m, d)
	edited := s.snapshot(m.ID)
	s.changed.broadcast()
	s.mu.Unlock()
	s.announce(events)
	return ok(edited)
}

func (s *Server) deleteMessage(c *call) (answer, *APIError) {
	channel, err := s.place(c)
	if err != nil {
		return answer{}, err
	}
	s.mu.Lock()
	m, err := s.visible(c)
	if err == nil && m.Author.ID != s.opts.ApplicationID && !s.may(channel, PermissionManageMessages) {
		err = forbidden(CodeMissingPermissions, "Missing Permissions")
	}
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
