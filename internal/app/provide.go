package app

import (
	"context"
	"errors"
	"log/slog"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/commands"
	"feyre/dice"
	"feyre/dice/odds"
	"feyre/internal/chart"
	"feyre/internal/web"
	"feyre/store"
	"feyre/syncer"

	"github.com/prometheus/client_golang/prometheus"
)

func provideTracing(config Config) *tracing { return newTracing(config.Trace) }

func provideProfiler(config Config) *profiler { return newProfiler(config.Debug) }

func provideStore(
	ctx context.Context, config Config, o ServeOptions, registry *prometheus.Registry, tracing *tracing, came *restarts, logger *slog.Logger,
) (*storePart, error) {
	if !o.Backend && !o.Syncer {
		return &storePart{}, nil
	}
	live, err := openStore(ctx, config.Store, storeOptions{registerer: registry, tracer: tracing, restarted: came.note, logger: logger})
	return &storePart{live: live}, err
}

// providePresence shows others that commands are answered from this store.
func providePresence(o ServeOptions, live *storePart) *presence {
	if !o.Backend {
		return &presence{}
	}
	return &presence{lease: leaseOf(live.live, presenceLease, presenceLife)}
}

func provideMirror(config Config, o ServeOptions, live *storePart, came *restarts, logger *slog.Logger, registry *prometheus.Registry) (*mirrorPart, error) {
	switch {
	case !o.Syncer && o.Backend:
		return &mirrorPart{mirror: syncer.NewWatch(live.live, logger, nil), restarts: came}, nil
	case !o.Syncer, config.Archive.Kind == archiveNone:
		return &mirrorPart{mirror: syncer.Off{}, restarts: came}, nil
	}
	place, err := openArchive(config.Archive)
	if err != nil {
		return nil, err
	}
	made := newSyncer(config, mirrorOptions{
		live: live.live, archive: place, logger: logger, registerer: registry, adopt: o.Adopt, acceptLoss: o.AcceptLoss,
	})
	return &mirrorPart{mirror: made, archive: place, restarts: came}, nil
}

// provideControl makes the socket of an embedded store, which no other process can open meanwhile.
func provideControl(config Config, mirror *mirrorPart, live *storePart, logger *slog.Logger) *control {
	if config.Store.Kind != storeEmbedded || live.live == nil {
		return &control{}
	}
	work, _ := mirror.mirror.(syncWork)
	return newControl(socketPath(config.Store), work, logger)
}

// newHealth looks at the parts that this process runs.
func newHealth(o ServeOptions, live *storePart, mirror *mirrorPart, face *face) *health {
	h := &health{believed: mirror.Trusted}
	if live.live != nil {
		h.store = live.live
	}
	if mirror.archive != nil {
		h.mirror = mirror
	}
	if o.Bot {
		h.face = face
	}
	return h
}

func provideBus(
	config Config, o ServeOptions, live *storePart, mirror *mirrorPart, face *face, health *health, catalog *text.Catalog,
	logger *slog.Logger, registry *prometheus.Registry,
) (*busPart, error) {
	if !o.Backend {
		idle := backend.NewMaintenance(declarations(catalog), catalog)
		return &busPart{Bus: idle, drain: func(context.Context) error { return nil }}, nil
	}
	gated := store.Gated(live.live, func() bool { return !mirror.Trusted() })
	bus, err := newBus(busOptions{
		limits: config.Limits, recorder: live.live, logger: logger, registerer: registry,
		deps: commands.Deps{
			Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: gated,
			Odds: odds.NewCache(odds.DefaultBudget()), Paint: chart.PNG,
			Latency: face, Reach: face, Health: health, Links: links(config.Discord),
		},
	})
	if err != nil {
		return nil, err
	}
	return &busPart{Bus: bus, drain: bus.Drain}, nil
}

func provideDiscord(
	config Config, o ServeOptions, live *storePart, bus *busPart, face *face, catalog *text.Catalog, logger *slog.Logger, registry *prometheus.Registry,
	tracing *tracing,
) (*discord, error) {
	if !o.Bot {
		return &discord{}, nil
	}
	return newDiscord(discordOptions{
		config: config.Discord, bus: bus.Bus, catalog: catalog, logger: logger, registerer: registry, tracer: tracing,
		shared: live.live,
	}, face)
}

func provideWeb(config Config, live *storePart, face *face, health *health, logger *slog.Logger, registry *prometheus.Registry) *web.Server {
	return web.New(web.Options{
		Config: config.Web, Ready: health.Ready, Gatherer: registry, Registerer: registry, Logger: logger,
		Figures: figures(config, live.live, face, health),
	})
}

// errNoStore is why a process without a store has no figures.
var errNoStore = errors.New("this process has no store")
