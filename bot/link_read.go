package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/gateway"
	"github.com/diamondburned/arikawa/v3/utils/ws"
	"github.com/gorilla/websocket"
)

const (
	// maxFrame bounds one message; the largest is READY, with one short object for each server.
	maxFrame = 64 << 20
	// maxKept is the largest buffer that is kept for the next message.
	maxKept = 64 << 10
)

// read takes messages until the connection ends.
func (l *link) read(ctx context.Context) {
	defer close(l.ops)
	buffer := bytes.NewBuffer(make([]byte, 0, 8<<10))
	for {
		buffer.Reset()
		if err := l.next(buffer); err != nil {
			l.end(l.diagnose(err))
			return
		}
		f, err := parseFrame(buffer.Bytes())
		if err == nil {
			err = l.handle(ctx, f)
		}
		if err != nil {
			l.end(err)
			return
		}
		if buffer.Cap() > maxKept {
			buffer = bytes.NewBuffer(make([]byte, 0, 8<<10))
		}
	}
}

func (l *link) next(buffer *bytes.Buffer) error {
	_, reader, err := l.conn.NextReader()
	if err != nil {
		return err
	}
	_, err = buffer.ReadFrom(reader)
	return err
}

// diagnose makes a typed error of what ended the reading, and forgets the session where the code says that it is over.
func (l *link) diagnose(err error) error {
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		if l.interval == 0 {
			return errNoHello
		}
		return fmt.Errorf("read from the gateway: %w", err)
	}
	if fatal := closeFatal(closed.Code); fatal != nil {
		return fatal
	}
	switch closed.Code {
	case 4003, 4007, 4009: // not authenticated, invalid sequence, session timed out
		l.memory.forget()
	}
	return &closedError{code: closed.Code}
}

// handle takes one message. It hands up to arikawa what that needs to keep the session, and ends the link by an error where Discord
// asks for a new connection.
func (l *link) handle(ctx context.Context, f frame) error {
	switch f.op {
	case opDispatch:
		return l.dispatched(ctx, f)
	case opHello:
		return l.hello(ctx, f)
	case opHeartbeat:
		return l.hand(ctx, ws.Op{Code: opHeartbeat, Data: new(gateway.HeartbeatCommand)})
	case opHeartbeatAck:
		if since := l.unacked.Swap(0); since != 0 {
			l.events.beat(time.Since(time.Unix(0, since)))
		}
		return l.hand(ctx, ws.Op{Code: opHeartbeatAck, Data: &gateway.HeartbeatAckEvent{}})
	case opReconnect:
		return errReconnect
	case opInvalidSession:
		if string(f.data()) == "true" {
			return errResumeAnew
		}
		l.memory.forget()
		return errInvalidSession
	default:
		return nil
	}
}

func (l *link) hello(ctx context.Context, f frame) error {
	var hello struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(f.data(), &hello); err != nil || hello.Interval <= 0 {
		return fmt.Errorf("HELLO: %w", errFrame)
	}
	l.interval = time.Duration(hello.Interval) * time.Millisecond
	_ = l.conn.SetReadDeadline(time.Time{})
	go l.firstHeartbeat()
	return l.hand(ctx, ws.Op{Code: opHello, Data: &gateway.HelloEvent{HeartbeatInterval: discord.Milliseconds(hello.Interval)}})
}

// ready is READY as far as it matters here. The servers are counted, not kept.
type ready struct {
	Session string `json:"session_id"`
	Resume  string `json:"resume_gateway_url"`
	User    struct {
		ID uint64 `json:"id,string"`
	} `json:"user"`
	Guilds []struct{} `json:"guilds"`
}

func (l *link) dispatched(ctx context.Context, f frame) error {
	switch string(f.event) {
	case "READY":
		var r ready
		if err := json.Unmarshal(f.data(), &r); err != nil {
			return fmt.Errorf("READY: %w", err)
		}
		l.watchdog.Stop()
		l.memory.begin(r.Session, r.Resume, f.seq)
		l.events.ready(r.User.ID, len(r.Guilds))
		return l.hand(ctx, ws.Op{Code: opDispatch, Sequence: f.seq, Data: &gateway.ReadyEvent{SessionID: r.Session}})
	case "RESUMED":
		l.watchdog.Stop()
		l.memory.advance(f.seq)
		l.events.ready(0, -1)
		return l.hand(ctx, ws.Op{Code: opDispatch, Sequence: f.seq, Data: &gateway.ResumedEvent{}})
	default:
		l.memory.advance(f.seq)
		l.events.dispatch(f)
		return nil
	}
}

// hand gives arikawa's gateway an operation.
func (l *link) hand(ctx context.Context, op ws.Op) error {
	select {
	case l.ops <- op:
		return nil
	case <-l.done:
		return l.reason
	case <-ctx.Done():
		return ctx.Err()
	}
}
