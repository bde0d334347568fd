package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"feyre/backend"
	"feyre/backend/text"
)

// Options are what a Bot is made of. Only Config, Bus and Catalog are needed.
type Options struct {
	Config  Config
	Bus     backend.Bus
	Catalog *text.Catalog

	Logger     *slog.Logger          // none logs nothing
	Registerer prometheus.Registerer // none measures for nobody
	Tracer     trace.TracerProvider  // none traces nothing

	// What several processes of one bot have to share. Each has a default that serves a single process.
	Gate    IdentifyGate
	Replays ReplaySet
	Sticky  StickyMemory

	Timing Timing
	// Workers is how many requests may run at once, Waiting how many more may wait. 0 takes the defaults.
	Workers, Waiting int
}

const (
	defaultWorkers = 256
	defaultWaiting = 16_384
	// overflowWorkers tell those that the queue has no room for.
	overflowWorkers = 32
)

// Bot is the Discord face. Its methods are safe for concurrent use.
type Bot struct {
	config  Config
	timing  Timing
	bus     backend.Bus
	catalog *text.Catalog
	log     *slog.Logger
	metrics *metrics
	tracer  trace.Tracer

	rest     *rest
	decoder  *decoder
	queue    *queue
	overflow *queue // of those that the queue has no room for, to be told so
	flights  *flights
	sticky   StickyMemory
	shards   *shardSet
	web      *webServer // nil without interactions over HTTP

	self    atomic.Uint64 // the bot's own user id, 0 until known
	servers atomic.Int64  // what Discord counted last
	fatal   chan error
	up      atomic.Bool

	mu      sync.Mutex
	started bool
	stop    context.CancelFunc // ends the intake
	abandon context.CancelFunc // ends what is in flight
	running sync.WaitGroup
}

// New makes a Bot. It touches no network.
func New(o Options) (*Bot, error) {
	if err := o.Config.Validate(); err != nil {
		return nil, err
	}
	if o.Bus == nil || o.Catalog == nil {
		return nil, errors.New("bot: Bus and Catalog are needed")
	}
	o = o.withDefaults()
	base, err := parseAPI(o.Config.APIURL)
	if err != nil {
		return nil, fmt.Errorf("discord.api_url: %w", err)
	}
	b := &Bot{
		config: o.Config, timing: o.Timing, bus: o.Bus, catalog: o.Catalog, log: o.Logger,
		metrics:  newMetrics(o.Registerer),
		tracer:   o.Tracer.Tracer("feyre/bot"),
		decoder:  newDecoder(o.Bus, o.Catalog),
		queue:    newQueue(o.Workers, o.Waiting),
		overflow: newQueue(overflowWorkers, o.Waiting), flights: newFlights(), sticky: o.Sticky,
		fatal: make(chan error, 1),
	}
	b.rest = newRest(base, o.Config.Token, o.Timing, b.metrics)
	b.shards = &shardSet{
		config: o.Config, timing: o.Timing, rest: b.rest, gate: o.Gate, metrics: b.metrics, log: b.log,
	}
	if o.Config.Interactions.Listen != "" {
		b.web = newWebServer(b, o.Replays)
	}
	b.gauges(o.Registerer)
	return b, nil
}

func (o Options) withDefaults() Options {
	o.Timing = o.Timing.withDefaults()
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Registerer == nil {
		o.Registerer = prometheus.NewRegistry()
	}
	if o.Tracer == nil {
		o.Tracer = noop.NewTracerProvider()
	}
	if o.Gate == nil {
		o.Gate = newLocalGate()
	}
	if o.Replays == nil {
		o.Replays = newLocalReplays()
	}
	if o.Sticky == nil {
		o.Sticky = newLocalSticky()
	}
	if o.Workers == 0 {
		o.Workers = defaultWorkers
	}
	if o.Waiting == 0 {
		o.Waiting = defaultWaiting
	}
	return o
}

// Start begins to take interactions and returns at once: the gateway connects in the background, for as long as it takes. It fails
// where the address to listen on can't be had. ctx bounds nothing beyond the call. A Bot is started once.
func (b *Bot) Start(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.started {
		return errors.New("bot: started twice")
	}
	ctx = context.WithoutCancel(ctx)
	work, abandon := context.WithCancel(ctx)
	intake, stop := context.WithCancel(work)
	if b.web != nil {
		if err := b.web.listen(work); err != nil {
			stop()
			abandon()
			return err
		}
	}
	b.started, b.stop, b.abandon = true, stop, abandon
	b.up.Store(true)
	b.running.Go(func() { b.census(intake) })
	if b.config.Gateway {
		b.shards.dispatch = func(f frame) { b.dispatch(work, f) }
		b.shards.identified = func(self uint64) { b.self.Store(self) }
		b.running.Go(func() {
			if err := b.shards.run(intake); err != nil {
				b.die(err)
			}
		})
	}
	return nil
}

// Stop takes no new interactions, waits for those in flight, at most as long as ctx and Timing.Drain allow, and ends every connection.
// It may be called more than once, and without Start.
func (b *Bot) Stop(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.started || b.stop == nil {
		return nil
	}
	b.up.Store(false)
	b.stop()
	ctx, cancel := context.WithTimeout(ctx, b.timing.Drain)
	defer cancel()
	var problems []error
	if b.web != nil {
		problems = append(problems, b.web.shutdown(ctx))
	}
	if err := b.flights.drain(ctx); err != nil {
		problems = append(problems, fmt.Errorf("%d interactions were still being answered: %w", b.flights.count(), err))
	}
	b.abandon()
	b.running.Wait()
	b.queue.close()
	b.overflow.close()
	b.rest.close()
	b.stop = nil
	return errors.Join(problems...)
}

// die reports an error that ends the bot.
func (b *Bot) die(err error) {
	b.log.Error("the bot can't go on", "error", err)
	select {
	case b.fatal <- err:
	default:
	}
}
