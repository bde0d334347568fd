package bot

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"sync"
	"time"
)

// direct is an HTTP/1.1 client for first answers, in which whoever asks writes the request and reads the answer himself. net/http hands
// both to goroutines of the connection: two changes of goroutine for each answer, which cost more than the answer, and more still where
// the processor is busy. It keeps to a context's deadline, not to its cancellation, and sends a request once.
type direct struct {
	address string
	secure  *tls.Config   // nil for plain HTTP
	places  chan struct{} // as many as connections may be in use

	mu      sync.Mutex
	resting []*line            // the one that was used last at the end
	all     map[*line]struct{} // resting or in use
	tidy    *time.Timer        // runs while connections rest
	closed  bool
}

const (
	maxLines = 512
	// restFor is how long a connection rests at most until it is closed.
	restFor = time.Minute
)

var (
	errDirectClosed = errors.New("client is closed")
	// errRested says that a request failed on a connection that had rested, which the server may have closed meanwhile. It may have arrived
	// all the same.
	errRested = errors.New("connection ended at rest")
	// errFarewell is an answer that a server leaves behind on a connection where it waited for too long.
	errFarewell = errors.New("request timeout")
)

// newDirect makes a client of the server at base.
func newDirect(base *url.URL) *direct {
	d := &direct{address: base.Host, places: make(chan struct{}, maxLines), all: map[*line]struct{}{}}
	port := "80"
	if base.Scheme == "https" {
		port = "443"
		d.secure = &tls.Config{
			ServerName: base.Hostname(), NextProtos: []string{"http/1.1"}, ClientSessionCache: tls.NewLRUClientSessionCache(0),
		}
	}
	if base.Port() == "" {
		d.address = net.JoinHostPort(base.Hostname(), port)
	}
	return d
}

func (d *direct) dial(ctx context.Context) (net.Conn, error) {
	if d.secure == nil {
		return new(net.Dialer).DialContext(ctx, "tcp", d.address)
	}
	return (&tls.Dialer{Config: d.secure}).DialContext(ctx, "tcp", d.address)
}

// proxied says whether requests to an address go through a proxy, which direct can't.
func proxied(proxy func(*http.Request) (*url.URL, error), base *url.URL) bool {
	through, err := proxy(&http.Request{URL: base})
	return through != nil || err != nil
}

// RoundTrip sends a request. The answer's body is read already.
func (d *direct) RoundTrip(request *http.Request) (*http.Response, error) {
	select {
	case d.places <- struct{}{}:
		defer func() { <-d.places }()
	case <-request.Context().Done():
		return nil, request.Context().Err()
	}
	l, rested, err := d.take(request.Context())
	if err != nil {
		return nil, err
	}
	answer, err := l.exchange(request)
	if rested && err == nil && answer.StatusCode == http.StatusRequestTimeout {
		err = errFarewell
	}
	switch {
	case err == nil && !answer.Close:
		d.rest(l)
		return answer, nil
	case err == nil:
		d.drop(l)
		return answer, nil
	}
	d.drop(l)
	d.dropResting() // what ended this connection may have ended all of them
	if rested && !errors.Is(err, os.ErrDeadlineExceeded) {
		err = fmt.Errorf("%w: %w", errRested, err)
	}
	return nil, err
}

// take returns a connection that rested or, where there is none, a new one.
func (d *direct) take(ctx context.Context) (l *line, rested bool, err error) {
	if l := d.wake(); l != nil {
		return l, true, nil
	}
	conn, err := d.dial(ctx)
	if err != nil {
		return nil, false, err
	}
	l = newLine(conn)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		l.close()
		return nil, false, errDirectClosed
	}
	d.all[l] = struct{}{}
	return l, false, nil
}

// wake takes the connection that has rested the shortest; nil where none rests.
func (d *direct) wake() *line {
	d.mu.Lock()
	defer d.mu.Unlock()
	last := len(d.resting) - 1
	if last < 0 {
		return nil
	}
	l := d.resting[last]
	d.resting = slices.Delete(d.resting, last, last+1)
	return l
}

// rest keeps a connection for the next request.
func (d *direct) rest(l *line) {
	l.since = time.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed || l.in.Buffered() > 0 {
		d.remove(l)
		return
	}
	d.resting = append(d.resting, l)
	if d.tidy == nil {
		d.tidy = time.AfterFunc(restFor, d.sweep)
	}
}

// sweep closes what has rested for too long.
func (d *direct) sweep() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tidy = nil
	old := 0
	for old < len(d.resting) && time.Since(d.resting[old].since) >= restFor {
		d.remove(d.resting[old])
		old++
	}
	d.resting = slices.Delete(d.resting, 0, old)
	if len(d.resting) > 0 && !d.closed {
		d.tidy = time.AfterFunc(restFor-time.Since(d.resting[0].since), d.sweep)
	}
}

func (d *direct) drop(l *line) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.remove(l)
}

func (d *direct) dropResting() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.resting {
		d.remove(l)
	}
	d.resting = slices.Delete(d.resting, 0, len(d.resting))
}

// remove closes a connection. The caller holds the lock.
func (d *direct) remove(l *line) {
	delete(d.all, l)
	l.close()
}

// close ends every connection, also those in use.
func (d *direct) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	for l := range d.all {
		d.remove(l)
	}
	d.resting = nil
	if d.tidy != nil {
		d.tidy.Stop()
	}
}
