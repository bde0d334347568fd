package bot

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/gateway"
	"github.com/diamondburned/arikawa/v3/session"
	sharding "github.com/diamondburned/arikawa/v3/session/shard"
	"github.com/diamondburned/arikawa/v3/utils/handler"

	"feyre/bot/discordtest"
)

// What ends a process, or would reach Discord itself: arikawa keeps the API's address in package variables.

const (
	addressVariable = "FEYRE_BOT_TEST_ADDRESS"
	gatewayVariable = "FEYRE_BOT_TEST_GATEWAY"
	tokenVariable   = "FEYRE_BOT_TEST_TOKEN"
)

// startChild starts a process that does something with a Discord.
func startChild(t *testing.T, what string, server *discordtest.Server) *exec.Cmd {
	t.Helper()
	child := exec.CommandContext(patient(t), os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+what, addressVariable+"="+server.URL,
		gatewayVariable+"="+server.Gateway.URL(), tokenVariable+"="+server.Token())
	child.Stderr = new(bytes.Buffer)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	return child
}

// dies waits for a child that is to end by a panic, and returns what that says.
func dies(t *testing.T, child *exec.Cmd) string {
	t.Helper()
	const panicked = 2
	err := child.Wait()
	said := child.Stderr.(*bytes.Buffer).String()
	if ended := (*exec.ExitError)(nil); !errors.As(err, &ended) || ended.ExitCode() != panicked {
		t.Errorf("arikawa outlives it, the mend may go: %v\n%s", err, said)
	}
	return said
}

// The child asks for the gateway where nothing but errors comes, in arikawa's own loop.
func spin() int {
	api.EndpointGatewayBot = os.Getenv(addressVariable) + "/api/v10/gateway/bot"
	bare := session.NewWithIdentifier(gateway.DefaultIdentifier("Bot token"))
	_ = bare.Connect(context.Background())
	return 0
}

func TestBareSpinsOnAFailingAPI(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{})
	server.Fault(discordtest.Fault{Route: "GET /gateway/bot", Times: -1, Status: http.StatusInternalServerError})
	child := startChild(t, "spin", server)
	defer func() {
		_ = child.Process.Kill()
		_ = child.Wait()
	}()
	if _, err := server.WaitRequests(patient(t), "GET /gateway/bot", 500); err != nil {
		t.Errorf("arikawa asks no more than now and then, the mend may go: %v", err)
	}
}

// The child's handler of interactions panics.
func panicInHandler() int {
	bare := session.NewWithGateway(bareGateway(os.Getenv(gatewayVariable), os.Getenv(tokenVariable)), handler.New())
	bare.AddHandler(func(*gateway.InteractionCreateEvent) { panic("broken") })
	if err := bare.Open(context.Background()); err != nil {
		return 1
	}
	select {}
}

func TestBarePanicEndsTheProcess(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{})
	child := startChild(t, "panicInHandler", server)
	session, err := server.Gateway.WaitReady(patient(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	session.Dispatch("INTERACTION_CREATE", map[string]any{
		"id": "100", "type": 2, "token": "token", "data": map[string]any{"id": "1", "name": "ping"},
	})
	if said := dies(t, child); !strings.Contains(said, "panic: broken") {
		t.Errorf("it ended by %s", said)
	}
}

// The child asks Discord for shards and has arikawa's manager scale itself anew.
func rescale() int {
	api.EndpointGatewayBot = os.Getenv(addressVariable) + "/api/v10/gateway/bot"
	manager, err := sharding.NewManager("Bot "+os.Getenv(tokenVariable), sharding.NewSessionShard(func(*sharding.Manager, *session.Session) {}))
	if err != nil {
		return 1
	}
	manager.Rescale()
	select {}
}

func TestBareManagerPanicsOnRescale(t *testing.T) {
	t.Parallel()
	child := startChild(t, "rescale", discordtest.New(t, discordtest.Options{Shards: 2}))
	if said := dies(t, child); !strings.Contains(said, "tryRescale") {
		t.Errorf("it ended by %s", said)
	}
}

// The child makes a manager, and ends well where no two of its shards may identify at once.
func manage() int {
	api.EndpointGatewayBot = os.Getenv(addressVariable) + "/api/v10/gateway/bot"
	var identifier *gateway.Identifier
	_, err := sharding.NewManager("Bot "+os.Getenv(tokenVariable), func(_ *sharding.Manager, id *gateway.Identifier) (sharding.Shard, error) {
		identifier = id
		return new(session.Session), nil
	})
	if err != nil || identifier.IdentifyShortLimit.Burst() != 16 || identifier.IdentifyShortLimit.Tokens() >= 2 {
		return 1
	}
	return 0
}

// Discord lets 16 shards identify at once; the manager lets one, and another every 5 s.
func TestBareManagerIgnoresMaxConcurrency(t *testing.T) {
	t.Parallel()
	child := startChild(t, "manage", discordtest.New(t, discordtest.Options{Shards: 16, MaxConcurrency: 16}))
	if err := child.Wait(); err != nil {
		t.Errorf("arikawa lets shards identify side by side, the mend may go: %v", err)
	}
}
