package bot

import (
	"net/url"
	"strconv"
)

// InvitePermissions are what the bot needs in a server: Send Messages, Manage Messages, Add Reactions, Read Message History and Use
// Application Commands.
const InvitePermissions uint64 = 2147559488

// Invite is the address at which a person adds the application to a server.
func Invite(applicationID, permissions uint64) string {
	query := url.Values{
		"client_id":   {strconv.FormatUint(applicationID, 10)},
		"permissions": {strconv.FormatUint(permissions, 10)},
		"scope":       {"bot applications.commands"},
	}
	return "https://discord.com/oauth2/authorize?" + query.Encode()
}
