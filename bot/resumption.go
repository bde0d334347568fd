package bot

import (
	"net/url"
	"sync"
)

// resumption is what a shard remembers of its session, so that a new connection can go on where the last one broke off. It outlives
// the connections.
type resumption struct {
	mu      sync.Mutex
	session string
	address string // where Discord wants the session resumed
	seq     int64
}

// begin starts to remember a new session, whose first message had the number seq.
func (r *resumption) begin(session, address string, seq int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.session, r.address, r.seq = session, address, seq
}

// advance notes the number of the last message received.
func (r *resumption) advance(seq int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seq = max(r.seq, seq)
}

// forget ends the session: the next connection identifies anew.
func (r *resumption) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.session, r.address, r.seq = "", "", 0
}

// unreachable drops the address of its own, so that the session is resumed at the general one.
func (r *resumption) unreachable() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.address = ""
}

// recall returns the session and the last number. There is nothing to resume where session is empty.
func (r *resumption) recall() (session string, seq int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seq == 0 {
		return "", 0
	}
	return r.session, r.seq
}

// sequence is the number of the last message received, for heartbeats.
func (r *resumption) sequence() int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seq
}

// dial is the address to connect to: the one that the session is to be resumed at, or otherwise the general one.
func (r *resumption) dial(general string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.session == "" || r.seq == 0 {
		return general
	}
	if own := gatewayAddress(r.address); own != "" {
		return own
	}
	return general
}

// gatewayAddress adds the version and the encoding to an address that Discord gave; it is empty where that is no websocket address.
func gatewayAddress(given string) string {
	address, err := url.Parse(given)
	if err != nil || address.Host == "" || (address.Scheme != "wss" && address.Scheme != "ws") {
		return ""
	}
	if address.Path == "" {
		address.Path = "/"
	}
	address.RawQuery = url.Values{"v": {"10"}, "encoding": {"json"}}.Encode()
	return address.String()
}
