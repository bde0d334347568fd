package discordtest

import (
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// conn is one websocket. Its reading side is a single goroutine.
type conn struct {
	gateway *Gateway
	server  *Server
	ws      *websocket.Conn
	plan    Plan

	session *Session // set by the reading goroutine once, never changed

	writing sync.Mutex
	sends   int       // payloads from the bot in this window
	window  time.Time // when the window ends
}

// frame is a payload from the bot.
type frame struct {
	Op   *int            `json:"op"`
	Data json.RawMessage `json:"d"`
}

// run speaks the protocol until the connection ends.
func (c *conn) run(query url.Values) {
	if query.Get("v") != "10" || query.Get("encoding") != "json" {
		c.close(CloseInvalidVersion, "Invalid API version or encoding.")
		return
	}
	if c.plan.NoHello {
		c.drain()
		return
	}
	interval := c.server.opts.HeartbeatInterval
	c.send(opHello, map[string]any{"heartbeat_interval": interval.Milliseconds(), "_trace": []string{}})
	c.expectHeartbeat()
	for {
		kind, data, err := c.ws.ReadMessage()
		if err != nil {
			c.ended(err)
			return
		}
		if !c.accept(kind, data) {
			return
		}
	}
}

// expectHeartbeat gives the bot time for its next heartbeat.
func (c *conn) expectHeartbeat() {
	_ = c.ws.SetReadDeadline(time.Now().Add(c.server.opts.HeartbeatPatience))
}

// drain reads and ignores until the other side gives up.
func (c *conn) drain() {
	for {
		if _, _, err := c.ws.ReadMessage(); err != nil {
			return
		}
	}
}

// ended looks at how the connection ended: 1000 and 1001 from the bot end the
// session, silence times it out, all else leaves it resumable.
// discord.com/developers/docs/events/gateway#disconnecting
func (c *conn) ended(err error) {
	if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) && c.session != nil {
		c.session.forget()
	}
	if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
		c.close(CloseSessionTimedOut, "Session timed out.")
	}
}

// accept serves one payload; false ends the connection.
func (c *conn) accept(kind int, data []byte) bool {
	if len(data) > maxGatewayPayload || kind != websocket.TextMessage {
		return c.close(CloseDecodeError, "Error while decoding payload.")
	}
	var f frame
	if json.Unmarshal(data, &f) != nil || f.Op == nil {
		return c.close(CloseDecodeError, "Error while decoding payload.")
	}
	if !c.spend() {
		return c.close(CloseRateLimited, "Rate limited.")
	}
	switch *f.Op {
	case opHeartbeat:
		c.expectHeartbeat()
		return c.heartbeat(f.Data)
	case opIdentify:
		return c.identify(f.Data)
	case opResume:
		return c.resume(f.Data)
	case opPresence:
		return c.presence(f.Data)
	case opVoiceState, opRequestMembers:
		return c.session != nil || c.close(CloseNotAuthenticated, "Not authenticated.")
	}
	return c.close(CloseUnknownOpcode, "Unknown opcode.")
}

// spend counts a payload against 120 a minute.
// discord.com/developers/docs/events/gateway#rate-limiting
func (c *conn) spend() bool {
	now := c.server.clock.Now()
	if !now.Before(c.window) {
		c.window, c.sends = now.Add(time.Minute), 0
	}
	c.sends++
	return c.sends <= maxGatewaySends
}

func (c *conn) heartbeat(data json.RawMessage) bool {
	var seq *int64
	if json.Unmarshal(data, &seq) != nil {
		return c.close(CloseDecodeError, "Error while decoding payload.")
	}
	s := c.server
	s.mu.Lock()
	c.gateway.heartbeats++
	muted := c.gateway.muted || c.plan.MuteHeartbeats
	if c.session != nil {
		c.session.heartbeats++
	}
	s.changed.broadcast()
	s.mu.Unlock()
	if !muted {
		c.send(opHeartbeatAck, nil)
	}
	return true
}

func (c *conn) send(op int, d any) {
	data, err := json.Marshal(map[string]any{"op": op, "d": d, "s": nil, "t": nil})
	if err == nil {
		c.write(data)
	}
}

// write sends one text message. A connection that cannot take it is closed, so
// that its reader ends too.
func (c *conn) write(data []byte) {
	c.writing.Lock()
	defer c.writing.Unlock()
	_ = c.ws.SetWriteDeadline(time.Now().Add(20 * time.Second))
	if c.ws.WriteMessage(websocket.TextMessage, data) != nil {
		_ = c.ws.Close()
	}
}

// close ends the connection with a code; it returns false for accept.
func (c *conn) close(code int, reason string) bool {
	message := websocket.FormatCloseMessage(code, reason)
	c.writing.Lock()
	defer c.writing.Unlock()
	_ = c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(5*time.Second))
	return false
}
