package bot

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/api/webhook"
	"github.com/diamondburned/arikawa/v3/discord"

	"feyre/bot/discordtest"
)

// bareServer is arikawa's server of HTTP interactions; it counts what it hands on.
func bareServer(t *testing.T, key string) (server http.Handler, handed *int) {
	t.Helper()
	handed = new(int)
	s, err := webhook.NewInteractionServer(key, webhook.InteractionHandlerFunc(func(*discord.InteractionEvent) *api.InteractionResponse {
		*handed++
		return &api.InteractionResponse{Type: api.DeferredMessageInteractionWithSource}
	}))
	if err != nil {
		t.Fatal(err)
	}
	return s, handed
}

const bareInteraction = `{"id":"77","application_id":"1","type":2,"token":"t","data":{"id":"1","name":"ping","type":1},"user":{"id":"5"}}`

func signedRequest(signed discordtest.Signed, body string) *http.Request {
	request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	request.Header.Set("X-Signature-Timestamp", signed.Timestamp)
	request.Header.Set("X-Signature-Ed25519", hex.EncodeToString(signed.Signature))
	return request
}

func TestBareServerTakesOldRequests(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, discordtest.Options{})
	server, handed := bareServer(t, hex.EncodeToString(d.PublicKey))
	for range 2 { // and the same one twice
		signed := d.Sign([]byte(bareInteraction), time.Now().Add(-time.Hour))
		server.ServeHTTP(httptest.NewRecorder(), signedRequest(signed, bareInteraction))
	}
	if *handed != 2 {
		t.Errorf("arikawa handed on %d of 2 old requests, the mend may go", *handed)
	}
}

func TestBareServerWithoutKeyTakesAnything(t *testing.T) {
	t.Parallel()
	server, handed := bareServer(t, "")
	server.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", strings.NewReader(bareInteraction)))
	if *handed != 1 {
		t.Error("arikawa refuses to serve without a key, the mend may go")
	}
}

func TestBareServerAnswersPingTwice(t *testing.T) {
	t.Parallel()
	server, handed := bareServer(t, "")
	out := httptest.NewRecorder()
	server.ServeHTTP(out, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`{"id":"1","type":1,"token":"t"}`)))
	decoder := json.NewDecoder(out.Body)
	answers := 0
	for decoder.Decode(new(any)) == nil {
		answers++
	}
	if answers != 2 || *handed != 1 {
		t.Errorf("arikawa answers PING %d times, the mend may go", answers)
	}
}

// What a request announces is set aside before it is known whose it is.
func TestBareServerSetsAsideWhatIsAnnounced(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, discordtest.Options{})
	server, _ := bareServer(t, hex.EncodeToString(d.PublicKey))
	request := signedRequest(discordtest.Signed{Signature: make([]byte, 64), Timestamp: "1"}, "{")
	request.ContentLength = 1 << 61
	defer func() {
		if cause := recover(); cause != bytes.ErrTooLarge {
			t.Errorf("arikawa looks at the announced length, the mend may go: %v", cause)
		}
	}()
	server.ServeHTTP(httptest.NewRecorder(), request)
}
