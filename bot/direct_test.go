package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// directTo is a client of a server, and a function that posts a body and returns the answer's.
func directTo(t *testing.T, address string) (*direct, func(string) (string, error)) {
	t.Helper()
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	d := newDirect(base)
	t.Cleanup(d.close)
	return d, func(body string) (string, error) {
		request, err := http.NewRequestWithContext(patient(t), http.MethodPost, address+"/path", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := d.RoundTrip(request)
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(answer.Body)
		return string(text), err
	}
}

// echo is a server that answers with what it was sent, and counts its connections.
func echo(t *testing.T, secure bool) (*httptest.Server, *atomic.Int64) {
	t.Helper()
	connections := new(atomic.Int64)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(out http.ResponseWriter, request *http.Request) {
		if request.Header.Get("Last") != "" {
			out.Header().Set("Connection", "close")
		}
		body, _ := io.ReadAll(request.Body)
		_, _ = fmt.Fprintf(out, "%s %s %s", request.Method, request.URL.Path, body)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	if secure {
		server.Config.ErrorLog = log.New(io.Discard, "", 0) // of clients that don't trust it
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, connections
}

func TestDirectKeepsConnections(t *testing.T) {
	t.Parallel()
	server, connections := echo(t, false)
	_, post := directTo(t, server.URL)
	for i := range 5 {
		body := strings.Repeat("x", i*10_000)
		if text, err := post(body); err != nil || text != "POST /path "+body {
			t.Fatalf("%q, %v", text, err)
		}
	}
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections for requests one after the other", n)
	}
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			want := fmt.Sprint("POST /path ", i)
			if text, err := post(fmt.Sprint(i)); err != nil || text != want {
				t.Errorf("%q, %v", text, err)
			}
		})
	}
	all.Wait()
}

// A server that restarts ends every connection that rests; the one whose request finds that out tells, and the next is made anew.
func TestDirectOutlivesItsConnections(t *testing.T) {
	t.Parallel()
	server, connections := echo(t, false)
	d, post := directTo(t, server.URL)
	var lines []*line
	for range 3 {
		l, _, err := d.take(patient(t))
		if err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(patient(t), http.MethodPost, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.exchange(request); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	for _, l := range lines {
		d.rest(l)
	}
	server.CloseClientConnections()
	if _, err := post("x"); !errors.Is(err, errRested) {
		t.Errorf("on a connection that has ended: %v", err)
	}
	if text, err := post("y"); err != nil || text != "POST /path y" {
		t.Errorf("%q, %v", text, err)
	}
	if n := connections.Load(); n != 4 {
		t.Errorf("%d connections", n)
	}
}

func TestDirectBoundsItsConnections(t *testing.T) {
	t.Parallel()
	server, _ := echo(t, false)
	d, post := directTo(t, server.URL)
	for range maxLines {
		d.places <- struct{}{}
	}
	answered := make(chan error)
	go func() {
		_, err := post("x")
		answered <- err
	}()
	<-d.places
	if err := <-answered; err != nil {
		t.Errorf("a request that had to wait for a place: %v", err)
	}
	d.places <- struct{}{}
	gone, leave := context.WithCancel(t.Context())
	leave()
	request, err := http.NewRequestWithContext(gone, http.MethodPost, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.RoundTrip(request); !errors.Is(err, context.Canceled) {
		t.Errorf("no place in time: %v", err)
	}
}

func TestDirectCloses(t *testing.T) {
	t.Parallel()
	d, post := directTo(t, wireServer(t, "", "")) // says nothing
	failed := make(chan error)
	go func() {
		_, err := post("x")
		failed <- err
	}()
	waitFor(t, func() bool {
		d.mu.Lock()
		defer d.mu.Unlock()
		return len(d.all) == 1
	})
	d.close()
	if err := <-failed; err == nil {
		t.Error("a request outlives the client")
	}
	if _, err := post("x"); !errors.Is(err, errDirectClosed) {
		t.Errorf("after the end: %v", err)
	}
}

func TestDirectSweeps(t *testing.T) {
	t.Parallel()
	server, _ := echo(t, false)
	d, post := directTo(t, server.URL)
	if _, err := post("x"); err != nil {
		t.Fatal(err)
	}
	d.sweep()
	if len(d.resting) != 1 || d.tidy == nil {
		t.Error("a connection that has just been used is closed")
	}
	d.mu.Lock()
	d.resting[0].since = time.Now().Add(-restFor)
	d.mu.Unlock()
	d.sweep()
	if len(d.resting) != 0 || len(d.all) != 0 || d.tidy != nil {
		t.Error("a connection rests for ever")
	}
	if behind := d.resting[:cap(d.resting)]; behind[0] != nil {
		t.Error("a closed connection is kept")
	}
}

// TLS is spoken to a server that is known, and to no other.
func TestDirectOverTLS(t *testing.T) {
	t.Parallel()
	server, _ := echo(t, true)
	d, post := directTo(t, server.URL)
	if _, err := post("x"); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
	}
	d.secure.RootCAs = server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	for range 2 {
		if text, err := post("x"); err != nil || text != "POST /path x" {
			t.Errorf("%q, %v", text, err)
		}
	}
}

func TestDirectLeavesProxiesToOthers(t *testing.T) {
	t.Parallel()
	base := &url.URL{Scheme: "https", Host: "discord.com"}
	for _, test := range []struct {
		proxy string
		err   error
		want  bool
	}{{"", nil, false}, {"http://127.0.0.1:3128", nil, true}, {"", errors.New("no address"), true}} {
		got := proxied(func(request *http.Request) (*url.URL, error) {
			if request.URL.Host != base.Host || test.proxy == "" {
				return nil, test.err
			}
			return url.Parse(test.proxy)
		}, base)
		if got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

func TestDirectAddresses(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://discord.com": "discord.com:443", "http://localhost": "localhost:80", "http://127.0.0.1:8080/x": "127.0.0.1:8080",
		"https://[::1]": "[::1]:443",
	} {
		base, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if d := newDirect(base); d.address != want || (d.secure != nil) != strings.HasPrefix(address, "https") {
			t.Errorf("%s: %s", address, d.address)
		}
	}
}
