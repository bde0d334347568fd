package discordtest

import (
	"encoding/json"
	"strconv"
	"sync"
)

// Session is a bot's gateway session. It outlives its connections until it is
// invalidated.
type Session struct {
	ID      string
	Shard   [2]int
	Intents int
	// Resumes counts how often it was resumed.
	gateway *Gateway

	// The server's lock guards these.
	conn       *conn
	ready      bool
	resumes    int
	heartbeats int

	// sending keeps sequence numbers in the order of the wire.
	sending sync.Mutex
	seq     int64
	replay  []event
}

type event struct {
	seq  int64
	data []byte
}

func (g *Gateway) newSession(id *Identify, c *conn) *Session {
	session := &Session{ID: newToken(), Shard: *id.Shard, Intents: *id.Intents, gateway: g}
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	session.conn = c
	g.sessions[session.ID] = session
	return session
}

// start sends READY and the servers of the shard.
// discord.com/developers/docs/events/gateway-events#ready
func (x *Session) start(c *conn) {
	s := x.gateway.server
	guilds := s.guildsOf(x.Shard)
	unavailable := make([]map[string]any, len(guilds))
	for i, id := range guilds {
		unavailable[i] = map[string]any{"id": id, "unavailable": true}
	}
	x.dispatch("READY", map[string]any{
		"v": 10, "user": s.BotUser(), "guilds": unavailable, "session_id": x.ID,
		"resume_gateway_url": x.gateway.address(resumePath), "shard": x.Shard,
		"application":   map[string]any{"id": s.opts.ApplicationID, "flags": 0},
		"session_type":  "normal",
		"private_calls": []any{}, "presences": []any{}, "relationships": []any{}, "_trace": []string{},
	})
	x.markReady()
	if x.Intents&IntentGuilds == 0 {
		return
	}
	for _, id := range guilds {
		x.dispatch("GUILD_CREATE", s.guildCreate(id))
	}
	x.gateway.server.touch()
	_ = c
}

func (x *Session) markReady() {
	s := x.gateway.server
	s.mu.Lock()
	defer s.mu.Unlock()
	x.ready = true
	s.changed.broadcast()
}

// Dispatch sends an event of any type with the next sequence number, or keeps
// it for RESUME while no connection is there.
func (x *Session) Dispatch(kind string, data any) { x.dispatch(kind, data) }

func (x *Session) dispatch(kind string, data any) {
	raw, err := json.Marshal(data)
	if err != nil {
		panic("discordtest: event " + kind + ": " + err.Error())
	}
	x.sending.Lock()
	defer x.sending.Unlock()
	x.seq++
	line := make([]byte, 0, len(raw)+64)
	line = append(line, `{"t":"`...)
	line = append(line, kind...)
	line = append(line, `","s":`...)
	line = strconv.AppendInt(line, x.seq, 10)
	line = append(line, `,"op":0,"d":`...)
	line = append(append(line, raw...), '}')
	x.keep(event{x.seq, line})
	if c := x.connection(); c != nil {
		c.write(line)
	}
}

func (x *Session) keep(e event) {
	limit := x.gateway.server.opts.ReplayLimit
	if len(x.replay) >= 2*limit {
		x.replay = append(x.replay[:0:0], x.replay[limit:]...)
	}
	x.replay = append(x.replay, e)
}

func (x *Session) connection() *conn {
	return locked(x.gateway.server, func() *conn { return x.conn })
}

func (x *Session) detach(c *conn) {
	x.gateway.server.mu.Lock()
	defer x.gateway.server.mu.Unlock()
	if x.conn == c {
		x.conn = nil
	}
}

// forget ends a session for good.
func (x *Session) forget() {
	x.gateway.server.mu.Lock()
	defer x.gateway.server.mu.Unlock()
	delete(x.gateway.sessions, x.ID)
	x.gateway.server.changed.broadcast()
}

// resume takes up a session where the bot lost it.
// discord.com/developers/docs/events/gateway#resuming
func (c *conn) resume(data json.RawMessage) bool {
	if c.session != nil {
		return c.close(CloseAlreadyAuthenticated, "Already authenticated.")
	}
	var r struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int64  `json:"seq"`
	}
	if json.Unmarshal(data, &r) != nil {
		return c.close(CloseDecodeError, "Error while decoding payload.")
	}
	if again, done := c.react(c.plan.OnResume); done {
		return again
	}
	if r.Token != c.server.opts.Token {
		return c.close(CloseAuthenticationFailed, "Authentication failed.")
	}
	session := locked(c.server, func() *Session { return c.gateway.sessions[r.SessionID] })
	if session == nil {
		c.send(opInvalidSession, false)
		return true
	}
	return session.takeUp(c, r.Seq)
}

// takeUp replays what was missed and moves the session to a new connection.
func (x *Session) takeUp(c *conn, seq int64) bool {
	x.sending.Lock()
	defer x.sending.Unlock()
	if seq > x.seq || seq < 0 {
		return c.close(CloseInvalidSequence, "Invalid seq.")
	}
	if len(x.replay) > 0 && seq < x.replay[0].seq-1 {
		x.forget()
		c.send(opInvalidSession, false)
		return true
	}
	for _, e := range x.replay {
		if e.seq > seq {
			c.write(e.data)
		}
	}
	x.seq++
	c.write([]byte(`{"t":"RESUMED","s":` + strconv.FormatInt(x.seq, 10) + `,"op":0,"d":{"_trace":[]}}`))
	c.session = x
	s := x.gateway.server
	s.mu.Lock()
	defer s.mu.Unlock()
	x.conn, x.ready = c, true
	x.resumes++
	s.changed.broadcast()
	return true
}
