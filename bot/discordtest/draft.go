package discordtest

import (
	"strconv"
	"strings"
	"time"
)

// draft is the body of a request that creates or edits a message.
type draft struct {
	Content         optional[string]            `json:"content"`
	Embeds          optional[[]Embed]           `json:"embeds"`
	Components      optional[[]Component]       `json:"components"`
	Attachments     optional[[]Attachment]      `json:"attachments"`
	AllowedMentions optional[*AllowedMentions]  `json:"allowed_mentions"`
	Flags           optional[int]               `json:"flags"`
	Reference       optional[*MessageReference] `json:"message_reference"`
	Nonce           optional[any]               `json:"nonce"`
	TTS             bool                        `json:"tts"`

	files []File
}

// newMessage turns a checked draft into a message of an interaction.
func (i *Interaction) newMessage(d *draft) *Message {
	m := i.server.newMessage(i.From.ChannelID, i.From.GuildID, d)
	m.WebhookID = i.server.opts.ApplicationID
	m.Flags = d.Flags.Value & (visibleMessageFlags | FlagLoading)
	m.viewer = i.From.User.ID
	if i.Kind == KindCommand {
		m.Type = 20
		m.Metadata = &Metadata{ID: i.ID, Type: i.Kind, User: i.From.User, Owners: i.From.owners()}
	}
	return m
}

// newMessage turns a checked draft into a message of the bot.
func (s *Server) newMessage(channel, guild string, d *draft) *Message {
	m := &Message{
		ID: s.ids.next(), ChannelID: channel, GuildID: guild, Author: s.BotUser(),
		ApplicationID: s.opts.ApplicationID, Timestamp: timestamp(s.clock.Now()),
		Flags: d.Flags.Value & visibleMessageFlags &^ FlagEphemeral, TTS: d.TTS,
	}
	m.take(d, s)
	return m
}

// take copies the fields that are there from a draft. What is absent stays.
func (m *Message) take(d *draft, s *Server) {
	if d.Content.Set {
		m.Content = strings.TrimSpace(d.Content.Value)
	}
	if d.Embeds.Set {
		m.Embeds = d.Embeds.Value
		for n := range m.Embeds {
			m.Embeds[n].Type = "rich"
		}
	}
	if d.Components.Set {
		m.Components = number(d.Components.Value)
	}
	m.takeFiles(d, s)
	m.mention(d.AllowedMentions)
	m.Embeds, m.Components = orEmpty(m.Embeds), orEmpty(m.Components)
	m.Attachments = orEmpty(m.Attachments)
}

// takeFiles keeps the attachments that the draft lists and adds its uploads.
// discord.com/developers/docs/reference#uploading-files
func (m *Message) takeFiles(d *draft, s *Server) {
	described := map[string]Attachment{}
	for _, a := range d.Attachments.Value {
		described[a.ID] = a
	}
	if d.Attachments.Set {
		var kept []Attachment
		for _, a := range m.Attachments {
			if _, ok := described[a.ID]; ok {
				kept = append(kept, a)
			}
		}
		m.Attachments = kept
	}
	for _, f := range d.files {
		about := described[strconv.Itoa(f.Index)]
		id := s.ids.next()
		m.Attachments = append(m.Attachments, Attachment{
			ID: id, Filename: or(about.Filename, f.Name), Description: about.Description,
			Size: len(f.Data), ContentType: f.ContentType,
			URL: s.URL + "/attachments/" + m.ChannelID + "/" + id + "/" + f.Name,
		})
	}
}

// number gives every component without an id the next free one, as Discord
// does.
// discord.com/developers/docs/components/reference#anatomy-of-a-component
func number(list []Component) []Component {
	used := map[int]bool{}
	walk(list, "", func(c *Component, _ string) { used[c.ID] = true })
	next := 1
	walk(list, "", func(c *Component, _ string) {
		if c.ID != 0 {
			return
		}
		for used[next] {
			next++
		}
		c.ID, used[next] = next, true
	})
	return list
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// timestamp writes a time as Discord does.
func timestamp(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.000000+00:00")
}

func numbers(list []int) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}
