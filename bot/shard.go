package bot

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/diamondburned/arikawa/v3/gateway"
	"github.com/diamondburned/arikawa/v3/utils/ws"
)

// shardState is where a shard stands.
type shardState int32

const (
	shardConnecting shardState = iota
	shardReady
	shardLost // the last connection ended, the next isn't made yet
)

// shard keeps one session with the gateway alive: one arikawa gateway on one link at a time, resumed or begun anew as Discord wants.
type shard struct {
	id, count int
	address   string
	identity  gateway.Identifier
	timing    Timing
	memory    resumption
	gate      IdentifyGate
	bucket    string
	budget    *identifyBudget
	metrics   *metrics
	log       *slog.Logger

	identified func(self uint64) // called when a new session begins, with the bot's own id
	events     func(frame)       // takes every event; the frame points into a buffer that is used again

	state   atomic.Int32
	guilds  atomic.Int64
	latency atomic.Int64 // nanoseconds

	mu      sync.Mutex
	problem error     // why the last connection ended
	readyAt time.Time // when the present session became ready; zero where it hasn't
}

var _ linkEvents = (*shard)(nil)

// run keeps the session alive until ctx ends or Discord refuses for good; then it returns a *FatalError.
func (s *shard) run(ctx context.Context) error {
	retry := backoff{base: s.timing.Reconnect, most: s.timing.ReconnectMost}
	for {
		lasted, err := s.connect(ctx)
		var fatal *FatalError
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &fatal):
			return fatal
		}
		s.metrics.reconnects.WithLabelValues(reconnectReason(err)).Inc()
		s.log.Info("gateway connection ended", "shard", s.id, "reason", err, "lasted", lasted)
		if sleep(ctx, s.pause(&retry, lasted, err)) != nil {
			return nil
		}
	}
}

// pause is how long to wait before the next connection. A session that lasted is taken up again at once.
func (s *shard) pause(retry *backoff, lasted time.Duration, err error) time.Duration {
	if lasted >= s.timing.Stable {
		retry.reset()
	}
	if errors.Is(err, errInvalidSession) {
		retry.failures++
		return s.timing.Reconnect + rand.N(4*s.timing.Reconnect) // Discord asks for 1 to 5 s
	}
	if lasted > 0 && retry.failures == 0 {
		retry.failures++
		return 0
	}
	return retry.next()
}

// connect makes one connection and returns when it has ended, with the reason, and how long its session was ready.
func (s *shard) connect(ctx context.Context) (lasted time.Duration, err error) {
	s.setState(shardConnecting, nil)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	down := newLink(s.timing, &s.memory, s, s.mayIdentify, cancel)
	session, seq := s.memory.recall()
	up := gateway.FromWebsocketGateway(
		ws.NewGateway(ws.NewCustomWebsocket(down, s.address), &ws.GatewayOpts{
			ReconnectDelay:        func(int) time.Duration { return 0 },
			ReconnectAttempt:      1,
			AlwaysCloseGracefully: true,
		}),
		gateway.State{Identifier: s.identity, SessionID: session, Sequence: seq},
	)
	for range up.Connect(ctx) { // what matters arrives through linkEvents
	}
	err = down.ended()
	return s.lost(err), err
}

func (s *shard) mayIdentify(ctx context.Context) error {
	if err := s.gate.Identify(ctx, s.bucket, s.timing.Identify); err != nil {
		return err
	}
	return s.budget.take(ctx)
}

func (s *shard) ready(self uint64, guilds int) {
	s.mu.Lock()
	s.readyAt, s.problem = time.Now(), nil
	s.mu.Unlock()
	if guilds >= 0 {
		s.guilds.Store(int64(guilds))
		s.identified(self)
	}
	s.setState(shardReady, nil)
	s.log.Info("gateway session ready", "shard", s.id, "of", s.count, "resumed", guilds < 0)
}

func (s *shard) dispatch(f frame) { s.events(f) }

func (s *shard) beat(took time.Duration) { s.latency.Store(int64(took)) }

// lost notes the end of a connection and returns how long its session was ready.
func (s *shard) lost(reason error) time.Duration {
	s.setState(shardLost, reason)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.readyAt.IsZero() {
		return 0
	}
	lasted := time.Since(s.readyAt)
	s.readyAt = time.Time{}
	return max(lasted, 1)
}

func (s *shard) setState(state shardState, problem error) {
	s.state.Store(int32(state))
	if problem != nil {
		s.mu.Lock()
		s.problem = problem
		s.mu.Unlock()
	}
}

// trouble is why the shard isn't ready; nil where it is.
func (s *shard) trouble() error {
	if shardState(s.state.Load()) == shardReady {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.problem != nil {
		return s.problem
	}
	return errors.New("connecting")
}

// reconnectReason names why a connection ended, for the metrics.
func reconnectReason(err error) string {
	var closed *closedError
	switch {
	case errors.As(err, &closed):
		return "closed_" + strconv.Itoa(closed.code)
	case errors.Is(err, errReconnect):
		return "asked"
	case errors.Is(err, errInvalidSession), errors.Is(err, errResumeAnew):
		return "invalid_session"
	case errors.Is(err, errZombie):
		return "zombie"
	case errors.Is(err, errNoHello), errors.Is(err, errNoReady):
		return "silent"
	default:
		return "broken"
	}
}

// shardIdentity is what a shard says of itself.
func shardIdentity(token string, id, count int, intents gateway.Intents) gateway.Identifier {
	command := gateway.IdentifyCommand{
		Token:      token,
		Properties: gateway.IdentifyProperties{gateway.IdentifyOS: runtime.GOOS, gateway.IdentifyBrowser: "feyre", gateway.IdentifyDevice: "feyre"},
		Presence:   presence(),
	}
	command.AddIntents(intents)
	command.SetShard(id, count)
	return gateway.Identifier{IdentifyCommand: command} // without arikawa's limiters: IdentifyGate takes their place
}
