package discordtest

import "strings"

// Channel is a place for messages. Without a server it is a direct message.
type Channel struct {
	ID      string
	GuildID string
	Name    string
}

func (c Channel) wire() map[string]any {
	if c.GuildID == "" {
		return map[string]any{"id": c.ID, "type": 1, "flags": 0}
	}
	return map[string]any{
		"id": c.ID, "type": 0, "guild_id": c.GuildID, "name": c.Name,
		"position": 0, "flags": 0, "permissions": "2248473465835073",
	}
}

// AddChannel makes a channel known, so that messages can be sent there.
func (s *Server) AddChannel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[c.ID] = c
}

// GuildID returns the id of the n-th server of those in Options.Guilds,
// counted from zero.
func GuildID(n int) string { return guildID(n) }

// guildsOf returns the servers of a shard.
func (s *Server) guildsOf(shard [2]int) []string {
	return locked(s, func() []string {
		var list []string
		for _, id := range s.guilds {
			if shardOf(id, shard[1]) == shard[0] {
				list = append(list, id)
			}
		}
		return list
	})
}

// guildCreate returns the event of a server that becomes available, padded
// with channel topics to about the size asked for.
// discord.com/developers/docs/events/gateway-events#guild-create
func (s *Server) guildCreate(id string) map[string]any {
	channel := Channel{ID: channelOf(id), GuildID: id, Name: "general"}.wire()
	channel["topic"] = strings.Repeat("dice ", max(0, s.opts.GuildSize-1500)/5)
	everyone := map[string]any{
		"id": id, "name": "@everyone", "permissions": "2248473465835073", "position": 0,
		"color": 0, "hoist": false, "managed": false, "mentionable": false, "flags": 0,
	}
	member := map[string]any{
		"user": s.BotUser(), "roles": []string{}, "joined_at": "2020-01-01T00:00:00.000000+00:00",
		"deaf": false, "mute": false, "flags": 0,
	}
	return map[string]any{
		"id": id, "name": "Guild " + id, "icon": nil, "owner_id": derive(id, 2), "region": "deprecated",
		"afk_channel_id": nil, "afk_timeout": 300, "verification_level": 0,
		"default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
		"roles": []any{everyone}, "emojis": []any{}, "features": []any{}, "system_channel_id": nil,
		"system_channel_flags": 0, "preferred_locale": "en-US", "premium_tier": 0, "nsfw_level": 0,
		"joined_at": "2020-01-01T00:00:00.000000+00:00", "large": false, "unavailable": false,
		"member_count": 3, "voice_states": []any{}, "members": []any{member},
		"channels": []any{channel}, "threads": []any{}, "presences": []any{},
		"stage_instances": []any{}, "guild_scheduled_events": []any{}, "soundboard_sounds": []any{},
		"stickers": []any{},
	}
}
