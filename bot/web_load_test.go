package bot

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

// beginPost announces a signed body of so many bytes and sends the first of them.
func beginPost(t *testing.T, r *rig, address string, length int64) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	signed := r.discord.Sign(nil, time.Now())
	_, err = fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nX-Signature-Timestamp: %s\r\nX-Signature-Ed25519: %x\r\n\r\n{",
		length, signed.Timestamp, signed.Signature)
	if err != nil {
		t.Fatal(err)
	}
	return connection
}

// A request that announces a gigantic body is refused before anything is set aside for it.
func TestHTTPGiganticBody(t *testing.T) {
	t.Parallel()
	r, address := newWebRig(t, newFakeBus())
	connection := beginPost(t, r, address, 60000000000)
	answer := make([]byte, 12)
	if _, err := io.ReadFull(connection, answer); err != nil || string(answer) != "HTTP/1.1 413" {
		t.Errorf("answered %q, %v", answer, err)
	}
	long := bytes.Repeat([]byte(" "), maxInteraction+1)
	if status := post(t, r, address, long, r.discord.Sign(long, time.Now())); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a body over the limit: status %d", status)
	}
}

// Who sends slowly takes a place from others for no longer than Discord waits for an answer.
func TestHTTPSlowBody(t *testing.T) {
	t.Parallel()
	r, address := newWebRig(t, newFakeBus())
	connection := beginPost(t, r, address, 100)
	waitFor(t, func() bool { return len(r.bot.web.reading) == 1 })
	answer, err := io.ReadAll(connection)
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 400") {
		t.Errorf("answered %q, %v", answer, err)
	}
	waitFor(t, func() bool { return len(r.bot.web.reading) == 0 })
}

// Who never ends the head of a request keeps a connection for no longer either.
func TestHTTPSlowHead(t *testing.T) {
	t.Parallel()
	_, address := newWebRig(t, newFakeBus())
	connection, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	_ = connection.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(connection, "POST / HTTP/1.1\r\nHost: x\r\nX-"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, connection); err != nil {
		t.Errorf("the connection isn't ended: %v", err)
	}
}

func TestHTTPCrowd(t *testing.T) {
	t.Parallel()
	r, _ := newWebRig(t, newFakeBus())
	for range maxReading {
		r.bot.web.reading <- struct{}{}
	}
	answered := make(chan error)
	go func() {
		i, err := r.discord.Slash(patient(t), discordtest.From{}, "ping", nil)
		if err == nil {
			_, err = i.Wait(patient(t))
		}
		answered <- err
	}()
	<-r.bot.web.reading
	if err := <-answered; err != nil {
		t.Errorf("a request that had to wait for a place: %v", err)
	}

	for len(r.bot.web.reading) < maxReading {
		r.bot.web.reading <- struct{}{}
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	out := httptest.NewRecorder()
	r.bot.web.serve(t.Context(), out, httptest.NewRequestWithContext(gone, http.MethodPost, "/", strings.NewReader("{}")))
	if out.Code != http.StatusServiceUnavailable {
		t.Errorf("no place in time: status %d", out.Code)
	}
}
