package discordtest_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

// endpoint answers interactions over HTTP with a body and checks signatures,
// unless it is careless.
func endpoint(t *testing.T, srv *discordtest.Server, careless bool, answer string) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		signature, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		signed := append([]byte(r.Header.Get("X-Signature-Timestamp")), data...)
		if !careless && !ed25519.Verify(srv.PublicKey, signed, signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var i struct{ Type int }
		_ = json.Unmarshal(data, &i)
		w.Header().Set("Content-Type", "application/json")
		if i.Type == discordtest.KindPing {
			_, _ = io.WriteString(w, `{"type":1}`)
			return
		}
		if answer == "" {
			w.WriteHeader(http.StatusAccepted)
			return
		}
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestHTTPInteraction(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	bot := endpoint(t, srv, false, `{"type":4,"data":{"content":"pong"}}`)
	if err := srv.SetInteractionsURL(deadline(t), bot.URL); err != nil {
		t.Fatal(err)
	}
	i, err := srv.Slash(deadline(t), discordtest.From{}, "ping", nil)
	if err != nil {
		t.Fatal(err)
	}
	if m := i.Original(); m == nil || m.Content != "pong" {
		t.Errorf("the answer is %+v", m)
	}
}

// A 202 says that the answer comes through the callback route.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
func TestHTTPInteractionAnsweredByCallback(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	bot := endpoint(t, srv, false, "")
	if err := srv.SetInteractionsURL(deadline(t), bot.URL); err != nil {
		t.Fatal(err)
	}
	i, err := srv.Slash(deadline(t), discordtest.From{}, "ping", nil)
	if err != nil || i.Response() != nil {
		t.Fatalf("%v, answered with %v", err, i.Response())
	}
	accepted(t, rest(t, srv, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", object{"type": 4, "data": object{"content": "a"}}))
}

// discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
func TestCarelessEndpointIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	if err := srv.SetInteractionsURL(deadline(t), endpoint(t, srv, true, "").URL); err == nil {
		t.Error("an endpoint that takes wrong signatures was accepted")
	}
}

// discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-acknowledging-ping-requests
func TestEndpointWithoutPongIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	bot := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(bot.Close)
	if err := srv.SetInteractionsURL(deadline(t), bot.URL); err == nil {
		t.Error("an endpoint that does not answer a PING was accepted")
	}
}

// A body in the response is held to the same rules as a callback.
func TestMalformedInlineAnswerIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Spec: bareSpec()})
	bot := endpoint(t, srv, false, `{"type":4,"data":{"embeds":[{}]}}`)
	if err := srv.SetInteractionsURL(deadline(t), bot.URL); err != nil {
		t.Fatal(err)
	}
	_, err := srv.Slash(deadline(t), discordtest.From{}, "ping", nil)
	if err == nil || !strings.Contains(err.Error(), "BASE_TYPE_REQUIRED") {
		t.Errorf("got %v", err)
	}
	if n := len(srv.TakeViolations()); n != 1 {
		t.Errorf("%d violations are noted, want 1", n)
	}
}

// A test may sign and post by hand.
func TestSign(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	bot := endpoint(t, srv, false, "")
	data := []byte(`{"type":1}`)
	for name, c := range map[string]struct {
		signed discordtest.Signed
		status int
	}{
		"good":   {srv.Sign(data, time.Now()), http.StatusOK},
		"forged": {srv.Sign([]byte("other"), time.Now()), http.StatusUnauthorized},
	} {
		resp, err := srv.Post(deadline(t), bot.URL, data, c.signed)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != c.status {
			t.Errorf("%s: got %d", name, resp.StatusCode)
		}
	}
}
