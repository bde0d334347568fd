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

	gateway *Gateway

	// The server's lock guards these.
	conn       *conn
	ready      bool
	complete   bool // every server has been sent
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

// start sends READY and the servers of the shard. Events of others wait until
// READY is out.
// discord.com/developers/docs/events/gateway-events#ready
func (x *Session) start() {
	s := x.gateway.server
	guilds := s.guildsOf(x.Shard)
	unavailable := make([]map[string]any, len(guilds))
	for i, id := range guilds {
		unavailable[i] = map[string]any{"id": id, "unavailable": true}
	}
	x.open(map[string]any{
		"v": 10, "user": s.BotUser(), "guilds": unavailable, "session_id": x.ID,
		"resume_gateway_url": x.gateway.address(resumePath), "shard": x.Shard,
		"application":   map[string]any{"id": s.opts.ApplicationID, "flags": 0},
		"session_type":  "normal",
		"private_calls": []any{}, "presences": []any{}, "relationships": []any{}, "_trace": []string{},
	})
	if x.Intents&IntentGuilds == 0 {
		guilds = nil
	}
	x.gateway.handlers.Go(func() { x.sendGuilds(guilds) })
}

// sendGuilds makes servers available, one after the other.
func (x *Session) sendGuilds(guilds []string) {
	s := x.gateway.server
	for _, id := range guilds {
		if s.closing.Err() != nil {
			return
		}
		x.Dispatch("GUILD_CREATE", s.guildCreate(id))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x.complete = true
	s.changed.broadcast()
}

// open sends READY first of all events.
func (x *Session) open(ready map[string]any) {
	raw := mustMarshal(ready)
	x.sending.Lock()
	defer x.sending.Unlock()
	x.markReady()
	x.emit("READY", raw)
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
func (x *Session) Dispatch(kind string, data any) {
	x.send(kind, mustMarshal(data))
}

func (x *Session) send(kind string, raw []byte) {
	x.sending.Lock()
	defer x.sending.Unlock()
	x.emit(kind, raw)
}

// emit sends an event with the next sequence number. x.sending is held.
func (x *Session) emit(kind string, raw []byte) {
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

// mustMarshal encodes an event; one that cannot be encoded is a mistake of the
// test.
func mustMarshal(data any) []byte {
	raw, err := json.Marshal(data)
	if err != nil {
		panic("discordtest: event: " + err.Error())
	}
	return raw
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
