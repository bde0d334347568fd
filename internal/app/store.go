package app

import (
	"errors"
	"fmt"

	"feyre/bot"
	"feyre/store"
	"feyre/store/embedded"
	"feyre/syncer"

	"github.com/prometheus/client_golang/prometheus"
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
	// restarted is told that a server process came back, perhaps empty.
	restarted func()
}

// openStore opens the store that is configured. What goes wrong is put in words.
func openStore(config StoreConfig, options storeOptions) (liveStore, error) {
	if config.Kind == storeRedis {
		return nil, &Failure{Sentence: "this build has no Redis store", Try: "store.kind: embedded", Usage: true}
	}
	live, err := embedded.Open(embedded.Config{Path: config.Path}, embedded.Options{Registerer: options.registerer})
	var inUse *embedded.InUseError
	if errors.As(err, &inUse) {
		return nil, &Failure{
			Sentence: inUse.Error(), Err: err,
			Try: "end that process first; feyre play --memory needs no file, and a Redis store serves many processes",
		}
	}
	if err != nil {
		return nil, &Failure{Sentence: fmt.Sprintf("the store %s can't be opened: %v", config.Path, err), Err: err}
	}
	return live, nil
}
