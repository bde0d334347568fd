package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// process runs discordd with a script that the test writes to.
type process struct {
	t      *testing.T
	stdin  io.WriteCloser
	stdout *bufio.Scanner
	done   chan error
}

func start(t *testing.T, args ...string) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	inRead, inWrite := io.Pipe()
	outRead, outWrite := io.Pipe()
	p := &process{t: t, stdin: inWrite, stdout: bufio.NewScanner(outRead), done: make(chan error, 1)}
	go func() {
		p.done <- run(ctx, args, inRead, outWrite)
		_ = outWrite.Close()
	}()
	return p
}

// line reads one line of output.
func (p *process) line(v any) {
	p.t.Helper()
	if !p.stdout.Scan() {
		p.t.Fatalf("the output ended: %v", <-p.done)
	}
	if err := json.Unmarshal(p.stdout.Bytes(), v); err != nil {
		p.t.Fatalf("%s: %v", p.stdout.Bytes(), err)
	}
}

func (p *process) do(command string, v any) {
	p.t.Helper()
	if _, err := fmt.Fprintln(p.stdin, command); err != nil {
		p.t.Fatal(err)
	}
	p.line(v)
}

// quit ends the process well.
func (p *process) quit() {
	p.t.Helper()
	_ = p.stdin.Close()
	if err := <-p.done; err != nil {
		p.t.Error(err)
	}
}

// answerer is a bot that answers every interaction, twice if asked to.
func answerer(t testing.TB, url, token string, twice bool) {
	t.Helper()
	ws, resp, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(url, "http")+"/gateway/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	t.Cleanup(func() { _ = ws.Close() })
	err = ws.WriteJSON(map[string]any{"op": 2, "d": map[string]any{
		"token": token, "intents": 1, "properties": map[string]string{},
	}})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			var p struct {
				Type string                     `json:"t"`
				Data struct{ ID, Token string } `json:"d"`
			}
			if ws.ReadJSON(&p) != nil {
				return
			}
			if p.Type == "INTERACTION_CREATE" {
				answer(url, p.Data.ID, p.Data.Token)
				if twice {
					answer(url, p.Data.ID, p.Data.Token)
				}
			}
		}
	}()
}

func answer(url, id, token string) {
	req, err := http.NewRequest(http.MethodPost, url+"/api/v10/interactions/"+id+"/"+token+"/callback",
		strings.NewReader(`{"type":4,"data":{"content":"pong"}}`))
	if err != nil {
		return
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "DiscordBot (https://example.com, 1)")
	if resp, err := http.DefaultClient.Do(req); err == nil {
		_ = resp.Body.Close()
	}
}

type address struct {
	URL, Token string
	PublicKey  string `json:"public_key"`
}

func TestLoadOverTheGateway(t *testing.T) {
	p := start(t, "-guilds", "3", "-command", "roll", "-option", "expression=4d6")
	var at address
	p.line(&at)
	answerer(t, at.URL, at.Token, false)
	p.do("ready", &struct{}{})
	var r report
	p.do("load 50 8", &r)
	if r.Phase != "load" || r.Sent != 50 || r.Answered != 50 || r.Lost != 0 || r.Twice != 0 || r.Workers != 8 || r.Failure != "" {
		t.Errorf("load: %+v", r)
	}
	if r.P50 <= 0 || r.P50 > r.P99 || r.P99 > r.P999 || r.P999 > r.Max || r.Rate <= 0 {
		t.Errorf("latencies: %+v", r)
	}
	p.do("storm 100", &r)
	if r.Phase != "storm" || r.Answered != 100 || r.Workers != 100 {
		t.Errorf("storm: %+v", r)
	}
	p.do("run 20ms 2", &r)
	if r.Phase != "run" || r.Answered == 0 || r.Answered != r.Sent {
		t.Errorf("run: %+v", r)
	}
	p.do("hold 1ms", &struct{}{})
	p.quit()
}

func TestSecondAnswersAreCounted(t *testing.T) {
	p := start(t)
	var at address
	p.line(&at)
	answerer(t, at.URL, at.Token, true)
	p.do("ready", &struct{}{})
	var r report
	p.do("load 10 1", &r)
	// The second answer to the last one may still be on its way.
	if r.Answered != 10 || r.Twice < 9 {
		t.Errorf("load: %+v", r)
	}
	p.quit()
}

func TestLostInteractionsAreCounted(t *testing.T) {
	p := start(t, "-patience", "10ms")
	p.line(&address{})
	var r report
	p.do("load 3 1", &r)
	if r.Sent != 3 || r.Lost != 3 || r.Answered != 0 || r.Failure == "" {
		t.Errorf("load: %+v", r)
	}
	p.quit()
}

func TestLoadOverHTTP(t *testing.T) {
	p := start(t, "-seed", strings.Repeat("ab", ed25519.SeedSize))
	var at address
	p.line(&at)
	key, err := hex.DecodeString(at.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signature, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		if !ed25519.Verify(key, append([]byte(r.Header.Get("X-Signature-Timestamp")), body...), signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if strings.Contains(string(body), `"data":null`) {
			_, _ = io.WriteString(w, `{"type":1}`)
			return
		}
		_, _ = io.WriteString(w, `{"type":4,"data":{"content":"pong"}}`)
	}))
	t.Cleanup(bot.Close)
	p.do("endpoint "+bot.URL, &struct{}{})
	var r report
	p.do("load 20 4", &r)
	if r.Answered != 20 || r.Failure != "" {
		t.Errorf("load: %+v", r)
	}
	p.quit()
}

func TestMistakesInScriptAndFlags(t *testing.T) {
	for _, args := range [][]string{
		{"-do", "dance"},
		{"-do", "load 5"},
		{"-do", "load five 1"},
		{"-do", "storm 0"},
		{"-do", "run long 1"},
		{"-do", "run 1s"},
		{"-do", "hold"},
		{"-do", "endpoint"},
		{"-seed", "abc"},
		{"-addr", "nowhere"},
	} {
		if err := run(t.Context(), args, strings.NewReader(""), io.Discard); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
	if err := run(t.Context(), []string{"-do", "quit; dance", "-seed", strings.Repeat("ab", 32)}, nil, io.Discard); err != nil {
		t.Errorf("quit: %v", err)
	}
}
