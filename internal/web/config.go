package web

import (
	"errors"
	"net"
)

// Config says where the HTTP listener is.
type Config struct {
	// Listen is the address; empty is off.
	Listen string `koanf:"listen"`
}

// DefaultConfig listens for this machine only.
func DefaultConfig() Config { return Config{Listen: "127.0.0.1:8080"} }

// Validate tells what is wrong with c.
func (c Config) Validate() error {
	if c.Listen == "" {
		return nil
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return errors.New("listen has to be an address such as 127.0.0.1:8080")
	}
	return nil
}
