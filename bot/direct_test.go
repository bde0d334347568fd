package bot

import (
	"bufio"
	"context"
	"crypto/tls"
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

// Some servers say goodbye to a connection at rest; that answers no request.
func TestDirectTakesNoFarewellForAnAnswer(t *testing.T) {
	t.Parallel()
	const farewell = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
	_, post := directTo(t, wireServer(t, fine, farewell))
	if text, err := post("x"); err != nil || text != "ok" {
		t.Fatalf("%q, %v", text, err)
	}
	if text, err := post("x"); !errors.Is(err, errRested) || !errors.Is(err, errFarewell) {
		t.Errorf("%q, %v", text, err)
	}
	if text, err := post("x"); err != nil || text != "ok" {
		t.Errorf("%q, %v", text, err)
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

// A peer that takes nothing holds nobody up: the connection is closed below its TLS.
func TestDirectClosesWithoutAWord(t *testing.T) {
	t.Parallel()
	server, _ := echo(t, true)
	near, far := net.Pipe()
	secure := tls.Client(near, &tls.Config{InsecureSkipVerify: true}) //nolint:gosec // both ends are here
	shaken := make(chan error)
	go func() { shaken <- tls.Server(far, server.TLS).HandshakeContext(patient(t)) }()
	if err := errors.Join(secure.HandshakeContext(patient(t)), <-shaken); err != nil {
		t.Fatal(err)
	}
	closed := make(chan struct{})
	go func() {
		newLine(secure).close()
		close(closed)
	}()
	if n, err := far.Read(make([]byte, 1)); n != 0 || !errors.Is(err, io.EOF) {
		t.Errorf("it still says something: %d bytes, %v", n, err)
	}
	<-closed
}

// wireServer answers every connection with what it is told to, whatever it is asked.
func wireServer(t *testing.T, answers ...string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				in := bufio.NewReader(conn)
				for _, answer := range answers {
					request, err := http.ReadRequest(in)
					if err != nil {
						return
					}
					_, _ = io.Copy(io.Discard, request.Body)
					_, _ = io.WriteString(conn, answer)
				}
				_, _ = in.ReadByte()
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

const fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

func TestDirectReadsAnswers(t *testing.T) {
	t.Parallel()
	endless := "HTTP/1.1 200 OK\r\n" + strings.Repeat("X: "+strings.Repeat("x", 1000)+"\r\n", (maxHead+maxAnswer)/1000) + "Content-Length: 2\r\n\r\nok"
	for _, test := range []struct {
		name, answer, want string
		rests              bool
		fails              bool
	}{
		{"length", fine, "ok", true, false},
		{"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "ok", true, false},
		{"none", "HTTP/1.1 204 No Content\r\n\r\n", "", true, false},
		{"early news", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + fine, "ok", true, false},
		{"the last", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", "ok", false, false},
		{"old", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok", false, false},
		{"more than asked for", fine + fine, "ok", false, false},
		{"no HTTP", "SSH-2.0-x\r\n", "", false, true},
		{"no chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nok\r\n", "", false, true},
		{"endless head", endless, "", false, true},
		{"giant", "HTTP/1.1 200 OK\r\nContent-Length: 60000000000\r\n\r\n" + strings.Repeat("x", maxAnswer+1), "", false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, post := directTo(t, wireServer(t, test.answer))
			text, err := post("x")
			if text != test.want || (err != nil) != test.fails {
				t.Errorf("%q, %v", text, err)
			}
			d.mu.Lock()
			defer d.mu.Unlock()
			if rests := len(d.resting) == 1; rests != test.rests || len(d.all) != len(d.resting) {
				t.Errorf("%d of %d connections rest", len(d.resting), len(d.all))
			}
		})
	}
}

func TestDirectKeepsTheDeadline(t *testing.T) {
	t.Parallel()
	address := wireServer(t, "HTTP/1.1 200 OK\r\n") // and no more
	d, _ := directTo(t, address)
	request, err := http.NewRequestWithContext(within(t, 30*time.Millisecond), http.MethodPost, address, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	var slow net.Error
	if _, err := d.RoundTrip(request); !errors.As(err, &slow) || !slow.Timeout() {
		t.Errorf("%v", err)
	}
	if len(d.all) != 0 || len(d.places) != 0 {
		t.Errorf("%d connections are left, and %d places taken", len(d.all), len(d.places))
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
