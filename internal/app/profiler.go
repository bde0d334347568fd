package app

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"time"
)

// profiler serves Go's profiles on an address of its own, never on the public one.
type profiler struct {
	listen string
	server *http.Server
}

func newProfiler(config DebugConfig) *profiler { return &profiler{listen: config.Listen} }

// Start listens, if there is an address.
func (p *profiler) Start(ctx context.Context) error {
	if p.listen == "" {
		return nil
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", p.listen)
	if err != nil {
		return fmt.Errorf("debug.listen: %w", err)
	}
	p.server = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = p.server.Serve(listener) }()
	return nil
}

// Stop ends the listener at once: a profile under way may take minutes.
func (p *profiler) Stop(context.Context) error {
	if p.server == nil {
		return nil
	}
	return p.server.Close()
}
