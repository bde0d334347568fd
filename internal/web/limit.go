package web

import (
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// statsPerMinute is how many public figures one address may ask for in a minute.
const statsPerMinute = 20

// maxAddresses bounds the addresses that a window counts; beyond it new ones share one count.
const maxAddresses = 50_000

// window counts requests by address in windows of fixed length.
type window struct {
	most   int
	length time.Duration
	now    func() time.Time

	mu     sync.Mutex
	ends   time.Time
	counts map[netip.Addr]int
}

func newWindow(most int, length time.Duration, now func() time.Time) *window {
	return &window{most: most, length: length, now: now, counts: map[netip.Addr]int{}}
}

// allow counts one request and reports how long to wait where it is one too many.
func (l *window) allow(address netip.Addr) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if !now.Before(l.ends) {
		l.ends = now.Add(l.length)
		clear(l.counts)
	}
	if _, known := l.counts[address]; !known && len(l.counts) >= maxAddresses {
		address = netip.Addr{}
	}
	l.counts[address]++
	return l.ends.Sub(now), l.counts[address] <= l.most
}

// public is what everybody may ask for, from any page, a bounded number of times.
func (s *Server) public(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		wait, ok := s.limit.allow(client(r))
		if !ok {
			w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
			w.Header().Set("Cache-Control", "no-store")
			writeJSON(w, http.StatusTooManyRequests, map[string]string{"error": "That is a lot at once; try again in a moment."})
			return
		}
		next(w, r)
	})
}

// client is the address that a request comes from. A proxy on this machine or in a private network is believed about whom it
// speaks for; nobody else is. Addresses of one IPv6 customer count as one.
func client(r *http.Request) netip.Addr {
	address := parseAddress(r.RemoteAddr)
	if address.IsLoopback() || address.IsPrivate() {
		forwarded := r.Header.Get("X-Forwarded-For")
		last := strings.TrimSpace(forwarded[strings.LastIndexByte(forwarded, ',')+1:])
		if behind := parseAddress(last); behind.IsValid() {
			address = behind
		}
	}
	if address.Is6() {
		if prefix, err := address.Prefix(64); err == nil {
			return prefix.Addr()
		}
	}
	return address
}

func parseAddress(text string) netip.Addr {
	host, _, err := net.SplitHostPort(text)
	if err != nil {
		host = text
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}
	}
	return address.Unmap()
}
