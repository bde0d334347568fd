package bot

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
	ID            uint64
	ApplicationID uint64
	Kind          int
	Token         string
	Data          interactionData
	GuildID       uint64
	ChannelID     uint64
	Member        *member
	User          *user // in place of Member outside servers
	Message       *message
	Locale        string
	UserOnly      bool // whether the user alone installed the application, and not the server
	MaxBytes      int  // of a file
}

type interactionData struct {
	// Of commands.
	Name     string
	Type     int // 1 slash, 2 user, 3 message
	Options  []optionValue
	TargetID uint64
	Target   *message // the message that a message command was used on
	// Of components and modals.
	CustomID   string
	Values     []string
	Components []component
}

// Kinds of command option that nest.
const (
	optionSubcommand = 1
	optionGroup      = 2
)

type optionValue struct {
	Name    string
	Type    int
	Value   string // as text: Discord sends text, numbers, truth values and ids
	Options []optionValue
	Focused bool
}

// component is part of a modal that was handed in: a row with inputs, a label with one, or an input.
type component struct {
	CustomID   string
	Value      string
	Components []component
}

type member struct {
	User        user
	Nick        string
	Permissions uint64
}

type user struct {
	ID         uint64
	Username   string
	GlobalName string
	Bot        bool
}

// message is a message: one whose button was pressed, one that a command was used on, or one that mentions the bot.
type message struct {
	ID        uint64
	ChannelID uint64
	GuildID   uint64
	Author    user
	Content   string
	Flags     int
	WebhookID uint64
	Shown     string   // the first embed's description
	Mentions  []uint64 // users
	Member    *member
}

// flagEphemeral marks a message that only one person sees; flagNoEmbeds one whose links aren't unfurled.
//
// https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	flagNoEmbeds  = 1 << 2
	flagEphemeral = 1 << 6
)
