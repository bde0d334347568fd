package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Identify is the opening of a session.
// discord.com/developers/docs/events/gateway-events#identify
type Identify struct {
	Token          string            `json:"token"`
	Properties     map[string]string `json:"properties"`
	Compress       bool              `json:"compress"`
	LargeThreshold int               `json:"large_threshold"`
	Shard          *[2]int           `json:"shard"`
	Presence       *Presence         `json:"presence"`
	Intents        *int              `json:"intents"`

	// At is when it arrived, by the server's clock.
	At time.Time `json:"-"`
}

// Presence is what the bot shows about itself.
// discord.com/developers/docs/events/gateway-events#update-presence
type Presence struct {
	Since      *int64     `json:"since"`
	Status     string     `json:"status"`
	AFK        bool       `json:"afk"`
	Activities []Activity `json:"activities"`
}

// Activity is one line of a presence.
type Activity struct {
	Name  string `json:"name"`
	Type  int    `json:"type"`
	State string `json:"state,omitempty"`
	URL   string `json:"url,omitempty"`
}

// identify opens a session.
func (c *conn) identify(data json.RawMessage) bool {
	if c.session != nil {
		return c.close(CloseAlreadyAuthenticated, "Already authenticated.")
	}
	var id Identify
	if json.Unmarshal(data, &id) != nil || id.Intents == nil || id.Properties == nil {
		return c.close(CloseDecodeError, "Error while decoding payload.")
	}
	if id.Shard == nil {
		id.Shard = &[2]int{0, 1}
	}
	started, inTime := c.gateway.note(&id)
	if again, done := c.react(c.plan.OnIdentify); done {
		return again
	}
	code, reason := c.server.judge(&id)
	if started > c.server.opts.SessionStarts {
		// Discord resets the token of a bot that starts too many sessions.
		code, reason = CloseAuthenticationFailed, "Authentication failed."
	}
	if code != 0 {
		return c.close(code, reason)
	}
	if !inTime {
		c.send(opInvalidSession, false)
		return true
	}
	c.session = c.gateway.newSession(&id, c)
	c.session.start()
	if c.plan.OnIdentify.Reconnect {
		c.send(opReconnect, nil)
	}
	return true
}

// note counts an identify and reports how many there were and whether this one
// keeps to max_concurrency.
// discord.com/developers/docs/events/gateway#sharding-max-concurrency
func (g *Gateway) note(id *Identify) (started int, inTime bool) {
	s := g.server
	s.mu.Lock()
	defer s.mu.Unlock()
	id.At = s.clock.Now()
	g.identifies = append(g.identifies, *id)
	if id.Presence != nil {
		g.presences = append(g.presences, *id.Presence)
	}
	s.changed.broadcast()
	key := id.Shard[0] % s.opts.MaxConcurrency
	last, before := g.lastStart[key]
	if before && id.At.Sub(last) < s.opts.IdentifyWindow {
		return len(g.identifies), false
	}
	g.lastStart[key] = id.At
	return len(g.identifies), true
}

// judge returns the close code for an identify that is refused, or 0.
// discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
func (s *Server) judge(id *Identify) (int, string) {
	shard, of := id.Shard[0], id.Shard[1]
	switch {
	case !s.accepts(id.Token):
		return CloseAuthenticationFailed, "Authentication failed."
	case of < 1 || shard < 0 || shard >= of:
		return CloseInvalidShard, "Invalid shard."
	case len(s.guilds) > of*s.opts.ShardGuilds:
		return CloseShardingRequired, "Sharding required."
	case *id.Intents < 0 || *id.Intents&^knownIntents != 0:
		return CloseInvalidIntents, "Invalid intent(s)."
	case *id.Intents&privilegedIntents&^s.opts.PrivilegedIntents != 0:
		return CloseDisallowedIntents, "Disallowed intent(s)."
	case id.Presence != nil && !id.Presence.valid():
		return CloseDecodeError, "Error while decoding payload."
	}
	return 0, ""
}

// accepts says whether a token over the gateway is the bot's. Libraries send it with the prefix that REST wants, too, and Discord takes both.
func (s *Server) accepts(token string) bool {
	return strings.TrimPrefix(token, "Bot ") == s.opts.Token
}

func (p *Presence) valid() bool {
	return slices.Contains([]string{"online", "dnd", "idle", "invisible", "offline"}, p.Status) &&
		!slices.ContainsFunc(p.Activities, func(a Activity) bool { return a.Name == "" })
}

// react follows a plan; done means that the opening is not to be served.
func (c *conn) react(r Reaction) (again, done bool) {
	switch {
	case r.Close != 0:
		return c.close(r.Close, "Scripted."), true
	case r.Invalid:
		c.send(opInvalidSession, r.Resumable)
		return true, true
	case r.Ignore:
		return true, true
	}
	return true, false
}

// presence takes a presence update.
func (c *conn) presence(data json.RawMessage) bool {
	if c.session == nil {
		return c.close(CloseNotAuthenticated, "Not authenticated.")
	}
	var p Presence
	if json.Unmarshal(data, &p) != nil || !p.valid() {
		return c.close(CloseDecodeError, "Error while decoding payload.")
	}
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.gateway.presences = append(c.gateway.presences, p)
	c.server.changed.broadcast()
	return true
}
