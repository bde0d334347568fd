package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"syscall"
	"time"

	"feyre/bot"
	"feyre/store"
	"feyre/store/embedded"
	"feyre/store/redis"
	"feyre/syncer"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
)

// liveStore is a store in all its roles: what commands work with, what is mirrored, and what several processes of one bot share.
type liveStore interface {
	store.Live
	syncer.Store
	bot.IdentifyGate
	bot.ReplaySet
	bot.StickyMemory
}

// storeOptions are what every kind of store may be given.
type storeOptions struct {
	registerer prometheus.Registerer
	tracer     trace.TracerProvider
	// restarted is told that a server process came back, perhaps empty.
	restarted func()
	logger    *slog.Logger
}

// openStore opens the store that is configured. What goes wrong is put in words.
func openStore(ctx context.Context, config StoreConfig, options storeOptions) (liveStore, error) {
	if config.Kind == storeRedis {
		return openRedis(ctx, redis.Config(config.Redis), options)
	}
	live, err := embedded.Open(embedded.Config{Path: config.Path}, embedded.Options{Registerer: options.registerer})
	var inUse *embedded.InUseError
	if errors.As(err, &inUse) {
		return nil, &Failure{
			Sentence: inUse.Error(), Err: err,
			Try: "end that process first; feyre play --memory needs no file, and a Redis store serves many processes",
		}
	}
	if errors.Is(err, embedded.ErrDamaged) {
		return nil, &Failure{
			Sentence: fmt.Sprintf("the store can't be read: %v", err), Err: err,
			Try: "move the file away and keep it; the next start makes a new store, from the archive where there is one",
		}
	}
	if err != nil {
		why := strings.TrimPrefix(err.Error(), "store: ")
		return nil, &Failure{Sentence: "the store can't be opened: " + why, Try: fileTry(err), Err: err}
	}
	if options.tracer != nil {
		return &tracedStore{liveStore: live, tracer: options.tracer.Tracer("feyre/store/embedded")}, nil
	}
	return live, nil
}

// fileTry is what to do about a file of the store that can't be opened.
func fileTry(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "make room on the disk of store.path"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "let this user write there, or set store.path to where it may; feyre play --memory needs no file"
	default:
		return "check store.path"
	}
}

func openRedis(ctx context.Context, config redis.Config, options storeOptions) (liveStore, error) {
	redis.LogTo(options.logger)
	o := redis.Options{Registerer: options.registerer, Restarted: options.restarted}
	if options.tracer != nil {
		o.Tracer = options.tracer.Tracer("feyre/store/redis")
	}
	live, err := redis.Open(ctx, config, o)
	var policy *redis.PolicyError
	switch {
	case errors.As(err, &policy):
		return nil, &Failure{Sentence: policy.Error(), Try: "redis-cli config set maxmemory-policy noeviction", Err: err}
	case errors.Is(err, store.ErrUnavailable):
		return nil, &Failure{
			Sentence: fmt.Sprintf("Redis at %s can't be used: %v", strings.Join(config.Addrs, ", "), err), Err: err,
			Try: redisTry(config, err),
		}
	case err != nil:
		return nil, &Failure{Sentence: fmt.Sprintf("Redis at %s can't be used: %v", strings.Join(config.Addrs, ", "), err), Try: redisTry(config, err), Err: err}
	}
	return live, nil
}

// redisTry is what to do about a Redis that can't be used.
func redisTry(config redis.Config, err error) string {
	if config.TLS && errors.Is(err, context.DeadlineExceeded) {
		return "see whether Redis answers there, and with TLS: store.redis.tls is on"
	}
	switch redis.RefusalOf(err) {
	case redis.RefusedSentinel:
		return "check store.redis.sentinel_password"
	case redis.RefusedLogin:
		return "check store.redis.username and store.redis.password"
	case redis.RefusedDatabase:
		return "check store.redis.db"
	case redis.RefusedCluster:
		return "set store.redis.cluster to false; this server is none of a Cluster"
	default:
		return "start Redis, or check store.redis; store.kind: embedded needs no server"
	}
}

// leaseLife is how long a process that died keeps the others from its work.
const leaseLife = 30 * time.Second

// leaseOf makes a lease in a store that several processes share, nil in one that only this process has.
func leaseOf(live liveStore, name string, life time.Duration) syncer.Lease {
	shared, ok := live.(*redis.Store)
	if !ok {
		return nil
	}
	return redis.NewLease(shared, name, life, syncer.ErrHeld)
}
