package bot

import (
	"bufio"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

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

// moodyServer answers with what it was sent in one of many ways, or ends the connection somewhere on the way there.
func moodyServer(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	serve := func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		in := bufio.NewReader(conn)
		for {
			request, err := http.ReadRequest(in)
			if err != nil {
				return
			}
			body, err := io.ReadAll(request.Body)
			if err != nil {
				return
			}
			length := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n", len(body))
			chunks := fmt.Sprintf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(body), body)
			whole := length + "\r\n" + string(body)
			moods := []string{
				whole, whole, whole, chunks, "HTTP/1.1 103 Early Hints\r\n\r\n" + whole, whole + "HTTP/1.1 408 x\r\n\r\n", "", whole[:len(length)],
				chunks[:len(chunks)-4], length + "Connection: close\r\n\r\n" + string(body),
			}
			mood := rand.N(len(moods))
			if _, err := io.WriteString(conn, moods[mood]); err != nil || mood > 4 {
				return
			}
		}
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	return "http://" + listener.Addr().String()
}

// Whatever a server does, nobody gets another's answer or half of his own, and no connection is lost.
func TestDirectKeepsAnswersApart(t *testing.T) {
	t.Parallel()
	d, post := directTo(t, moodyServer(t))
	var all sync.WaitGroup
	var answered atomic.Int64
	for from := range 8 {
		all.Go(func() {
			for i := range 200 {
				body := fmt.Sprintf("%d of %d", i, from)
				text, err := post(body)
				if err == nil && text != body {
					t.Errorf("%q is answered with %q", body, text)
				}
				if err == nil {
					answered.Add(1)
				}
			}
		})
	}
	all.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.all) != len(d.resting) || len(d.places) != 0 || answered.Load() == 0 {
		t.Errorf("%d connections, %d rest, %d places are taken; %d answered", len(d.all), len(d.resting), len(d.places), answered.Load())
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
