package cli

import (
	"log/slog"
	"os"

	"feyre/internal/app"
)

// logger writes the log to the error stream.
func (p *program) logger(config app.LogConfig) *slog.Logger {
	file, _ := p.streams.Err.(*os.File)
	return app.NewLogger(config, p.streams.Err, isTerminal(file))
}
