package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Bounds of one HTTP exchange.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = 20 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 16 << 10 // bytes
)

// Options are what a Server works with.
type Options struct {
	Config Config
	// Ready tells the state of every part that has to work before this process should get requests.
	Ready func(ctx context.Context) []Check
	// Figures are what was counted so far; nil where this process has no store.
	Figures func(ctx context.Context) (Figures, error)
	// Gatherer gives the metrics; Registerer takes the listener's own, nil keeps them to itself.
	Gatherer   prometheus.Gatherer
	Registerer prometheus.Registerer
	Logger     *slog.Logger
}

// Server is the HTTP listener.
type Server struct {
	options    Options
	figures    *figuresCache
	playground *playground
	proxies    proxies
	server     *http.Server
	listener   net.Listener
}

// New makes a Server. It listens when it is started. The configuration has to be valid.
func New(options Options) *Server {
	trusted, _ := networks(options.Config.TrustedProxies)
	s := &Server{
		options:    options,
		figures:    &figuresCache{collect: options.Figures, now: time.Now},
		playground: newPlayground(),
		proxies:    trusted,
	}
	s.server = &http.Server{
		Handler:           s.routes(),
		ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(options.Logger.Handler(), slog.LevelDebug),
	}
	return s
}

// Start listens. Where the address is taken, the error says so. Without an address nothing is listened on.
func (s *Server) Start(ctx context.Context) error {
	if s.options.Config.Listen == "" {
		return nil
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", s.options.Config.Listen)
	if err != nil {
		return fmt.Errorf("web.listen: %w", err)
	}
	s.listener = listener
	s.options.Logger.Info("web listens", "address", listener.Addr().String())
	go func() {
		if err := s.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.options.Logger.Error("web ended", "error", err)
		}
	}()
	return nil
}

// Addr is the address that is listened on, nil before Start and without one.
func (s *Server) Addr() net.Addr {
	if s.listener == nil {
		return nil
	}
	return s.listener.Addr()
}

// Stop answers what is under way, within ctx, and ends the listener.
func (s *Server) Stop(ctx context.Context) error {
	if s.listener == nil {
		return nil
	}
	if err := s.server.Shutdown(ctx); err != nil {
		return errors.Join(err, s.server.Close())
	}
	return nil
}
