package bot

import "time"

// Discord's limits, each with the page that states it. All lengths are in characters.

// https://discord.com/developers/docs/resources/message#create-message
const (
	maxContent = 2000
	maxEmbeds  = 10
	maxFiles   = 10
	// https://discord.com/developers/docs/reference#uploading-files
	maxFileBytes = 10 << 20
	maxFileName  = 255
	maxFileAlt   = 1024
)

// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
const (
	maxEmbedTitle       = 256
	maxEmbedDescription = 4096
	maxEmbedFields      = 25
	maxFieldName        = 256
	maxFieldValue       = 1024
	maxEmbedFooter      = 2048
	maxEmbedTotal       = 6000 // over all embeds of a message
)

// https://discord.com/developers/docs/components/reference
const (
	maxRows        = 5
	maxRowButtons  = 5
	maxButtonLabel = 80
	maxButtonLink  = 512
	maxCustomID    = 100
	maxSelect      = 25
	maxSelectText  = 100 // label, value and description of an option
	maxPlaceholder = 150
	maxModalTitle  = 45
	maxModalInputs = 5
	maxInputLabel  = 45
	maxInputValue  = 4000
	maxInputHint   = 100
)

// https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	answerWithin = 3 * time.Second
	tokenLife    = 15 * time.Minute
	// Follow-ups where the application is installed by the user only.
	maxFollowUps = 5
	maxChoices   = 25
	maxChoice    = 100 // name and value of a choice
)

// https://discord.com/developers/docs/interactions/application-commands
const (
	maxCommandName        = 32
	maxCommandDescription = 100
	maxCommandOptions     = 25
	maxCommandTotal       = 8000 // names, descriptions and values of one command together
	maxSlashCommands      = 100
	maxMessageCommands    = 15
)

// https://discord.com/developers/docs/topics/rate-limits
const (
	globalPerSecond = 50
	// 401, 403 and 429 answers for which an address is banned, and the time they are counted over.
	maxInvalidRequests   = 10_000
	invalidRequestWindow = 10 * time.Minute
)

// https://discord.com/developers/docs/events/gateway
const (
	maxGatewayPayload = 4096 // bytes of what a client sends
	identifyEvery     = 5 * time.Second
)
