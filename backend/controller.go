package backend

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"feyre/backend/reply"
	"feyre/backend/text"

	"github.com/prometheus/client_golang/prometheus"
)

// Recorder counts what was served. It is called once for every request that reached its verb, and may be called concurrently. When it
// returns, the count is made or won't be: a user who is erased then stays so.
type Recorder interface {
	Record(ctx context.Context, command string, user uint64) error
}

// recordTimeout is what counting may take; it is not part of the request's own time where the verb needs no store.
const recordTimeout = 300 * time.Millisecond

// Config bounds what a Controller does.
type Config struct {
	// Deadline is the longest that one request may run.
	Deadline time.Duration
	// Rate and Burst bound what one user may ask: Rate requests a second after the first Burst. Rate 0 switches the limit off.
	Rate  float64
	Burst int
}

// DefaultConfig suits a public bot.
func DefaultConfig() Config {
	return Config{Deadline: 10 * time.Second, Rate: 2, Burst: 20}
}

// ControllerOptions are what a Controller works with. Registerer and Logger may be nil.
type ControllerOptions struct {
	Config     Config
	Commands   []Command
	Catalog    *text.Catalog
	Recorder   Recorder
	Logger     *slog.Logger
	Registerer prometheus.Registerer
}

// Controller is the one way that every request of every face takes. It implements Bus.
type Controller struct {
	ControllerOptions
	verbs   map[string]Verb
	limits  *limiter
	metrics *metrics
	counts  counts
}

var _ Bus = (*Controller)(nil)

// NewController makes a Controller over the declared commands. It fails when two verbs share a path or a verb can't be run.
func NewController(options ControllerOptions) (*Controller, error) {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	verbs := map[string]Verb{}
	for _, command := range options.Commands {
		for _, verb := range command.Verbs {
			if _, twice := verbs[verb.Path]; twice || verb.Parse == nil {
				return nil, fmt.Errorf("command %s: verb %q is declared twice or can't be parsed", command.Name, verb.Path)
			}
			verbs[verb.Path] = verb
		}
	}
	return &Controller{
		ControllerOptions: options, verbs: verbs,
		limits: newLimiter(options.Config.Rate, options.Config.Burst), metrics: newMetrics(options.Registerer),
	}, nil
}

// Commands lists the declarations.
func (c *Controller) Commands() []Command { return c.ControllerOptions.Commands }

// Legacy reads the custom id of a button that an earlier version posted.
func (c *Controller) Legacy(customID string) (string, Options, bool) {
	return legacy(c.ControllerOptions.Commands, customID)
}

// Private says whether the reply to req will be for the asker alone.
func (c *Controller) Private(req Request) bool {
	verb, found := c.verbs[req.Path]
	return !found || verb.Private != nil && verb.Private(req)
}

// Handle does the request.
func (c *Controller) Handle(ctx context.Context, req Request) reply.Reply {
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, c.Config.Deadline)
	defer cancel()
	say := req.Printer(c.Catalog)
	answer, err := c.run(ctx, req, say)
	outcome := "ok"
	if err != nil {
		fault, known := AsFault(err)
		outcome = string(fault.Code)
		answer = fault.Describe(say)
		if !known {
			c.Logger.ErrorContext(ctx, "request failed", "path", req.Path, "request", req.ID, "error", err)
		}
	}
	took := time.Since(began)
	c.metrics.observe(c.label(req), outcome, took)
	c.Logger.DebugContext(ctx, "request", "path", req.Path, "request", req.ID, "outcome", outcome, "took", took)
	return answer
}

// run is every step of a request; a panic in any of them becomes an error with its stack for the log.
func (c *Controller) run(ctx context.Context, req Request, say text.Printer) (answer reply.Reply, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
		}
	}()
	verb, found := c.verbs[req.Path]
	if !found {
		return reply.Reply{}, c.noSuch(req.Path)
	}
	if !c.limits.allow(req.User) {
		return reply.Reply{}, NewFault(Limited, text.FaultTooMany).WithTry(text.FaultTryLater)
	}
	if err := c.record(ctx, verb, req); err != nil {
		return reply.Reply{}, err
	}
	if err := check(verb, req.Options); err != nil {
		return reply.Reply{}, err
	}
	operation, err := verb.Parse(req)
	if err != nil {
		return reply.Reply{}, err
	}
	model, err := operation.Execute(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	answer = model.Describe(say)
	answer.Private = answer.Private || verb.Private != nil && verb.Private(req)
	return answer, nil
}

// noSuch refuses a path that nothing declares, and offers the command that was meant.
func (c *Controller) noSuch(path string) *Fault {
	fault := NewFault(NotFound, text.FaultUnknown, text.Typed("/"+path))
	var names []string
	for _, command := range c.ControllerOptions.Commands {
		if command.Kind == Slash {
			names = append(names, command.Name)
		}
	}
	if meant := Meant(path, names); meant != "" {
		return fault.WithTry(text.FaultTryMeant, text.Typed("/"+meant))
	}
	return fault.WithTry(text.FaultTryHelp)
}

// record counts the command and records the user. A verb that needs no store doesn't wait for it and doesn't fail with it; one that is
// settled waits for all of the user's that are under way: they would not be shown yet, or record an erased user again.
func (c *Controller) record(ctx context.Context, verb Verb, req Request) error {
	if c.Recorder == nil {
		return nil
	}
	if !verb.Storeless {
		if err := c.Recorder.Record(ctx, req.Command(), req.User); err != nil || !verb.Settled {
			return err
		}
		return c.counts.settle(ctx, req.User)
	}
	background := context.WithoutCancel(ctx)
	c.counts.begin(req.User, func() {
		background, cancel := context.WithTimeout(background, recordTimeout)
		defer cancel()
		if err := c.Recorder.Record(background, req.Command(), req.User); err != nil {
			c.metrics.uncounted.Inc()
			c.Logger.WarnContext(background, "request not counted", "path", req.Path, "error", err)
		}
	})
	return nil
}

// Drain waits until everything that was served is counted, or ctx ends. No request may come in meanwhile.
func (c *Controller) Drain(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		c.counts.all.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// label bounds the metric's label to what is declared, whatever a client sends.
func (c *Controller) label(req Request) string {
	if _, declared := c.verbs[req.Path]; declared {
		return req.Command()
	}
	return "unknown"
}
