package embedded

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Config says where the store is kept.
type Config struct {
	// Path is the file; its directory is made if missing.
	Path string
}

// DefaultConfig keeps the store below the working directory.
func DefaultConfig() Config { return Config{Path: "data/feyre.db"} }

// Validate tells what is wrong with c.
func (c Config) Validate() error {
	if c.Path == "" {
		return errors.New("path is empty: name the store's file")
	}
	return nil
}

// Options are what a Store works with beside its Config. The zero value is good.
type Options struct {
	// Registerer takes the metrics; nil keeps none.
	Registerer prometheus.Registerer
	// Clock is the store's clock; nil is the system's.
	Clock func() time.Time
}

func (o Options) clock() func() time.Time {
	if o.Clock == nil {
		return time.Now
	}
	return o.Clock
}
