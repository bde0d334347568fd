package bot

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// webServer takes interactions over HTTP. With it the bot needs no gateway, and processes scale behind any load balancer.
//
// https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint
type webServer struct {
	bot     *Bot
	key     ed25519.PublicKey
	replays ReplaySet
	server  *http.Server
	address atomic.Pointer[net.TCPAddr]
	reading chan struct{} // bounds the requests being read and checked
}

const (
	publicKeySize = ed25519.PublicKeySize
	// maxInteraction bounds a request's body, far above what Discord sends.
	maxInteraction = 1 << 20
	// maxReading bounds the requests that are read and checked at once, and with it the memory that strangers can take. What has proved to
	// be Discord's is bounded by the queue.
	maxReading = 4096
	// maxAge is how far a request's time may be from ours.
	maxAge = 5 * time.Minute
)

func newWebServer(b *Bot, replays ReplaySet) *webServer {
	key, _ := hex.DecodeString(b.config.Interactions.PublicKey) // Validate has looked at it
	w := &webServer{bot: b, key: key, replays: replays, reading: make(chan struct{}, maxReading)}
	w.server = &http.Server{
		ReadHeaderTimeout: b.timing.Answer,
		ReadTimeout:       b.timing.Answer, // what takes longer to arrive can't be answered in time
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(b.log.Handler(), slog.LevelDebug),
	}
	return w
}

// listen begins to serve in the background.
func (w *webServer) listen(ctx context.Context) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", w.bot.config.Interactions.Listen)
	if err != nil {
		return fmt.Errorf("discord.interactions.listen: %w", err)
	}
	if address, ok := listener.Addr().(*net.TCPAddr); ok {
		w.address.Store(address)
	}
	w.server.Handler = http.HandlerFunc(func(out http.ResponseWriter, request *http.Request) { w.serve(ctx, out, request) })
	w.bot.running.Go(func() {
		if err := w.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			w.bot.die(fmt.Errorf("interactions over HTTP: %w", err))
		}
	})
	return nil
}

// InteractionsAddress is where interactions over HTTP are taken; nil where they aren't. It is known once Start has returned.
func (b *Bot) InteractionsAddress() net.Addr {
	if b.web == nil {
		return nil
	}
	if address := b.web.address.Load(); address != nil {
		return address
	}
	return nil
}

// shutdown takes no new requests and waits for those being served.
func (w *webServer) shutdown(ctx context.Context) error {
	if err := w.server.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("interactions over HTTP: %w", err), w.server.Close())
	}
	return nil
}

// serve checks a request and answers it with the interaction's first answer. ctx outlives the request, for what follows the answer.
func (w *webServer) serve(ctx context.Context, out http.ResponseWriter, request *http.Request) {
	arrived := time.Now()
	body, refusal := w.checkInTurn(out, request, arrived)
	if refusal != nil {
		w.bot.metrics.refused.WithLabelValues(refusal.reason).Inc()
		http.Error(out, refusal.text, refusal.status)
		return
	}
	in, err := readInteraction(body)
	switch {
	case in == nil:
		w.bot.log.Error("can't read an interaction", "error", err)
		http.Error(out, "not an interaction", http.StatusBadRequest)
		return
	case in.Kind == kindPing:
		writeJSON(out, []byte(`{"type":1}`))
		return
	}
	w.answer(ctx, out, in, arrived)
}

// checkInTurn checks a request as soon as few enough others are being checked. It waits no longer than Discord does for the answer.
func (w *webServer) checkInTurn(out http.ResponseWriter, request *http.Request, arrived time.Time) ([]byte, *refusal) {
	patience := time.NewTimer(w.bot.timing.Answer)
	defer patience.Stop()
	select {
	case w.reading <- struct{}{}:
		defer func() { <-w.reading }()
		return w.check(out, request, arrived)
	case <-patience.C:
	case <-request.Context().Done():
	}
	return nil, &refusal{http.StatusServiceUnavailable, "crowd", "too many requests"}
}

// answer hands the interaction on and waits for its first answer, which comes in time: the exchange sees to that.
func (w *webServer) answer(ctx context.Context, out http.ResponseWriter, in *interaction, arrived time.Time) {
	look, cancel := context.WithTimeout(ctx, w.bot.timing.Answer/3)
	seen, err := w.replays.Seen(look, decimal(in.ID), 2*maxAge)
	cancel()
	switch {
	case err != nil:
		w.bot.log.Warn("can't look for replays", "error", err) // an old request can't pass; a repeated one Discord answers only once
	case seen:
		w.bot.metrics.refused.WithLabelValues("replay").Inc()
		http.Error(out, "seen before", http.StatusUnauthorized)
		return
	}
	d := newResponseDoor()
	if !w.bot.accept(ctx, in, d, arrived) {
		http.Error(out, "stopping", http.StatusServiceUnavailable)
		return
	}
	d.serve(out, arrived.Add(w.bot.timing.Answer))
}

func writeJSON(out http.ResponseWriter, body []byte) {
	out.Header().Set("Content-Type", "application/json")
	_, _ = out.Write(body)
}
