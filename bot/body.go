package bot

// Kinds of first answer.
//
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	answerPong           = 1
	answerMessage        = 4
	answerDeferred       = 5 // "Feyre is thinking"
	answerDeferredUpdate = 6
	answerUpdate         = 7
	answerChoices        = 8
	answerModal          = 9
)

// answer is a first answer.
type answer struct {
	Kind int `json:"type"`
	Data any `json:"data,omitempty"`
}

// outgoing is a message to post, or what a message is to become: every list is written even where it is empty, so that an edit leaves
// nothing of what was there before.
type outgoing struct {
	Content         string          `json:"content"`
	Embeds          []embed         `json:"embeds"`
	Components      []part          `json:"components"`
	Attachments     []attachment    `json:"attachments"`
	AllowedMentions allowedMentions `json:"allowed_mentions"`
	Flags           int             `json:"flags,omitempty"`

	// Of messages to a channel only.
	Reference    *reference `json:"message_reference,omitempty"`
	Nonce        string     `json:"nonce,omitempty"`
	EnforceNonce bool       `json:"enforce_nonce,omitempty"`
}

// allowedMentions says whom a message notifies: by an empty Parse nobody but Users.
//
// https://discord.com/developers/docs/resources/message#allowed-mentions-object
type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users,omitempty"`
	RepliedUser bool     `json:"replied_user"`
}

type reference struct {
	MessageID string `json:"message_id"`
	MustExist bool   `json:"fail_if_not_exists"`
}

type attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
}

type embed struct {
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	Color       int          `json:"color"`
	Fields      []embedField `json:"fields,omitempty"`
	Footer      *embedFooter `json:"footer,omitempty"`
	Image       *embedImage  `json:"image,omitempty"`
}

type embedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

type embedFooter struct {
	Text string `json:"text"`
}

type embedImage struct {
	URL string `json:"url"`
}

// Kinds of component.
//
// https://discord.com/developers/docs/components/reference#component-object-component-types
const (
	partRow    = 1
	partButton = 2
	partSelect = 3
	partInput  = 4
	partLabel  = 18
)

// part is a component of a message or a modal; Type says which of the other fields count.
type part struct {
	Type        int          `json:"type"`
	Components  []part       `json:"components,omitempty"` // of a row
	Component   *part        `json:"component,omitempty"`  // of a label
	CustomID    string       `json:"custom_id,omitempty"`
	Label       string       `json:"label,omitempty"`
	Style       int          `json:"style,omitempty"`
	URL         string       `json:"url,omitempty"`
	Disabled    bool         `json:"disabled,omitempty"`
	Placeholder string       `json:"placeholder,omitempty"`
	Options     []partOption `json:"options,omitempty"`
	Value       string       `json:"value,omitempty"`
	Required    *bool        `json:"required,omitempty"`
	MaxLength   int          `json:"max_length,omitempty"`
}

type partOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

type modalBody struct {
	CustomID   string `json:"custom_id"`
	Title      string `json:"title"`
	Components []part `json:"components"`
}

type choicesBody struct {
	Choices []choiceBody `json:"choices"`
}

type choiceBody struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}
