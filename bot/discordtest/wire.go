package discordtest

import "encoding/json"

// User is a Discord user.
// discord.com/developers/docs/resources/user#user-object
type User struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	Discriminator string  `json:"discriminator"`
	GlobalName    *string `json:"global_name"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
}

// Message is a message as the server keeps and shows it.
// discord.com/developers/docs/resources/message#message-object
type Message struct {
	ID              string            `json:"id"`
	Type            int               `json:"type"`
	ChannelID       string            `json:"channel_id"`
	GuildID         string            `json:"guild_id,omitempty"` // in gateway events only
	Author          User              `json:"author"`
	Content         string            `json:"content"`
	Embeds          []Embed           `json:"embeds"`
	Attachments     []Attachment      `json:"attachments"`
	Components      []Component       `json:"components"`
	Mentions        []User            `json:"mentions"`
	MentionRoles    []string          `json:"mention_roles"`
	MentionEveryone bool              `json:"mention_everyone"`
	Flags           int               `json:"flags"`
	Pinned          bool              `json:"pinned"`
	TTS             bool              `json:"tts"`
	Timestamp       string            `json:"timestamp"`
	EditedTimestamp *string           `json:"edited_timestamp"`
	ApplicationID   string            `json:"application_id,omitempty"`
	WebhookID       string            `json:"webhook_id,omitempty"`
	Reference       *MessageReference `json:"message_reference,omitempty"`
	Metadata        *Metadata         `json:"interaction_metadata,omitempty"`

	// Deleted messages are kept for tests to look at, and never served.
	Deleted bool `json:"-"`
	// Edits counts the accepted edits.
	Edits int `json:"-"`
	// viewer is the only user who sees an ephemeral message.
	viewer string
}

// Ephemeral reports whether only one user sees the message.
func (m *Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether the message is the placeholder of a deferred answer.
func (m *Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// Message flags.
// discord.com/developers/docs/resources/message#message-object-message-flags
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
	FlagComponentsV2          = 1 << 15
)

// MessageReference points at the message that is replied to.
type MessageReference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id,omitempty"`
	GuildID         string `json:"guild_id,omitempty"`
	FailIfNotExists *bool  `json:"fail_if_not_exists,omitempty"`
}

// Metadata says which interaction a message comes from.
// discord.com/developers/docs/resources/message#message-interaction-metadata-object
type Metadata struct {
	ID     string            `json:"id"`
	Type   int               `json:"type"`
	User   User              `json:"user"`
	Owners map[string]string `json:"authorizing_integration_owners"`
}

// Embed is a rich embed.
// discord.com/developers/docs/resources/message#embed-object
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       *int         `json:"color,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *Media       `json:"image,omitempty"`
	Thumbnail   *Media       `json:"thumbnail,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedAuthor stands above an embed's title.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedFooter stands below an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is a name and a value.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

// Media is a picture or file by its address; attachment://NAME is an upload.
type Media struct {
	URL string `json:"url"`
}

// Attachment is a file of a message.
// discord.com/developers/docs/resources/message#attachment-object
type Attachment struct {
	ID          string  `json:"id"`
	Filename    string  `json:"filename"`
	Description *string `json:"description,omitempty"`
	Size        int     `json:"size"`
	URL         string  `json:"url"`
	ContentType string  `json:"content_type,omitempty"`
}

// AllowedMentions says whom a message may ping.
// discord.com/developers/docs/resources/message#allowed-mentions-object
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

// optional is a field of a request that may be absent, null or a value.
type optional[T any] struct {
	Set   bool
	Null  bool
	Value T
}

// UnmarshalJSON notes that the field was there; null leaves the zero value.
func (o *optional[T]) UnmarshalJSON(data []byte) error {
	o.Set, o.Null = true, string(data) == "null"
	return json.Unmarshal(data, &o.Value)
}
