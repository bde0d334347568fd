package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// customerBits is how much of an IPv6 address says whose it is: the rest is the customer's to choose.
const customerBits = 64

// proxies are the networks whose word about the client is taken.
type proxies []netip.Prefix

func (p proxies) trust(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(address) })
}

// client is the address that a request comes from, or the network of one IPv6 customer. Behind trusted proxies it is the last
// address of X-Forwarded-For that isn't one of theirs: what stands before that, anybody may have written.
func (p proxies) client(r *http.Request) netip.Addr {
	address := parseAddress(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !p.trust(address) {
			break
		}
		before := parseAddress(strings.TrimSpace(hop))
		if !before.IsValid() {
			break
		}
		address = before
	}
	if address.Is6() {
		if network, err := address.Prefix(customerBits); err == nil {
			return network.Addr()
		}
	}
	return address
}

// parseAddress reads an address with or without a port.
func parseAddress(text string) netip.Addr {
	host, _, err := net.SplitHostPort(text)
	if err != nil {
		host = text
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}
	}
	return address.Unmap().WithZone("")
}
