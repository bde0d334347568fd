package bot

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/gateway"
	"github.com/diamondburned/arikawa/v3/session"
	"github.com/diamondburned/arikawa/v3/utils/handler"
	"github.com/diamondburned/arikawa/v3/utils/httputil"
	"github.com/diamondburned/arikawa/v3/utils/httputil/httpdriver"
	"github.com/diamondburned/arikawa/v3/utils/ws"

	"feyre/bot/discordtest"
)

// Every test of a mend has a twin, TestBare..., that runs the same scenario against arikawa as it is and finds the fault there. Where a
// twin fails, arikawa has been mended, and the mend here may go.

// bareClient is arikawa's REST client with nothing mended but the address.
func bareClient(t *testing.T, discord *discordtest.Server) *api.Client {
	t.Helper()
	base, err := parseAPI(discord.URL)
	if err != nil {
		t.Fatal(err)
	}
	pool := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(pool.CloseIdleConnections)
	return api.NewCustomClient("Bot "+discord.Token(), httputil.NewClientWithDriver(
		httpdriver.WrapClient(http.Client{Transport: relocator{base: base, next: pool}}),
	))
}

// bareSession is arikawa's session on a prebuilt gateway, the way its own documentation has it.
func bareSession(discord *discordtest.Server) *session.Session {
	return session.NewWithGateway(bareGateway(discord.Gateway.URL(), discord.Token()), handler.New())
}

func bareGateway(address, token string) *gateway.Gateway {
	identifier := gateway.DefaultIdentifier(token)
	identifier.AddIntents(gateway.IntentGuildMessages)
	identifier.SetShard(0, 1)
	identifier.IdentifyShortLimit, identifier.IdentifyGlobalLimit = nil, nil // no fault, and slow
	options := gateway.DefaultGatewayOpts
	options.ReconnectDelay = func(int) time.Duration { return time.Millisecond }
	socket := ws.NewGateway(ws.NewWebsocket(ws.NewCodec(gateway.OpUnmarshalers), gatewayAddress(address)), &options)
	return gateway.FromWebsocketGateway(socket, gateway.State{Identifier: identifier})
}

// openBare opens a bare session and closes it at the end of the test.
func openBare(t *testing.T, discord *discordtest.Server) (*session.Session, *discordtest.Session) {
	t.Helper()
	bare := bareSession(discord)
	if err := bare.Open(patient(t)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bare.Close() })
	session, err := discord.Gateway.WaitReady(patient(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	return bare, session
}

// within is a context that ends soon, for what never returns on its own.
func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
