package discordtest

import (
	"context"
	"errors"
	"strconv"
	"time"
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
	s.sweep()
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
	raw := mustMarshal(i.payload(data, message))
	if url := i.leave(); url != "" {
		return i, s.postInteraction(ctx, url, i, raw)
	}
	session := s.Gateway.sessionFor(i.From.GuildID)
	if session == nil {
		return nil, ErrNoSession
	}
	session.send("INTERACTION_CREATE", raw)
	return i, nil
}

// leave notes when the interaction is sent and returns where to post it, if it
// does not go through the gateway.
func (i *Interaction) leave() string {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	i.Created = i.server.clock.Now()
	return i.server.postURL
}

// age returns how long ago the interaction was sent.
func (i *Interaction) age(at time.Time) time.Duration {
	return locked(i.server, func() time.Duration { return at.Sub(i.Created) })
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

// minSweep is how many interactions are kept at least with ForgetMessages.
const minSweep = 20_000

// sweep drops interactions that are over, and their messages, if that is asked
// for and there are many. s.mu is held.
func (s *Server) sweep() {
	if !s.opts.ForgetMessages || len(s.interactions) < s.nextSweep {
		return
	}
	now := s.clock.Now()
	for token, i := range s.interactions {
		life := s.opts.TokenLife
		if i.response != nil {
			life = s.opts.AnswerWithin
		}
		if now.Sub(i.Created) < life {
			continue
		}
		delete(s.interactions, token)
		delete(s.messages, i.original)
		for _, id := range i.followUps {
			delete(s.messages, id)
		}
	}
	s.nextSweep = max(minSweep, 2*len(s.interactions))
}
