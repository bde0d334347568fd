package bot

import "encoding/json"

// Kinds of interaction.
//
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5
)

// interaction is an interaction as far as it matters here. What else Discord sends, now or later, is passed over.
type interaction struct {
	ID            uint64          `json:"id,string"`
	ApplicationID uint64          `json:"application_id,string"`
	Kind          int             `json:"type"`
	Token         string          `json:"token"`
	Data          interactionData `json:"data"`
	GuildID       uint64          `json:"guild_id,string"`
	ChannelID     uint64          `json:"channel_id,string"`
	Member        *member         `json:"member"`
	User          *user           `json:"user"` // in place of Member outside servers
	Message       *message        `json:"message"`
	Locale        string          `json:"locale"`
	// Owners says by whom the application was installed: key "0" for the server, "1" for the user.
	Owners   map[string]json.RawMessage `json:"authorizing_integration_owners"`
	MaxBytes int                        `json:"attachment_size_limit"`
}

type interactionData struct {
	// Of commands.
	Name     string        `json:"name"`
	Type     int           `json:"type"` // 1 slash, 2 user, 3 message
	Options  []optionValue `json:"options"`
	TargetID uint64        `json:"target_id,string"`
	Resolved struct {
		Messages map[string]message `json:"messages"`
	} `json:"resolved"`
	// Of components and modals.
	CustomID   string      `json:"custom_id"`
	Values     []string    `json:"values"`
	Components []component `json:"components"`
}

// Kinds of command option that nest.
const (
	optionSubcommand = 1
	optionGroup      = 2
)

type optionValue struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Options []optionValue   `json:"options"`
	Focused bool            `json:"focused"`
}

// component is part of a modal that was handed in: a row with inputs, a label with one, or an input.
type component struct {
	CustomID   string      `json:"custom_id"`
	Value      string      `json:"value"`
	Component  *component  `json:"component"`
	Components []component `json:"components"`
}

type member struct {
	User        user   `json:"user"`
	Nick        string `json:"nick"`
	Permissions uint64 `json:"permissions,string"`
}

type user struct {
	ID         uint64 `json:"id,string"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
	Bot        bool   `json:"bot"`
}

// message is a message: one whose button was pressed, one that a command was used on, or one that mentions the bot.
type message struct {
	ID        uint64 `json:"id,string"`
	ChannelID uint64 `json:"channel_id,string"`
	GuildID   uint64 `json:"guild_id,string"`
	Author    user   `json:"author"`
	Content   string `json:"content"`
	Flags     int    `json:"flags"`
	WebhookID string `json:"webhook_id"`
	Embeds    []struct {
		Description string `json:"description"`
	} `json:"embeds"`
	Mentions []struct {
		ID uint64 `json:"id,string"`
	} `json:"mentions"`
	Member *member `json:"member"`
}

// flagEphemeral marks a message that only one person sees; flagNoEmbeds one whose links aren't unfurled.
//
// https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	flagNoEmbeds  = 1 << 2
	flagEphemeral = 1 << 6
)

// readInteraction decodes an interaction. Where that fails although its id and token can be read, it returns those, so that it can be
// answered all the same.
func readInteraction(raw []byte) (*interaction, error) {
	in := new(interaction)
	err := json.Unmarshal(raw, in)
	if err == nil {
		return in, nil
	}
	var least struct {
		ID            uint64 `json:"id,string"`
		ApplicationID uint64 `json:"application_id,string"`
		Kind          int    `json:"type"`
		Token         string `json:"token"`
	}
	if json.Unmarshal(raw, &least) != nil || least.Token == "" {
		return nil, err
	}
	return &interaction{ID: least.ID, ApplicationID: least.ApplicationID, Kind: least.Kind, Token: least.Token}, err
}
