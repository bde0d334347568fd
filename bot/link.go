package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/diamondburned/arikawa/v3/utils/ws"
	"github.com/gorilla/websocket"
)

// Why a link ended, where no close code says it.
var (
	errLinkUsed       = errors.New("the connection was used before")
	errNoHello        = errors.New("no HELLO came")
	errNoReady        = errors.New("neither READY nor RESUMED came")
	errZombie         = errors.New("a heartbeat was not acknowledged")
	errReconnect      = errors.New("asked by Discord to reconnect")
	errInvalidSession = errors.New("session no longer known to Discord")
	errResumeAnew     = errors.New("asked by Discord to resume anew")
)

// closedError is a connection that Discord closed with a code.
type closedError struct{ code int }

func (e *closedError) Error() string {
	return fmt.Sprintf("Discord closed the connection with code %d", e.code)
}

// linkEvents is what a link reports to its shard. The calls come from one goroutine and must return soon.
type linkEvents interface {
	// ready is called after READY or RESUMED; guilds is -1 for RESUMED.
	ready(self uint64, guilds int)
	// dispatch is called with every other event. The frame points into a buffer that is used again.
	dispatch(f frame)
	// beat is called when a heartbeat was acknowledged.
	beat(took time.Duration)
}

// link is one connection to the gateway, below arikawa's: it dials where the session is to be resumed, bounds the wait for HELLO and
// READY, notices a dead connection after one heartbeat, drops unneeded messages before they are decoded, and closes so that the
// session can be resumed. It is used for one connection only; a shard makes a new one for the next.
type link struct {
	timing Timing
	memory *resumption
	events linkEvents
	leave  func(context.Context) error // waits for leave to identify
	cancel context.CancelFunc          // ends the arikawa gateway above

	used  atomic.Bool
	ops   chan ws.Op
	done  chan struct{}
	write sync.Mutex
	conn  *websocket.Conn

	ending   sync.Once
	reason   error
	watchdog *time.Timer // fires when neither READY nor RESUMED came
	interval time.Duration
	unacked  atomic.Int64 // when the oldest heartbeat without acknowledgement was sent, in nanoseconds; 0 for none
}

var _ ws.Connection = (*link)(nil)

func newLink(timing Timing, memory *resumption, events linkEvents, leave func(context.Context) error, cancel context.CancelFunc) *link {
	return &link{
		timing: timing, memory: memory, events: events, leave: leave, cancel: cancel,
		ops: make(chan ws.Op), done: make(chan struct{}),
	}
}

// Dial connects, to the address of the session that is to be resumed if there is one.
func (l *link) Dial(ctx context.Context, address string) (<-chan ws.Op, error) {
	if l.used.Swap(true) {
		return nil, errLinkUsed
	}
	dialer := websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: l.timing.Hello,
		ReadBufferSize:   4 << 10,
		WriteBufferSize:  4 << 10,
	}
	conn, response, err := dialer.DialContext(ctx, l.memory.dial(address), nil)
	if response != nil {
		_ = response.Body.Close()
	}
	if err != nil {
		l.memory.unreachable()
		err = fmt.Errorf("dial: %w", err)
		l.end(err)
		return nil, err
	}
	conn.SetReadLimit(maxFrame)
	_ = conn.SetReadDeadline(time.Now().Add(l.timing.Hello))
	l.conn = conn
	l.watchdog = time.AfterFunc(l.timing.Ready, func() { l.end(errNoReady) })
	l.watchdog.Stop()
	go l.read(ctx)
	return l.ops, nil
}

// Close ends the link. A graceful end tells Discord that the session is over. arikawa also closes what it hasn't dialed yet.
func (l *link) Close(gracefully bool) error {
	if !l.used.Load() {
		return ws.ErrWebsocketClosed
	}
	switch {
	case gracefully:
		l.endWith(context.Canceled, websocket.CloseNormalClosure)
	case l.overdue(time.Now()): // which arikawa noticed first, at the second heartbeat
		l.end(errZombie)
	default:
		l.end(context.Canceled)
	}
	return nil
}

// closeResumable is a code after which Discord keeps the session; 1000 and 1001 would end it.
const closeResumable = 4900

// end ends the link for a reason, so that the session can be resumed. Only the first reason counts.
func (l *link) end(reason error) { l.endWith(reason, closeResumable) }

func (l *link) endWith(reason error, code int) {
	l.ending.Do(func() {
		l.reason = reason
		close(l.done)
		l.cancel()
		if l.conn == nil {
			return
		}
		l.watchdog.Stop()
		message := websocket.FormatCloseMessage(code, "")
		_ = l.conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(l.timing.Close))
		_ = l.conn.Close()
	})
}

// ended is why the link ended. It may be asked after the gateway above has come to its end.
func (l *link) ended() error {
	select {
	case <-l.done:
		return l.reason
	default:
		return nil
	}
}
