package app

import (
	"errors"
	"fmt"
	"net"
	"testing"

	"feyre/bot"
)

// Reasons at /readyz are for everybody: they hold no addresses and no texts of errors.
func TestReasonsOfTheFace(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(10, 1, 2, 3), Port: 443}, Err: errors.New("connection refused")}
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"refused for good": {fmt.Errorf("gateway: %w", &bot.FatalError{Sentence: "Discord refused the bot token.", Try: "copy it anew"}), "Discord refused the bot token."},
		"out of reach":     {fmt.Errorf("gateway: GET gateway/bot: %w", refused), "Discord can't be reached"},
		"not made yet":     {errNoFace, "not connected to Discord"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (&health{face: &face{}}).faceReason(test.err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
