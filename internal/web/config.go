package web

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
)

// Config says where the HTTP listener is and whom it believes.
type Config struct {
	// Listen is the address; empty is off.
	Listen string `koanf:"listen"`
	// TrustedProxies are the addresses and networks whose X-Forwarded-For is believed; without any, nobody's is.
	TrustedProxies []string `koanf:"trusted_proxies"`
}

// DefaultConfig listens for this machine only.
func DefaultConfig() Config { return Config{Listen: "127.0.0.1:8080", TrustedProxies: []string{}} }

// Validate tells what is wrong with c.
func (c Config) Validate() error {
	if c.Listen != "" && !IsAddress(c.Listen) {
		return errors.New("listen has to be an address such as 127.0.0.1:8080")
	}
	_, err := networks(c.TrustedProxies)
	return err
}

// IsAddress tells whether text is something to listen on: a host, or none for all, and a port that exists.
func IsAddress(text string) bool {
	_, port, err := net.SplitHostPort(text)
	if err != nil || port == "" {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

// networks reads addresses and networks.
func networks(texts []string) ([]netip.Prefix, error) {
	read := make([]netip.Prefix, 0, len(texts))
	for _, text := range texts {
		if address, err := netip.ParseAddr(text); err == nil {
			address = address.Unmap()
			read = append(read, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("trusted_proxies has to hold addresses or networks such as 10.0.0.0/8, not %q", text)
		}
		read = append(read, prefix)
	}
	return read, nil
}
