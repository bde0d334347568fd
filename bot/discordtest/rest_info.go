package discordtest

import (
	"encoding/hex"
	"net/http"
)

func ok(body any) (answer, *APIError) { return answer{http.StatusOK, body}, nil }

func noContent() (answer, *APIError) { return answer{status: http.StatusNoContent}, nil }

func (s *Server) getGateway(*call) (answer, *APIError) {
	return ok(map[string]any{"url": s.Gateway.URL()})
}

// getGatewayBot recommends shards and says how many sessions may start.
// discord.com/developers/docs/events/gateway#get-gateway-bot
func (s *Server) getGatewayBot(*call) (answer, *APIError) {
	used := locked(s, func() int { return len(s.Gateway.identifies) })
	return ok(map[string]any{
		"url": s.Gateway.URL(), "shards": s.opts.Shards,
		"session_start_limit": map[string]any{
			"total": 1000, "remaining": max(0, s.opts.SessionStarts-used),
			"reset_after": 86_400_000, "max_concurrency": s.opts.MaxConcurrency,
		},
	})
}

func (s *Server) getUser(*call) (answer, *APIError) { return ok(s.BotUser()) }

// getApplication serves both ways of asking for the application.
// discord.com/developers/docs/resources/application#get-current-application
func (s *Server) getApplication(*call) (answer, *APIError) {
	url := locked(s, func() string { return s.postURL })
	var endpoint any
	if url != "" {
		endpoint = url
	}
	return ok(map[string]any{
		"id": s.opts.ApplicationID, "name": s.opts.Username, "icon": nil, "description": "",
		"bot": s.BotUser(), "bot_public": true, "bot_require_code_grant": false,
		"verify_key": hex.EncodeToString(s.PublicKey), "flags": 0,
		"interactions_endpoint_url": endpoint, "approximate_guild_count": len(s.guilds),
		"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}},
		"owner":                    User{ID: "1000000000000000009", Username: "owner", Discriminator: "0"},
	})
}
