package discordtest

import "context"

// Reconnect asks the bot to connect again and resume (op 7).
func (x *Session) Reconnect() { x.control(opReconnect, nil) }

// InvalidSession tells the bot that its session is gone (op 9). One that is
// not resumable is forgotten.
func (x *Session) InvalidSession(resumable bool) {
	if !resumable {
		x.forget()
	}
	x.control(opInvalidSession, resumable)
}

// RequestHeartbeat asks for a heartbeat at once (op 1).
func (x *Session) RequestHeartbeat() { x.control(opHeartbeat, nil) }

func (x *Session) control(op int, d any) {
	if c := x.connection(); c != nil {
		c.send(op, d)
	}
}

// Close ends the session's connection with a code. After some codes the
// session can't be resumed: it is forgotten.
func (x *Session) Close(code int, reason string) {
	if code == CloseInvalidSequence || code == CloseSessionTimedOut {
		x.forget()
	}
	if c := x.connection(); c != nil {
		c.close(code, reason)
	}
}

// Cut drops the session's connection without a word.
func (x *Session) Cut() {
	if c := x.connection(); c != nil {
		_ = c.ws.NetConn().Close()
	}
}

// Heartbeats returns how many heartbeats the session has sent.
func (x *Session) Heartbeats() int {
	return locked(x.gateway.server, func() int { return x.heartbeats })
}

// Resumes returns how often the session was resumed.
func (x *Session) Resumes() int {
	return locked(x.gateway.server, func() int { return x.resumes })
}

// Seq returns the sequence number of the last event.
func (x *Session) Seq() int64 {
	x.sending.Lock()
	defer x.sending.Unlock()
	return x.seq
}

// WaitResumes waits until the session has been resumed n times.
func (x *Session) WaitResumes(ctx context.Context, n int) error {
	return x.gateway.server.await(ctx, "resumes", func() bool { return x.resumes >= n })
}

// WaitHeartbeats waits until the session has sent n heartbeats.
func (x *Session) WaitHeartbeats(ctx context.Context, n int) error {
	return x.gateway.server.await(ctx, "heartbeats", func() bool { return x.heartbeats >= n })
}

// WaitGuilds waits until every server of the shard has been sent.
func (x *Session) WaitGuilds(ctx context.Context) error {
	return x.gateway.server.await(ctx, "the servers", func() bool { return x.complete })
}
