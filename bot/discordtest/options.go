package discordtest

import (
	"crypto/ed25519"
	"time"
)

// Permissions that the server looks at.
// discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
const (
	PermissionAddReactions       = 1 << 6
	PermissionViewChannel        = 1 << 10
	PermissionSendMessages       = 1 << 11
	PermissionManageMessages     = 1 << 13
	PermissionEmbedLinks         = 1 << 14
	PermissionAttachFiles        = 1 << 15
	PermissionReadMessageHistory = 1 << 16
	PermissionMentionEveryone    = 1 << 17
	PermissionUseCommands        = 1 << 31
)

// Options say what kind of Discord to be. The zero value is a small, strict
// one: one shard, no servers, no rate limits, Discord's own deadlines.
type Options struct {
	// Addr is the TCP address to listen on; empty is a free loopback port.
	Addr string
	// Token is the only bot token that is accepted; empty is DefaultToken.
	Token string
	// ApplicationID is the application's and bot user's id; empty is
	// DefaultApplicationID.
	ApplicationID string
	// Username is the bot user's name; empty is "Feyre".
	Username string
	// SigningKey signs interactions sent over HTTP; nil generates one.
	SigningKey ed25519.PrivateKey

	// Clock keeps every deadline; nil is the system's clock.
	Clock Clock
	// AnswerWithin is how long an interaction waits for its first answer;
	// 0 is three seconds.
	AnswerWithin time.Duration
	// TokenLife is how long an interaction's token works; 0 is 15 minutes.
	TokenLife time.Duration

	// Shards is the number that GET /gateway/bot recommends; 0 is 1.
	Shards int
	// MaxConcurrency is how many sessions may identify in one window; 0 is 1.
	MaxConcurrency int
	// IdentifyWindow makes the gateway refuse identifies that come faster than
	// MaxConcurrency in that time (Discord's is 5 s); 0 lets all pass.
	IdentifyWindow time.Duration
	// SessionStarts is how many identifies a day are left; 0 is 1000.
	SessionStarts int
	// HeartbeatInterval is what HELLO asks for; 0 is 41.25 s.
	HeartbeatInterval time.Duration
	// HeartbeatPatience is how long a bot may go without a heartbeat; 0 is two
	// intervals, but at least 5 s.
	HeartbeatPatience time.Duration
	// PrivilegedIntents are those switched on in the developer portal; an
	// identify with another privileged one is closed with 4014.
	PrivilegedIntents int
	// ReplayLimit is how many events a session keeps for RESUME; 0 is 4096.
	ReplayLimit int

	// Guilds is how many servers the bot is in.
	Guilds int
	// ShardGuilds is how many servers a shard may have before the gateway asks
	// for sharding; 0 is 2500.
	ShardGuilds int
	// GuildSize is about how many bytes each GUILD_CREATE has; 0 is 2 KiB.
	GuildSize int
	// Permissions are the bot's own in every server channel; 0 is what the
	// invite asks for and VIEW_CHANNEL.
	Permissions int64

	// EnforceGlobal refuses a bot that sends more than 50 requests a second,
	// interaction endpoints apart.
	EnforceGlobal bool
	// Buckets are the per-route limits to announce and enforce.
	Buckets []Bucket

	// Spec validates request bodies; nil is the one FEYRE_DISCORD_SPEC names,
	// if it is set.
	Spec *Spec
	// KeepRequests is how many requests are remembered; 0 is 10 000, negative
	// is none.
	KeepRequests int
	// ForgetMessages drops answered interactions and their messages when there
	// are many, so that a load test's memory stays flat.
	ForgetMessages bool
}

// Defaults for the zero values in Options.
const (
	DefaultToken         = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.discordtest.token"
	DefaultApplicationID = "1000000000000000001"

	defaultAnswerWithin = 3 * time.Second
	defaultTokenLife    = 15 * time.Minute
	defaultHeartbeat    = 41250 * time.Millisecond
	defaultPermissions  = PermissionAddReactions | PermissionViewChannel | PermissionSendMessages |
		PermissionManageMessages | PermissionReadMessageHistory | PermissionUseCommands
)

// withDefaults fills in what is left zero.
func (o Options) withDefaults() Options {
	o.Addr = or(o.Addr, "127.0.0.1:0")
	o.Token = or(o.Token, DefaultToken)
	o.ApplicationID = or(o.ApplicationID, DefaultApplicationID)
	o.Username = or(o.Username, "Feyre")
	o.AnswerWithin = or(o.AnswerWithin, defaultAnswerWithin)
	o.TokenLife = or(o.TokenLife, defaultTokenLife)
	o.Shards = or(o.Shards, 1)
	o.MaxConcurrency = or(o.MaxConcurrency, 1)
	o.SessionStarts = or(o.SessionStarts, 1000)
	o.HeartbeatInterval = or(o.HeartbeatInterval, defaultHeartbeat)
	o.HeartbeatPatience = or(o.HeartbeatPatience, max(2*o.HeartbeatInterval, 5*time.Second))
	o.ReplayLimit = or(o.ReplayLimit, 4096)
	o.ShardGuilds = or(o.ShardGuilds, maxShardGuilds)
	o.GuildSize = or(o.GuildSize, 2048)
	o.Permissions = or(o.Permissions, defaultPermissions)
	o.KeepRequests = or(o.KeepRequests, 10_000)
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	return o
}

func or[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}
