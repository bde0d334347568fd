package cli

import (
	"encoding/json"
	"fmt"
)

// tell writes one line to standard output. A reader that has gone is not an error worth a line of its own.
func (p *program) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(p.streams.Out, format+"\n", args...)
}

// json writes a value as indented JSON.
func (p *program) json(value any) error {
	encoder := json.NewEncoder(p.streams.Out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// size writes bytes for people.
func size(bytes int64) string {
	units := []string{"B", "KiB", "MiB", "GiB", "TiB"}
	value, unit := float64(bytes), 0
	for value >= 1024 && unit < len(units)-1 {
		value, unit = value/1024, unit+1
	}
	if unit == 0 {
		return fmt.Sprintf("%d B", bytes)
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}
