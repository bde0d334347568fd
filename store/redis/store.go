package redis

import (
	"context"
	"crypto/tls"
	"errors"
	"sync"
	"time"

	"feyre/store"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// What the network may take.
const (
	openTimeout = 5 * time.Second // a server that starts at the same time
	dialTimeout = 2 * time.Second
	ioTimeout   = 3 * time.Second
	openPause   = 50 * time.Millisecond
)

// Store is a store on Redis. It is safe for concurrent use by many processes.
type Store struct {
	wire
	layout    layout
	usages    *batcher[usage]
	sightings *batcher[*sighting]
	servers   *servers
	youngest  time.Duration // of the entries that Clean takes out
	closing   sync.Once
	closed    error
}

var (
	_ store.Live     = (*Store)(nil)
	_ store.Mirrored = (*Store)(nil)
)

// Open connects and makes sure that the servers can be relied on. It waits a few seconds for one that is just starting. The error is
// store.ErrUnavailable where there is none, and a PolicyError where it would throw data away.
func Open(ctx context.Context, c Config, o Options) (*Store, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	scripts, err := newScripts()
	if err != nil {
		return nil, err
	}
	met := &servers{restarted: o.Restarted}
	s := &Store{
		wire:    wire{client: connect(c, met), scripts: scripts, tracer: o.Tracer},
		servers: met,
	}
	s.lay(c)
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	if err := s.await(ctx, c); err != nil {
		return nil, errors.Join(err, s.client.Close())
	}
	s.trips = newTrips(o.Registerer)
	met.open()
	return s, nil
}

// await inspects the server until it answers or says why it won't. When the time is up, the reason is what the server last said, not that
// the time is up.
func (s *Store) await(ctx context.Context, c Config) error {
	err := s.inspect(ctx, c)
	for errors.Is(err, store.ErrUnavailable) && !barred(err) && wait(ctx, openPause) == nil {
		again := s.inspect(ctx, c)
		if again != nil && ctx.Err() != nil {
			break
		}
		err = again
	}
	return err
}

// lay chooses how a slot's keys are spread.
func (s *Store) lay(c Config) {
	s.layout = newTogether(&s.wire)
	if c.Cluster {
		s.layout = &apart{wire: &s.wire}
		s.youngest = store.WriteDeadline
	}
	s.usages, s.sightings = newBatcher(s.recordAll), newBatcher(s.noteAll)
	s.usages.certain = true // whoever erases a user waits for that user's counts
}

// connect makes the client. Deadlines are the callers', and pooled connections learn of a dead server by themselves.
func connect(c Config, met *servers) redis.UniversalClient {
	options := &redis.UniversalOptions{
		Addrs: c.Addrs, DB: c.DB, Username: c.Username, Password: c.Password,
		MasterName: c.MasterName, SentinelPassword: c.SentinelPassword,
		ClientName: "feyre", DisableIdentity: true, Protocol: 2, OnConnect: met.meet,
		DialTimeout: dialTimeout, ReadTimeout: ioTimeout, WriteTimeout: ioTimeout, PoolTimeout: ioTimeout,
		DialerRetries: 1, MaxRetries: 1, ContextTimeoutEnabled: true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
	if c.TLS {
		options.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	switch {
	case c.MasterName != "":
		return redis.NewFailoverClient(options.Failover())
	case c.Cluster:
		cluster := options.Cluster()
		cluster.DisableRoutingPolicies = true
		return redis.NewClusterClient(cluster)
	default:
		return redis.NewClient(options.Simple())
	}
}

// Ping reports whether the servers can be reached.
func (s *Store) Ping(ctx context.Context) error {
	if cluster, spread := s.client.(*redis.ClusterClient); spread {
		return failure(cluster.ForEachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
			return master.Ping(ctx).Err()
		}))
	}
	return s.send(ctx, "ping", redis.NewStatusCmd(ctx, "ping"))
}

// Close ends the store after the requests that are being counted and looked for.
func (s *Store) Close() error {
	s.closing.Do(func() {
		s.usages.close()
		s.sightings.close()
		s.closed = s.client.Close()
	})
	return s.closed
}
