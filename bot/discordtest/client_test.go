package discordtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"feyre/bot/discordtest"
)

// deadline bounds a test that waits for something that never comes.
func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// packet is a gateway payload.
type packet struct {
	Op   int             `json:"op"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

// client is the least bot there is: a websocket and an HTTP client.
type client struct {
	t   *testing.T
	srv *discordtest.Server
	ws  *websocket.Conn
}

// dial opens a gateway connection and reads HELLO.
func dial(t *testing.T, srv *discordtest.Server) *client {
	t.Helper()
	c := connect(t, srv, srv.Gateway.URL())
	if p := c.read(); p.Op != 10 {
		t.Fatalf("first payload has op %d, want HELLO", p.Op)
	}
	return c
}

func connect(t *testing.T, srv *discordtest.Server, url string) *client {
	t.Helper()
	ws, resp, err := websocket.DefaultDialer.Dial(url+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	t.Cleanup(func() { _ = ws.Close() })
	_ = ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	return &client{t: t, srv: srv, ws: ws}
}

func (c *client) send(op int, d any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": d}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) read() packet {
	c.t.Helper()
	var p packet
	if err := c.ws.ReadJSON(&p); err != nil {
		c.t.Fatalf("read: %v", err)
	}
	return p
}

// event reads until a dispatch of a type and decodes it.
func (c *client) event(kind string, v any) packet {
	c.t.Helper()
	for {
		p := c.read()
		if p.Type != kind {
			continue
		}
		if err := json.Unmarshal(p.Data, v); err != nil {
			c.t.Fatal(err)
		}
		return p
	}
}

// closeCode reads until the connection ends and returns the close code.
func (c *client) closeCode() int {
	c.t.Helper()
	for {
		_, _, err := c.ws.ReadMessage()
		if err == nil {
			continue
		}
		closed, ok := err.(*websocket.CloseError)
		if !ok {
			c.t.Fatalf("ended without a close code: %v", err)
		}
		return closed.Code
	}
}

func identity(srv *discordtest.Server) map[string]any {
	return map[string]any{
		"token": srv.Token(), "intents": 1, "shard": [2]int{0, 1},
		"properties": map[string]string{"os": "linux", "browser": "test", "device": "test"},
		"presence": map[string]any{
			"since": nil, "afk": false, "status": "online",
			"activities": []any{map[string]any{"name": "dice", "type": 0}},
		},
	}
}

type ready struct {
	SessionID string `json:"session_id"`
	ResumeURL string `json:"resume_gateway_url"`
	Guilds    []struct {
		ID          string `json:"id"`
		Unavailable bool   `json:"unavailable"`
	} `json:"guilds"`
}

// online returns a bot that is connected and ready.
func online(t *testing.T, srv *discordtest.Server) (*client, ready) {
	t.Helper()
	c := dial(t, srv)
	c.send(2, identity(srv))
	var r ready
	c.event("READY", &r)
	return c, r
}

// reply is an answer of the REST API.
type reply struct {
	Status int
	Header http.Header
	Body   []byte
}

func (r reply) code(t *testing.T) int {
	t.Helper()
	var e struct {
		Code int `json:"code"`
	}
	if err := json.Unmarshal(r.Body, &e); err != nil {
		t.Fatalf("no error body: %s", r.Body)
	}
	return e.Code
}

// rest does a REST request with the bot's token and a JSON body.
func rest(t *testing.T, srv *discordtest.Server, method, path string, body any) reply {
	t.Helper()
	var data io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.NewReader(raw)
	}
	req := request(t, srv, method, path, data)
	req.Header.Set("Content-Type", "application/json")
	return do(t, req)
}

func request(t *testing.T, srv *discordtest.Server, method, path string, body io.Reader) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(deadline(t), method, srv.URL+"/api/v10"+path, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("User-Agent", "DiscordBot (https://example.com, 1)")
	req.Header.Set("Authorization", "Bot "+srv.Token())
	return req
}

func do(t *testing.T, req *http.Request) reply {
	t.Helper()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, resp)
}

func read(t *testing.T, resp *http.Response) reply {
	t.Helper()
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, data}
}

func body(text string) io.Reader { return bytes.NewReader([]byte(text)) }
