package discordtest

import (
	"context"
	"errors"
	"strconv"
)

// ErrNoSession is returned when no bot is connected for the shard that an
// event belongs to.
var ErrNoSession = errors.New("no session is connected for that shard")

// newInteraction makes an interaction known, so that it can be answered.
func (s *Server) newInteraction(kind int, from From) *Interaction {
	i := &Interaction{
		ID: s.ids.next(), Token: newToken(), Kind: kind, From: from.withDefaults(s.opts),
		Created: s.clock.Now(), server: s, done: make(chan struct{}),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.interactions[i.Token] = i
	if _, known := s.channels[i.From.ChannelID]; !known {
		s.channels[i.From.ChannelID] = i.From.channel()
	}
	return i
}

// payload is the interaction as the bot receives it.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
func (i *Interaction) payload(data map[string]any, message *Message) map[string]any {
	f := &i.From
	p := map[string]any{
		"id": i.ID, "application_id": i.server.opts.ApplicationID, "type": i.Kind, "data": data,
		"token": i.Token, "version": 1, "locale": f.Locale, "context": f.context(),
		"channel_id": f.ChannelID, "channel": f.channel().wire(),
		"app_permissions":                strconv.FormatInt(f.AppPermissions, 10),
		"authorizing_integration_owners": f.owners(),
		"attachment_size_limit":          f.AttachmentSizeLimit,
		"entitlements":                   append([]any{}, f.Entitlements...),
		"entitlement_sku_ids":            []any{},
	}
	if f.GuildID == "" {
		p["user"] = f.User
	} else {
		p["guild_id"], p["guild_locale"], p["member"] = f.GuildID, f.GuildLocale, f.member()
		p["guild"] = map[string]any{"id": f.GuildID, "locale": f.GuildLocale, "features": []any{}}
	}
	if message != nil {
		p["message"] = message
	}
	return p
}

// deliver sends an interaction to the bot: to its endpoint if it has one, else
// through the gateway.
func (s *Server) deliver(ctx context.Context, i *Interaction, data map[string]any, message *Message) (*Interaction, error) {
	payload := i.payload(data, message)
	i.Created = s.clock.Now()
	if url := locked(s, func() string { return s.postURL }); url != "" {
		return i, s.postInteraction(ctx, url, i, payload)
	}
	session := s.Gateway.sessionFor(i.From.GuildID)
	if session == nil {
		return nil, ErrNoSession
	}
	session.Dispatch("INTERACTION_CREATE", payload)
	return i, nil
}

// sessionFor returns the session that a server's events go to, connected or
// not, or nil.
func (g *Gateway) sessionFor(guild string) *Session {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	var lost *Session
	for _, session := range g.sessions {
		if !session.ready || shardOf(guild, session.Shard[1]) != session.Shard[0] {
			continue
		}
		if session.conn != nil {
			return session
		}
		lost = session
	}
	return lost
}
