package app

import (
	"encoding/base64"
	"strconv"
	"strings"

	"feyre/bot"
	"feyre/commands/help"
)

// InviteURL is the address that adds the bot to a server. The application's id is configured, or read off the token.
func InviteURL(config bot.Config) (string, error) {
	id, known := applicationID(config)
	if !known {
		return "", &Failure{
			Usage: true, Sentence: "the application's id isn't known",
			Try: "set discord.application_id; https://discord.com/developers/applications shows it under General Information",
		}
	}
	return bot.Invite(id, bot.InvitePermissions), nil
}

// applicationID is the configured id, or the one that the first part of every token spells.
func applicationID(config bot.Config) (id uint64, known bool) {
	text := config.ApplicationID
	if text == "" {
		first, _, _ := strings.Cut(config.Token, ".")
		decoded, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(first, "="))
		if err != nil {
			return 0, false
		}
		text = string(decoded)
	}
	id, err := strconv.ParseUint(text, 10, 64)
	return id, err == nil && id != 0
}

// links are where /help leads.
func links(config bot.Config) help.Links {
	return help.Links{Invite: func() string {
		address, err := InviteURL(config)
		if err != nil {
			return ""
		}
		return address
	}}
}
