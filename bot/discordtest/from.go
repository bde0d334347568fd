package discordtest

import "strconv"

// Interaction contexts.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-context-types
const (
	contextGuild   = 0
	contextBotDM   = 1
	contextPrivate = 2
)

// From says who acts and where. The zero value is a member in the first
// server, where the bot is installed.
type From struct {
	User      User
	GuildID   string
	ChannelID string
	// DM is a direct message with the bot, Private one among other people.
	DM      bool
	Private bool
	// UserInstall: the user installed the app. NotInServer: nobody installed it
	// in the server.
	UserInstall bool
	NotInServer bool
	// Installer is the user who installed it, if not the one who acts.
	Installer string

	Locale      string // empty is en-US
	GuildLocale string // empty is en-US
	// Permissions are the member's; 0 is those of an ordinary member.
	Permissions int64
	// AppPermissions are the bot's there; 0 is Options.Permissions.
	AppPermissions int64
	// AttachmentSizeLimit in bytes; 0 is 10 MiB.
	AttachmentSizeLimit int
	Entitlements        []any
}

// Player returns the n-th of many ordinary users, counted from zero.
func Player(n int) User {
	name := "Player " + strconv.Itoa(n)
	return User{
		ID: strconv.Itoa(2_000_000_000_000_000_000 + n), Username: "player" + strconv.Itoa(n),
		Discriminator: "0", GlobalName: &name,
	}
}

const ordinaryMember = PermissionViewChannel | PermissionSendMessages | PermissionAddReactions |
	PermissionEmbedLinks | PermissionAttachFiles | PermissionReadMessageHistory | PermissionUseCommands

// withDefaults fills in what is left zero.
func (f From) withDefaults(o Options) From {
	if f.User.ID == "" {
		f.User = Player(0)
	}
	if f.DM || f.Private {
		f.GuildID = ""
		f.ChannelID = or(f.ChannelID, derive(f.User.ID, 1<<40))
	} else {
		f.GuildID = or(f.GuildID, guildID(0))
		f.ChannelID = or(f.ChannelID, channelOf(f.GuildID))
	}
	f.Locale = or(f.Locale, "en-US")
	f.GuildLocale = or(f.GuildLocale, "en-US")
	f.Permissions = or(f.Permissions, ordinaryMember)
	f.AppPermissions = or(f.AppPermissions, o.Permissions)
	f.AttachmentSizeLimit = or(f.AttachmentSizeLimit, maxFileSize)
	f.Installer = or(f.Installer, f.User.ID)
	return f
}

func (f *From) context() int {
	switch {
	case f.Private:
		return contextPrivate
	case f.DM:
		return contextBotDM
	}
	return contextGuild
}

// owners maps installation contexts to who authorized them.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
func (f *From) owners() map[string]string {
	owners := map[string]string{}
	switch {
	case f.DM:
		owners["0"] = "0"
	case !f.Private && !f.NotInServer:
		owners["0"] = f.GuildID
	}
	if f.UserInstall || f.Private || f.NotInServer {
		owners["1"] = f.Installer
	}
	return owners
}

// onlyUserInstalled reports whether follow-ups are limited.
func (f *From) onlyUserInstalled() bool {
	owners := f.owners()
	_, guild := owners["0"]
	return !guild
}

func (f *From) channel() Channel {
	return Channel{ID: f.ChannelID, GuildID: f.GuildID, Name: "general"}
}

func (f *From) member() map[string]any {
	return map[string]any{
		"user": f.User, "nick": nil, "avatar": nil, "roles": []string{},
		"joined_at": "2021-01-01T00:00:00.000000+00:00", "premium_since": nil,
		"deaf": false, "mute": false, "pending": false, "flags": 0,
		"communication_disabled_until": nil, "permissions": strconv.FormatInt(f.Permissions, 10),
	}
}

// Place returns the id of the channel.
func (f From) Place() string { return f.withDefaults(Options{}).ChannelID }
