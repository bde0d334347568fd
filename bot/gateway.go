package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/gateway"
)

// shardSet is the shards of this process.
type shardSet struct {
	config  Config
	timing  Timing
	rest    *rest
	gate    IdentifyGate
	metrics *metrics
	log     *slog.Logger

	identified func(self uint64)
	dispatch   func(frame)

	mu      sync.Mutex
	shards  []*shard // empty until Discord has said where the gateway is
	problem error    // why it hasn't
}

// run asks Discord where the gateway is, and keeps every shard of this process connected until ctx ends. It returns a *FatalError where
// Discord refuses for good.
func (g *shardSet) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	where, err := g.locate(ctx)
	if err != nil {
		return fatalOnly(err)
	}
	shards, err := g.plan(where)
	if err != nil {
		return fatalOnly(err)
	}
	g.mu.Lock()
	g.shards, g.problem = shards, nil
	g.mu.Unlock()

	ends := make(chan error, len(shards))
	for _, s := range shards {
		go func() { ends <- s.run(ctx) }()
	}
	var first error
	for range shards {
		if err := <-ends; err != nil && first == nil {
			first = err
			cancel()
		}
	}
	return first
}

// locate asks until Discord answers or refuses the token.
func (g *shardSet) locate(ctx context.Context) (*api.BotData, error) {
	retry := backoff{base: g.timing.Reconnect, most: g.timing.ReconnectMost}
	for {
		where, err := g.rest.gatewayBot(ctx)
		if err == nil {
			return where, nil
		}
		var fatal *FatalError
		if errors.As(err, &fatal) || ctx.Err() != nil {
			return nil, err
		}
		g.mu.Lock()
		g.problem = err
		g.mu.Unlock()
		g.log.Warn("can't ask Discord where the gateway is", "error", err)
		if err := sleep(ctx, retry.next()); err != nil {
			return nil, err
		}
	}
}

// plan makes the shards of this process.
func (g *shardSet) plan(where *api.BotData) ([]*shard, error) {
	address := gatewayAddress(where.URL)
	if address == "" {
		return nil, &FatalError{
			Sentence: fmt.Sprintf("The API gave %q as the gateway's address, which is none.", where.URL),
			Try:      "check discord.api_url",
		}
	}
	count := g.config.Shards
	if count == 0 {
		count = max(where.Shards, 1)
	}
	ids, err := parseShardIDs(g.config.ShardIDs)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		for id := range count {
			ids = append(ids, id)
		}
	}
	start := where.StartLimit
	if start == nil {
		start = &api.SessionStartLimit{Total: 1000, Remaining: 1000, MaxConcurrency: 1}
	}
	budget := &identifyBudget{}
	budget.refill(start.Remaining, start.Total, time.Now().Add(start.ResetAfter.Duration()))
	shards := make([]*shard, len(ids))
	for i, id := range ids {
		shards[i] = &shard{
			id: id, count: count, address: address,
			identity: shardIdentity(g.config.Token, id, count, intents(g.config.Mentions)),
			timing:   g.timing, gate: g.gate, bucket: strconv.Itoa(id % max(start.MaxConcurrency, 1)), budget: budget,
			metrics: g.metrics, log: g.log, identified: g.identified, events: g.dispatch,
		}
	}
	return shards, nil
}

// intents are what Discord has to send beside interactions, which need none.
func intents(mentions bool) gateway.Intents {
	if !mentions {
		return 0
	}
	return gateway.IntentGuildMessages | gateway.IntentDirectMessages
}

// presence is what people see under the bot's name.
func presence() *gateway.UpdatePresenceCommand {
	return &gateway.UpdatePresenceCommand{
		Activities: []discord.Activity{{Name: "feyre.io | /help", Type: discord.GameActivity}},
		Status:     discord.OnlineStatus,
	}
}

// each calls f with every shard there is.
func (g *shardSet) each(f func(*shard)) {
	g.mu.Lock()
	shards := g.shards
	g.mu.Unlock()
	for _, s := range shards {
		f(s)
	}
}

// trouble is why not every shard is ready; nil where all are.
func (g *shardSet) trouble() error {
	g.mu.Lock()
	shards, problem := g.shards, g.problem
	g.mu.Unlock()
	if len(shards) == 0 {
		if problem != nil {
			return fmt.Errorf("gateway: %w", problem)
		}
		return errors.New("gateway: asking Discord where it is")
	}
	up, first := 0, error(nil)
	for _, s := range shards {
		if err := s.trouble(); err == nil {
			up++
		} else if first == nil {
			first = fmt.Errorf("shard %d: %w", s.id, err)
		}
	}
	if first != nil {
		return fmt.Errorf("gateway: %d of %d shards ready; %w", up, len(shards), first)
	}
	return nil
}

// guilds is how many servers the shards of this process serve.
func (g *shardSet) guilds() int {
	n := 0
	g.each(func(s *shard) { n += int(s.guilds.Load()) })
	return n
}

// latency is the mean over the shards that know theirs.
func (g *shardSet) latency() time.Duration {
	var sum, n time.Duration
	g.each(func(s *shard) {
		if took := time.Duration(s.latency.Load()); took > 0 {
			sum, n = sum+took, n+1
		}
	})
	return sum / max(n, 1)
}

// fatalOnly drops every error that isn't fatal: those only say that the bot was stopped.
func fatalOnly(err error) error {
	var fatal *FatalError
	if errors.As(err, &fatal) {
		return fatal
	}
	return nil
}
