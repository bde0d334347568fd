package bot

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

// line is one connection of direct.
type line struct {
	conn  net.Conn
	raw   net.Conn         // conn, or what is below its TLS
	left  io.LimitedReader // bounds an answer, head and body
	in    *bufio.Reader
	out   *bufio.Writer
	since time.Time // when it began to rest
}

// maxHead is far more than the head of an answer takes.
const maxHead = 256 << 10

func newLine(conn net.Conn) *line {
	l := &line{conn: conn, raw: conn, left: io.LimitedReader{R: conn}, out: bufio.NewWriter(conn)}
	if secure, ok := conn.(*tls.Conn); ok {
		l.raw = secure.NetConn()
	}
	l.in = bufio.NewReader(&l.left)
	return l
}

// close ends the connection without the farewell of TLS, which waits for a peer that takes nothing.
func (l *line) close() { _ = l.raw.Close() }

// exchange writes a request and reads the answer.
func (l *line) exchange(request *http.Request) (*http.Response, error) {
	deadline, _ := request.Context().Deadline()
	if err := l.conn.SetDeadline(deadline); err != nil {
		return nil, err
	}
	if err := errors.Join(request.Write(l.out), l.out.Flush()); err != nil {
		return nil, err
	}
	l.left.N = maxHead + maxAnswer
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
