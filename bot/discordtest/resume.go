package discordtest

import (
	"encoding/json"
	"strconv"
)

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
	if !c.server.accepts(r.Token) {
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
