package bot

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"
)

// direct is an HTTP/1.1 client for first answers, in which whoever asks writes the request and reads the answer himself. net/http hands
// both to goroutines of the connection: two changes of goroutine for each answer, which cost more than the answer, and more still where
// the processor is busy. It keeps to a context's deadline, not to its cancellation, and repeats a request that a resting connection
// turns out to be dead for: none but what may be repeated goes through it.
type direct struct {
	address string
	secure  *tls.Config // nil for plain HTTP

	mu      sync.Mutex
	resting []*line            // the one that was used last at the end
	all     map[*line]struct{} // resting or in use
	tidy    *time.Timer        // runs while connections rest
	closed  bool
}

const (
	maxResting = 512
	// restFor is how long a connection rests at most until it is closed.
	restFor = time.Minute
)

// line is one connection.
type line struct {
	conn  net.Conn
	in    *bufio.Reader
	out   *bufio.Writer
	since time.Time // when it began to rest
}

var errDirectClosed = errors.New("client is closed")

// newDirect makes a client of the server at base.
func newDirect(base *url.URL) *direct {
	d := &direct{address: base.Host, all: map[*line]struct{}{}}
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
	for {
		l, rested, err := d.take(request.Context())
		if err != nil {
			return nil, err
		}
		answer, err := l.exchange(request)
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
		if !rested || errors.Is(err, os.ErrDeadlineExceeded) || request.GetBody == nil {
			return nil, err
		}
		if request.Body, err = request.GetBody(); err != nil {
			return nil, err
		}
	}
}

// exchange writes a request and reads the answer.
func (l *line) exchange(request *http.Request) (*http.Response, error) {
	deadline, _ := request.Context().Deadline()
	if err := l.conn.SetDeadline(deadline); err != nil {
		return nil, err
	}
	if err := errors.Join(request.Write(l.out), l.out.Flush()); err != nil {
		return nil, err
	}
	for {
		answer, err := http.ReadResponse(l.in, request)
		if err != nil {
			return nil, err
		}
		switch {
		case answer.StatusCode < http.StatusOK: // news on the way to the answer
			continue
		case answer.Body == http.NoBody:
			return answer, nil
		}
		body, err := readAll(answer.Body, maxAnswer) // without a Close, which would read what is too large to its end
		answer.Body = io.NopCloser(bytes.NewReader(body))
		return answer, err
	}
}

// take returns a connection that rested or, where there is none, a new one.
func (d *direct) take(ctx context.Context) (l *line, rested bool, err error) {
	d.mu.Lock()
	if n := len(d.resting); n > 0 {
		l = d.resting[n-1]
		d.resting = d.resting[:n-1]
	}
	d.mu.Unlock()
	if l != nil {
		return l, true, nil
	}
	conn, err := d.dial(ctx)
	if err != nil {
		return nil, false, err
	}
	l = &line{conn: conn, in: bufio.NewReader(conn), out: bufio.NewWriter(conn)}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		_ = conn.Close()
		return nil, false, errDirectClosed
	}
	d.all[l] = struct{}{}
	return l, false, nil
}

// rest keeps a connection for the next request.
func (d *direct) rest(l *line) {
	l.since = time.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed || len(d.resting) >= maxResting || l.in.Buffered() > 0 {
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
	d.resting = append(d.resting[:0], d.resting[old:]...)
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
	d.resting = d.resting[:0]
}

// remove closes a connection. The caller holds the lock.
func (d *direct) remove(l *line) {
	delete(d.all, l)
	_ = l.conn.Close()
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
