package cli

import (
	"log/slog"

	"feyre/internal/app"
)

// logger writes the log to the error stream.
func (p *program) logger(config app.LogConfig) *slog.Logger {
	return app.NewLogger(config, p.streams.Err)
}
