package redis

import (
	"errors"
	"fmt"
	"net"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
)

// Config says which Redis to use and how.
type Config struct {
	// Addrs are host:port: the one server, or some of the Cluster's nodes, or the sentinels.
	Addrs []string
	// Cluster says that Addrs belong to a Cluster.
	Cluster bool
	// Username and Password authenticate with the servers; empty for none.
	Username, Password string
	// DB is the number of the database; a Cluster has only 0.
	DB int
	// TLS encrypts; the server's certificate is verified.
	TLS bool
	// MasterName is the name that the sentinels at Addrs know the master by. Empty means no Sentinel.
	MasterName string
	// SentinelPassword authenticates with the sentinels.
	SentinelPassword string
}

// DefaultConfig is a Redis on this machine.
func DefaultConfig() Config { return Config{Addrs: []string{"127.0.0.1:6379"}} }

// Validate tells what is wrong with c.
func (c Config) Validate() error {
	if len(c.Addrs) == 0 {
		return errors.New("addrs is empty: name at least one host:port")
	}
	for _, addr := range c.Addrs {
		if _, port, err := net.SplitHostPort(addr); err != nil || port == "" {
			return fmt.Errorf("addrs: %q is not host:port", addr)
		}
	}
	switch {
	case c.Cluster && c.MasterName != "":
		return errors.New("cluster and master_name exclude each other: a Cluster needs no Sentinel")
	case c.Cluster && c.DB != 0:
		return errors.New("db must be 0: a Cluster has no other")
	case c.DB < 0:
		return errors.New("db must not be negative")
	case !c.Cluster && c.MasterName == "" && len(c.Addrs) > 1:
		return errors.New("addrs: several addresses need cluster or master_name")
	case c.Username != "" && c.Password == "":
		return errors.New("username is given but password is empty")
	default:
		return nil
	}
}

// Options are what a Store works with beside its Config. The zero value is good.
type Options struct {
	// Registerer takes the metrics; nil keeps none.
	Registerer prometheus.Registerer
	// Tracer makes a span of every round trip; nil makes none.
	Tracer trace.Tracer
	// Restarted is called before a server process is used that wasn't there when the store was opened, for it may have come back
	// empty. It must be fast and must not call the store. May be nil.
	Restarted func()
}
