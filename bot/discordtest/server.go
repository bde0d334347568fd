package discordtest

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Server is a small Discord. Its methods are safe for concurrent use.
type Server struct {
	// URL is where the REST API is, without the /api/v10 part: what a bot
	// takes as its API address.
	URL string
	// Gateway is the other half: sessions and how connections behave.
	Gateway *Gateway
	// PublicKey verifies interactions that arrive over HTTP.
	PublicKey ed25519.PublicKey

	opts  Options
	clock Clock
	key   ed25519.PrivateKey
	http  *http.Server
	// client posts interactions; it keeps connections open.
	client *http.Client
	ids    snowflakes
	limit  limiter

	closing context.Context
	close   context.CancelFunc
	served  chan struct{}

	mu           sync.Mutex
	changed      notifier
	requests     []Request
	violations   []Violation
	refusals     map[int]int // by error code
	faults       []*Scripted
	commands     map[string][]Command // by guild, "" is global
	creates      int
	interactions map[string]*Interaction // by token
	nextSweep    int
	messages     map[string]*Message
	channels     map[string]Channel
	guilds       []string
	postURL      string
}

// Start begins to serve on o.Addr until Close.
func Start(o Options) (*Server, error) {
	o = o.withDefaults()
	spec, err := specFor(o)
	if err != nil {
		return nil, err
	}
	o.Spec = spec
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := newServer(o, listener.Addr().String())
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		defer close(s.served)
		_ = s.http.Serve(listener)
	}()
	return s, nil
}

func newServer(o Options, addr string) *Server {
	key := o.SigningKey
	if key == nil {
		_, key, _ = ed25519.GenerateKey(rand.Reader)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &Server{
		URL: "http://" + addr, PublicKey: key.Public().(ed25519.PublicKey),
		opts: o, clock: o.Clock, key: key,
		client:  &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}},
		closing: ctx, close: cancel, served: make(chan struct{}),
		refusals:     map[int]int{},
		commands:     map[string][]Command{},
		interactions: map[string]*Interaction{}, nextSweep: minSweep,
		messages: map[string]*Message{},
		channels: map[string]Channel{},
	}
	s.ids.clock = o.Clock
	s.limit.clock = o.Clock
	s.Gateway = newGateway(s)
	for n := range o.Guilds {
		id := guildID(n)
		s.guilds = append(s.guilds, id)
		s.channels[channelOf(id)] = Channel{ID: channelOf(id), GuildID: id, Name: "general"}
	}
	return s
}

// Close ends every connection and waits until nothing is served any more.
// It may be called twice.
func (s *Server) Close() {
	s.close()
	s.Gateway.closeAll()
	_ = s.http.Close()
	s.client.CloseIdleConnections()
	<-s.served
	s.Gateway.handlers.Wait()
}

// TB is what New needs of a *testing.T.
type TB interface {
	Helper()
	Cleanup(func())
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// New starts a server that closes with the test, and fails the test if the
// bot sent a body that Discord would refuse as malformed, unless the test took
// it with TakeViolations.
func New(tb TB, o Options) *Server {
	tb.Helper()
	s, err := Start(o)
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	tb.Cleanup(func() {
		s.Close()
		for _, v := range s.TakeViolations() {
			tb.Errorf("discordtest: Discord refuses %v", v)
		}
	})
	return s
}

// Token returns the bot token that is accepted.
func (s *Server) Token() string { return s.opts.Token }

// ApplicationID returns the application's id, which is the bot user's too.
func (s *Server) ApplicationID() string { return s.opts.ApplicationID }

// BotUser returns the bot's own user.
func (s *Server) BotUser() User {
	return User{ID: s.opts.ApplicationID, Username: s.opts.Username, Discriminator: "0", Bot: true}
}

// ErrClosed is returned by what waits when the server closes.
var ErrClosed = errors.New("the server is closed")

// await waits until done, which is called with s.mu held, returns true.
func (s *Server) await(ctx context.Context, what string, done func() bool) error {
	for {
		s.mu.Lock()
		ok := done()
		changed := s.changed.wait()
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-s.closing.Done():
			return fmt.Errorf("waiting for %s: %w", what, ErrClosed)
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s: %w", what, context.Cause(ctx))
		}
	}
}

// notifier wakes all who wait for a change. Its owner's lock guards it.
type notifier struct{ ch chan struct{} }

func (n *notifier) wait() <-chan struct{} {
	if n.ch == nil {
		n.ch = make(chan struct{})
	}
	return n.ch
}

func (n *notifier) broadcast() {
	if n.ch != nil {
		close(n.ch)
		n.ch = nil
	}
}
