package app

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"feyre/syncer"
)

// socketPath is where a process that has the embedded store open can be asked to work on its mirror.
func socketPath(config StoreConfig) string { return config.Path + ".sock" }

// control answers other processes of the same user over a socket beside the embedded store.
type control struct {
	path   string
	work   syncWork // nil where nothing is mirrored
	logger *slog.Logger
	server *http.Server
}

func newControl(path string, work syncWork, logger *slog.Logger) *control {
	return &control{path: path, work: work, logger: logger}
}

// Start listens. A socket that a dead process left is replaced: whoever has the store open is the only one.
func (c *control) Start(ctx context.Context) error {
	if c.path == "" {
		return nil
	}
	if err := os.Remove(c.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	listener, err := listenPrivately(ctx, c.path)
	if err != nil {
		return err
	}
	c.server = &http.Server{
		Handler: c.routes(), ReadHeaderTimeout: headerTimeout,
		ErrorLog: slog.NewLogLogger(c.logger.Handler(), slog.LevelDebug),
	}
	go func() { _ = c.server.Serve(listener) }()
	return nil
}

// headerTimeout bounds the wait for a question on the socket.
const headerTimeout = 5 * time.Second

// listenPrivately makes a socket that only its owner may use.
func listenPrivately(ctx context.Context, path string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

// Stop ends the listener after what is under way, and takes the socket away.
func (c *control) Stop(ctx context.Context) error {
	if c.server == nil {
		return nil
	}
	if err := c.server.Shutdown(ctx); err != nil {
		return errors.Join(err, c.server.Close())
	}
	return nil
}

func (c *control) routes() http.Handler {
	mux := http.NewServeMux()
	handle := func(path string, work func(r *http.Request) (any, error)) {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			if c.work == nil {
				answer(w, nil, errNotMirrored())
				return
			}
			done, err := work(r)
			answer(w, done, err)
		})
	}
	handle("/once", func(r *http.Request) (any, error) { return c.work.Once(r.Context()) })
	handle("/full", func(r *http.Request) (any, error) { return c.work.Full(r.Context()) })
	handle("/status", func(r *http.Request) (any, error) { return c.work.Status(r.Context()) })
	handle("/restore", func(r *http.Request) (any, error) {
		generation, err := strconv.ParseInt(r.FormValue("generation"), 10, 64)
		if err != nil {
			return nil, err
		}
		return c.work.Restore(r.Context(), generation)
	})
	return mux
}

func errNotMirrored() error {
	return &Failure{Sentence: "the process that has the store open mirrors nothing", Try: "end it, or run it with --syncer"}
}

// refusal is an error as it crosses the socket.
type refusal struct {
	Sentence string `json:"error"`
	Try      string `json:"try,omitempty"`
	NotFound bool   `json:"not_found,omitempty"`
}

func answer(w http.ResponseWriter, done any, err error) {
	if err != nil {
		w.WriteHeader(http.StatusConflict)
		_ = json.NewEncoder(w).Encode(refuse(err))
		return
	}
	_ = json.NewEncoder(w).Encode(done)
}

func refuse(err error) refusal {
	var failure *Failure
	if errors.As(archiveFailure(err), &failure) {
		return refusal{Sentence: failure.Sentence, Try: failure.Try}
	}
	return refusal{Sentence: err.Error(), NotFound: errors.Is(err, syncer.ErrNotFound)}
}
