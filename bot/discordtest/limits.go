package discordtest

// Limits of messages.
// discord.com/developers/docs/resources/message#create-message
const (
	maxContent           = 2000
	maxEmbeds            = 10
	maxFiles             = 10
	maxFileSize          = 10 << 20
	maxRequestSize       = 110 << 20
	maxAltText           = 1024
	maxAllowedMentionIDs = 100
	maxNonce             = 25
)

// Limits of embeds, counted in characters.
// discord.com/developers/docs/resources/message#embed-object-embed-limits
const (
	maxEmbedTitle       = 256
	maxEmbedDescription = 4096
	maxEmbedFields      = 25
	maxEmbedFieldName   = 256
	maxEmbedFieldValue  = 1024
	maxEmbedFooter      = 2048
	maxEmbedAuthor      = 256
	maxEmbedsTotal      = 6000
	maxURL              = 2048
	maxColor            = 0xFFFFFF
)

// Limits of components.
// discord.com/developers/docs/components/reference
const (
	maxRows              = 5
	maxRowButtons        = 5
	maxComponentsV2      = 40
	maxTextV2            = 4000
	maxCustomID          = 100
	maxButtonLabel       = 80
	maxButtonURL         = 512
	maxSelectOptions     = 25
	maxSelectText        = 100
	maxSelectPlaceholder = 150
	maxGalleryItems      = 10
	maxSectionTexts      = 3
)

// Limits of modals.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
const (
	maxModalTitle       = 45
	maxModalComponents  = 5
	maxInputLabel       = 45
	maxInputDescription = 100
	maxInputPlaceholder = 100
	maxInputValue       = 4000
)

// Limits of interactions.
// discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
const (
	maxChoices           = 25
	maxChoiceText        = 100
	maxStringOption      = 6000
	maxUserInstallFollow = 5
)

// Limits of application commands.
// discord.com/developers/docs/interactions/application-commands#registering-a-command
const (
	maxSlashCommands      = 100
	maxContextCommands    = 15
	maxCommandDescription = 100
	maxCommandOptions     = 25
	maxCommandCharacters  = 8000
	maxDailyCreates       = 200
)

// Limits of the gateway.
// discord.com/developers/docs/events/gateway#rate-limiting
const (
	maxGatewayPayload = 4096
	maxGatewaySends   = 120
	maxShardGuilds    = 2500
	globalPerSecond   = 50
)
