package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

// discord.com/developers/docs/reference#message-formatting-formats
var mentionPattern = regexp.MustCompile(`<@(!?|&)(\d{1,20})>`)

// mention works out whom the message pings, under what it allows.
// discord.com/developers/docs/resources/message#allowed-mentions-object
func (m *Message) mention(allowed optional[*AllowedMentions]) {
	rules := allowed.Value
	if rules == nil {
		rules = &AllowedMentions{Parse: []string{"users", "roles", "everyone"}}
	}
	m.Mentions, m.MentionRoles = []User{}, []string{}
	text := m.visibleText()
	for _, found := range mentionPattern.FindAllStringSubmatch(text, -1) {
		id := found[2]
		if found[1] == "&" {
			if slices.Contains(rules.Parse, "roles") || slices.Contains(rules.Roles, id) {
				m.MentionRoles = appendNew(m.MentionRoles, id)
			}
			continue
		}
		if slices.Contains(rules.Parse, "users") || slices.Contains(rules.Users, id) {
			m.ping(User{ID: id, Username: "user" + id, Discriminator: "0"})
		}
	}
	m.MentionEveryone = slices.Contains(rules.Parse, "everyone") &&
		(strings.Contains(text, "@everyone") || strings.Contains(text, "@here"))
}

func (m *Message) ping(u User) {
	if !slices.ContainsFunc(m.Mentions, func(v User) bool { return v.ID == u.ID }) {
		m.Mentions = append(m.Mentions, u)
	}
}

// visibleText is the text in which mentions ping: content and text displays,
// not embeds.
func (m *Message) visibleText() string {
	text := m.Content
	walk(m.Components, "", func(c *Component, _ string) {
		if c.Type == TypeTextDisplay {
			text += "\n" + c.Content
		}
	})
	return text
}

// Pings lists whom the message notifies: user ids, "&" and role ids, and
// "everyone".
func (m *Message) Pings() []string {
	var list []string
	for _, u := range m.Mentions {
		list = append(list, u.ID)
	}
	for _, role := range m.MentionRoles {
		list = append(list, "&"+role)
	}
	if m.MentionEveryone {
		list = append(list, "everyone")
	}
	return list
}

func appendNew(list []string, v string) []string {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}
