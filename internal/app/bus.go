package app

import (
	"log/slog"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/commands"

	"github.com/prometheus/client_golang/prometheus"
)

// busOptions are what the way from request to reply is made of.
type busOptions struct {
	limits     LimitsConfig
	deps       commands.Deps
	recorder   backend.Recorder
	logger     *slog.Logger
	registerer prometheus.Registerer
}

// newBus makes the way from request to reply over all commands.
func newBus(o busOptions) (*backend.Controller, error) {
	return backend.NewController(backend.ControllerOptions{
		Config:   backend.Config(o.limits),
		Commands: commands.All(o.deps), Catalog: o.deps.Catalog,
		Recorder: o.recorder, Logger: o.logger, Registerer: o.registerer,
	})
}

// declarations are the commands where none is executed.
func declarations(catalog *text.Catalog) []backend.Command {
	return commands.All(commands.Deps{Catalog: catalog})
}
