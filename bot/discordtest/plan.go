package discordtest

// Plan is how one gateway connection goes. The zero value is a healthy one.
type Plan struct {
	// RefuseStatus answers the upgrade with that HTTP status.
	RefuseStatus int
	// NoHello says nothing after the upgrade.
	NoHello bool
	// MuteHeartbeats never acknowledges a heartbeat: a zombied connection.
	MuteHeartbeats bool
	// OnIdentify and OnResume are what the bot's opening is met with.
	OnIdentify Reaction
	OnResume   Reaction
}

// Reaction is the answer to IDENTIFY or RESUME. The zero value serves it.
type Reaction struct {
	// Ignore says nothing.
	Ignore bool
	// Close ends the connection with that code.
	Close int
	// Invalid answers invalid session (op 9), Resumable or not.
	Invalid   bool
	Resumable bool
	// Reconnect asks for a reconnect (op 7) right after serving it.
	Reconnect bool
}

// Close codes.
// discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
const (
	CloseUnknownError         = 4000
	CloseUnknownOpcode        = 4001
	CloseDecodeError          = 4002
	CloseNotAuthenticated     = 4003
	CloseAuthenticationFailed = 4004
	CloseAlreadyAuthenticated = 4005
	CloseInvalidSequence      = 4007
	CloseRateLimited          = 4008
	CloseSessionTimedOut      = 4009
	CloseInvalidShard         = 4010
	CloseShardingRequired     = 4011
	CloseInvalidVersion       = 4012
	CloseInvalidIntents       = 4013
	CloseDisallowedIntents    = 4014
)

// Opcodes.
// discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoiceState     = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// Intents.
// discord.com/developers/docs/events/gateway#list-of-intents
const (
	IntentGuilds         = 1 << 0
	IntentGuildMembers   = 1 << 1
	IntentGuildPresences = 1 << 8
	IntentGuildMessages  = 1 << 9
	IntentDirectMessages = 1 << 12
	IntentMessageContent = 1 << 15

	privilegedIntents = IntentGuildMembers | IntentGuildPresences | IntentMessageContent
	// knownIntents has bits 0-16, 20, 21, 24 and 25.
	knownIntents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)
