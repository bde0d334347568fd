package bot

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// Send writes a command. Heartbeats carry the number of the last message that was received, also of those that arikawa never saw; an
// identify waits for its turn without holding up what follows it.
func (l *link) Send(ctx context.Context, command []byte) error {
	f, err := parseFrame(command)
	switch {
	case err != nil:
		return err
	case len(command) > maxGatewayPayload:
		return fmt.Errorf("gateway command %d has %d bytes, Discord takes %d", f.op, len(command), maxGatewayPayload)
	}
	switch f.op {
	case opHeartbeat:
		return l.heartbeat()
	case opIdentify:
		go l.identify(ctx, command)
		return nil
	case opResume:
		l.watchdog.Reset(l.timing.Ready)
	}
	return l.put(command)
}

func (l *link) identify(ctx context.Context, command []byte) {
	if err := l.leave(ctx); err != nil {
		l.end(fmt.Errorf("wait to identify: %w", err))
		return
	}
	l.watchdog.Reset(l.timing.Ready)
	if err := l.put(command); err != nil {
		l.end(err)
	}
}

// heartbeat sends a heartbeat, or ends the link where the last one has gone unanswered for too long.
func (l *link) heartbeat() error {
	now := time.Now()
	if l.overdue(now) {
		l.end(errZombie)
		return errZombie
	}
	l.unacked.CompareAndSwap(0, now.UnixNano())
	payload := append([]byte(`{"op":1,"d":`), "null}"...)
	if seq := l.memory.sequence(); seq > 0 {
		payload = append(strconv.AppendInt(payload[:len(payload)-len("null}")], seq, 10), '}')
	}
	return l.put(payload)
}

// overdue says whether a heartbeat has gone unanswered for too long.
func (l *link) overdue(now time.Time) bool {
	since := l.unacked.Load()
	return since != 0 && now.Sub(time.Unix(0, since)) >= l.interval/2
}

// firstHeartbeat sends a heartbeat after a random part of the interval, as Discord asks for, so that many connections that began
// together don't beat together. arikawa sends the others.
func (l *link) firstHeartbeat() {
	select {
	case <-time.After(rand.N(l.interval)):
		if err := l.heartbeat(); err != nil {
			l.end(err)
		}
	case <-l.done:
	}
}

func (l *link) put(payload []byte) error {
	l.write.Lock()
	defer l.write.Unlock()
	_ = l.conn.SetWriteDeadline(time.Now().Add(l.timing.Close))
	if err := l.conn.WriteMessage(websocket.TextMessage, payload); err != nil {
		return fmt.Errorf("write to the gateway: %w", err)
	}
	return nil
}
