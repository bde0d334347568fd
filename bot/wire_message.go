package bot

// readMessage decodes a message; nil where there is none.
func readMessage(c *cursor) *message {
	var m *message
	for key := range c.object {
		if m == nil {
			m = new(message)
		}
		switch string(key) {
		case "id":
			m.ID = c.id()
		case "channel_id":
			m.ChannelID = c.id()
		case "guild_id":
			m.GuildID = c.id()
		case "author":
			if author := readUser(c); author != nil {
				m.Author = *author
			}
		case "content":
			m.Content = c.text()
		case "flags":
			m.Flags = c.whole()
		case "webhook_id":
			m.WebhookID = c.id()
		case "embeds":
			m.Shown = firstDescription(c)
		case "mentions":
			for range c.array {
				if who := readUser(c); who != nil {
					m.Mentions = append(m.Mentions, who.ID)
				}
			}
		case "member":
			m.Member = readMember(c)
		default:
			c.skip()
		}
	}
	return m
}

// mentions says whether a message mentions a user, without decoding it.
func mentions(c *cursor, user uint64) bool {
	for key := range c.object {
		if string(key) != "mentions" {
			c.skip()
			continue
		}
		for range c.array {
			if who := readUser(c); who != nil && who.ID == user {
				return true
			}
		}
	}
	return false
}

// firstDescription takes embeds and returns the description of the first.
func firstDescription(c *cursor) (description string) {
	first := true
	for range c.array {
		for key := range c.object {
			if first && string(key) == "description" {
				description = c.text()
			} else {
				c.skip()
			}
		}
		first = false
	}
	return description
}

// readMember decodes a member of a server; nil where there is none.
func readMember(c *cursor) *member {
	var m *member
	for key := range c.object {
		if m == nil {
			m = new(member)
		}
		switch string(key) {
		case "user":
			if who := readUser(c); who != nil {
				m.User = *who
			}
		case "nick":
			m.Nick = c.text()
		case "permissions":
			m.Permissions = c.id()
		default:
			c.skip()
		}
	}
	return m
}

// readUser decodes a user; nil where there is none.
func readUser(c *cursor) *user {
	var u *user
	for key := range c.object {
		if u == nil {
			u = new(user)
		}
		switch string(key) {
		case "id":
			u.ID = c.id()
		case "username":
			u.Username = c.text()
		case "global_name":
			u.GlobalName = c.text()
		case "bot":
			u.Bot = c.truth()
		default:
			c.skip()
		}
	}
	return u
}
