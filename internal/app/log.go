package app

import (
	"io"
	"log/slog"
)

// NewLogger makes the program's log; the format auto is text where w is a terminal, else JSON.
func NewLogger(config LogConfig, w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: level(config.Level), ReplaceAttr: inWords}
	if config.Format == formatText || config.Format == formatAuto && Terminal(w) != nil {
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(slog.NewJSONHandler(w, options))
}

// inWords writes durations with their unit, which the JSON form would leave out.
func inWords(_ []string, attr slog.Attr) slog.Attr {
	if attr.Value.Kind() == slog.KindDuration {
		attr.Value = slog.StringValue(attr.Value.Duration().String())
	}
	return attr
}

// level reads a level that was checked when the configuration was; anything else is info.
func level(name string) slog.Level {
	var l slog.Level
	if l.UnmarshalText([]byte(name)) != nil {
		return slog.LevelInfo
	}
	return l
}
