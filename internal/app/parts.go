package app

import (
	"context"
	"log/slog"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/internal/web"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"go.uber.org/fx"
)

// part is something that is started and stopped. Stop may be called without Start.
type part interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
}

// parts is the whole program: constructors that need each other, and the order in which what they made is started.
func parts(ctx context.Context, loaded Loaded, o ServeOptions) fx.Option {
	return fx.Options(
		fx.Supply(loaded.Config, o, o.Logger),
		fx.Provide(func() context.Context { return ctx }),
		fx.Provide(
			newRegistry, text.New, newRestarts, newFaceRef, newHealth,
			provideTracing, provideStore, provideMirror, provideControl, providePresence,
			provideWeb, provideProfiler, provideBus, provideDiscord,
		),
		fx.Invoke(inOrder),
		fx.NopLogger,
		fx.StartTimeout(startTimeout), fx.StopTimeout(stopTimeout),
	)
}

// inOrder is the order of starting; stopping goes the other way.
func inOrder(
	ctx context.Context, lifecycle fx.Lifecycle, tracing *tracing, live *storePart, mirror *mirrorPart, control *control, presence *presence, profiler *profiler, site *web.Server,
	bus *busPart, face *discord, logger *slog.Logger,
) {
	for _, s := range []stage{
		{"tracing", tracing},
		{"store", live},
		{"syncer", mirror},
		{"control", control},
		{"presence", presence},
		{"profiler", profiler},
		{"web", site},
		{"bus", bus},
		{"face", face},
	} {
		lifecycle.Append(s.hook(ctx, logger))
	}
}

// stage is a part in the order of starting.
type stage struct {
	name string
	part part
}

// hook starts and stops the part and tells so. The start ends with ctx: fx's own context has to outlive it, for with that fx stops what was
// started before. A failed start ends the program with its error; of several failed stops that tells only one, so each is logged.
func (s stage) hook(ctx context.Context, logger *slog.Logger) fx.Hook {
	return fx.Hook{
		OnStart: func(context.Context) error {
			began := time.Now()
			err := s.part.Start(ctx)
			if err == nil {
				logger.DebugContext(ctx, "part started", "part", s.name, "took", time.Since(began))
			}
			return err
		},
		OnStop: func(ctx context.Context) error {
			ctx, cancel := context.WithTimeout(ctx, stopTimeout)
			defer cancel()
			began := time.Now()
			err := s.part.Stop(ctx)
			if err != nil {
				logger.ErrorContext(ctx, "part stopped badly", "part", s.name, "error", err)
			}
			logger.DebugContext(ctx, "part stopped", "part", s.name, "took", time.Since(began))
			return err
		},
	}
}

func newRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return registry
}

func newFaceRef() *face { return &face{} }

// storePart closes the store when everybody is done with it. live is nil where no part needs a store.
type storePart struct{ live liveStore }

// Start does nothing: the store was opened when it was made.
func (p *storePart) Start(context.Context) error { return nil }

// Stop closes the store.
func (p *storePart) Stop(context.Context) error {
	if p.live == nil {
		return nil
	}
	return p.live.Close()
}

// busPart waits until everything that was served is counted.
type busPart struct {
	backend.Bus
	drain func(ctx context.Context) error
}

// Start does nothing: a bus answers once it is made.
func (p *busPart) Start(context.Context) error { return nil }

// Stop waits for what still has to be counted.
func (p *busPart) Stop(ctx context.Context) error { return p.drain(ctx) }
