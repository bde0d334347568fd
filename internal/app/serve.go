package app

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"syscall"
	"time"

	"feyre/internal/collector"

	"go.uber.org/fx"
)

// Bounds of a start, which may restore a whole archive, and of a stop.
const (
	startTimeout = 30 * time.Minute
	stopTimeout  = 25 * time.Second
)

// ServeOptions say which parts a process runs.
type ServeOptions struct {
	Bot, Backend, Syncer bool
	// Adopt and AcceptLoss decide what the syncer's first pass would otherwise refuse; see SyncOptions.
	Adopt      bool
	AcceptLoss []string
	Logger     *slog.Logger
}

// Serve runs the parts until ctx ends, then stops them in reverse. It fails when a part can't start, or when Discord refuses the
// bot for good.
func Serve(ctx context.Context, loaded Loaded, o ServeOptions) error {
	if o.Bot && loaded.Discord.Token == "" {
		return errNoToken()
	}
	collector.Tune()
	began := time.Now()
	var face *discord
	graph := fx.New(parts(ctx, loaded, o), fx.Populate(&face))
	if err := graph.Err(); err != nil {
		return cause(err)
	}
	told := sync.OnceFunc(func() { o.Logger.Info("stopping") })
	forget := context.AfterFunc(ctx, told)
	defer forget()
	if err := start(ctx, graph); err != nil {
		if ctx.Err() != nil {
			told()
			return nil
		}
		return cause(err)
	}
	o.Logger.Info("started", "version", Version(), "took", time.Since(began), "bot", o.Bot, "backend", o.Backend, "syncer", o.Syncer)
	var ended error
	select {
	case <-ctx.Done():
		told()
	case err := <-face.fatal():
		ended = discordFailure(err)
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	return errors.Join(ended, graph.Stop(stopping))
}

// start starts the parts. Where one fails, or ctx ends meanwhile, those that were started are stopped again before it returns.
func start(ctx context.Context, graph *fx.App) error {
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), startTimeout)
	defer cancel()
	return graph.Start(bounded)
}

// cause is what a person should read of an error of fx: the Failure in it, else the error that began it.
func cause(err error) error {
	var failure *Failure
	switch {
	case errors.As(err, &failure):
		return failure
	case errors.Is(err, syscall.EADDRINUSE):
		return &Failure{Sentence: err.Error(), Try: "another port, or stop what listens on this one", Err: err}
	}
	return err
}
