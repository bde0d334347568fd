package discordtest

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Paths of the gateway. Resuming has one of its own, so that a test sees
// whether resume_gateway_url is used.
const (
	gatewayPath = "/gateway/"
	resumePath  = "/resume/"
)

// Gateway keeps the sessions of connected bots.
type Gateway struct {
	server   *Server
	handlers sync.WaitGroup

	// The server's lock guards what follows.
	sessions    map[string]*Session
	conns       map[*conn]struct{}
	plans       []Plan
	muted       bool
	connections []Connection
	identifies  []Identify
	lastStart   map[int]time.Time // by rate limit key
	heartbeats  int
	presences   []Presence
}

// Connection is one websocket that a bot opened.
type Connection struct {
	Path  string // "/gateway/" or "/resume/"
	Query string
	At    time.Time
}

// ResumePath is the path of the address READY gives for resuming.
const ResumePath = resumePath

func newGateway(s *Server) *Gateway {
	return &Gateway{
		server: s, sessions: map[string]*Session{}, conns: map[*conn]struct{}{},
		lastStart: map[int]time.Time{},
	}
}

// URL returns the address that GET /gateway/bot gives.
func (g *Gateway) URL() string { return g.address(gatewayPath) }

func (g *Gateway) address(path string) string { return "ws" + g.server.URL[len("http"):] + path }

// serve upgrades a connection and talks to it until it ends.
func (g *Gateway) serve(w http.ResponseWriter, req *http.Request) {
	plan, ok := g.open(req)
	if !ok {
		return
	}
	if plan.RefuseStatus != 0 {
		w.WriteHeader(plan.RefuseStatus)
		return
	}
	upgrader := websocket.Upgrader{
		HandshakeTimeout: 10 * time.Second, ReadBufferSize: 4096, WriteBufferSize: 4096,
		CheckOrigin: func(*http.Request) bool { return true },
	}
	ws, err := upgrader.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	c := &conn{gateway: g, server: g.server, ws: ws, plan: plan}
	if !g.track(c) {
		_ = ws.Close()
		return
	}
	defer g.handlers.Done()
	defer g.drop(c)
	c.run(req.URL.Query())
}

// open notes a connection attempt and takes the plan for it.
func (g *Gateway) open(req *http.Request) (Plan, bool) {
	s := g.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing.Err() != nil {
		return Plan{}, false
	}
	g.connections = append(g.connections, Connection{Path: req.URL.Path, Query: req.URL.RawQuery, At: s.clock.Now()})
	s.changed.broadcast()
	if len(g.plans) == 0 {
		return Plan{}, true
	}
	plan := g.plans[0]
	g.plans = g.plans[1:]
	return plan, true
}

func (g *Gateway) track(c *conn) bool {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	if g.server.closing.Err() != nil {
		return false
	}
	g.conns[c] = struct{}{}
	g.handlers.Add(1)
	return true
}

// drop forgets a connection; its session stays resumable unless the bot closed
// it for good.
func (g *Gateway) drop(c *conn) {
	_ = c.ws.Close()
	if c.session != nil {
		c.session.detach(c)
	}
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	delete(g.conns, c)
	g.server.changed.broadcast()
}

func (g *Gateway) closeAll() {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	for c := range g.conns {
		_ = c.ws.Close()
	}
}

// Connections returns every websocket opened so far, refused ones too.
func (g *Gateway) Connections() []Connection {
	return locked(g.server, func() []Connection { return append([]Connection(nil), g.connections...) })
}

// Identifies returns every IDENTIFY so far, refused ones too.
func (g *Gateway) Identifies() []Identify {
	return locked(g.server, func() []Identify { return append([]Identify(nil), g.identifies...) })
}

// Presences returns every presence set so far, in IDENTIFY or later.
func (g *Gateway) Presences() []Presence {
	return locked(g.server, func() []Presence { return append([]Presence(nil), g.presences...) })
}

// Heartbeats returns how many heartbeats have arrived.
func (g *Gateway) Heartbeats() int {
	return locked(g.server, func() int { return g.heartbeats })
}

// MuteHeartbeats makes the gateway stop (or begin again) to acknowledge
// heartbeats on every connection.
func (g *Gateway) MuteHeartbeats(on bool) {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.muted = on
}

// Plan scripts the next connections, one plan each, in order.
func (g *Gateway) Plan(plans ...Plan) {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.plans = append(g.plans, plans...)
}

// WaitReady waits until a shard has a session that is connected and ready.
func (g *Gateway) WaitReady(ctx context.Context, shard int) (*Session, error) {
	var found *Session
	err := g.server.await(ctx, "a ready session", func() bool {
		found = g.find(shard)
		return found != nil
	})
	return found, err
}

// WaitConnections waits until n websockets have been opened, since the start.
func (g *Gateway) WaitConnections(ctx context.Context, n int) error {
	return g.server.await(ctx, "connections", func() bool { return len(g.connections) >= n })
}

// WaitIdentifies waits until n IDENTIFYs have arrived, since the start.
func (g *Gateway) WaitIdentifies(ctx context.Context, n int) error {
	return g.server.await(ctx, "identifies", func() bool { return len(g.identifies) >= n })
}

// WaitHeartbeats waits until n heartbeats have arrived, since the start.
func (g *Gateway) WaitHeartbeats(ctx context.Context, n int) error {
	return g.server.await(ctx, "heartbeats", func() bool { return g.heartbeats >= n })
}

// WaitDisconnected waits until no websocket is open.
func (g *Gateway) WaitDisconnected(ctx context.Context) error {
	return g.server.await(ctx, "all to disconnect", func() bool { return len(g.conns) == 0 })
}

// find returns the connected session of a shard. The server's lock is held.
func (g *Gateway) find(shard int) *Session {
	for _, session := range g.sessions {
		if session.Shard[0] == shard && session.ready && session.conn != nil {
			return session
		}
	}
	return nil
}

// hearsMessages reports whether any session asked for messages. The server's
// lock is held.
func (g *Gateway) hearsMessages() bool {
	for _, session := range g.sessions {
		if session.Intents&(IntentGuildMessages|IntentDirectMessages) != 0 {
			return true
		}
	}
	return false
}

func locked[T any](s *Server, get func() T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return get()
}
