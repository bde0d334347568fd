package bot

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"feyre/internal/testredis"
)

// program is "feyre serve", on a Redis of its own.
type program struct {
	pid int
	web string // address of its metrics
}

// startProgram starts the program on a Discord and waits until it serves.
func startProgram(tb testing.TB, binary string, d *discordProcess, env ...string) *program {
	tb.Helper()
	redis := testredis.Start(tb, testredis.Options{})
	p := &program{web: freeAddress(tb)}
	env = append(env,
		"FEYRE_DISCORD_API_URL="+d.URL, "FEYRE_DISCORD_TOKEN="+d.Token, "FEYRE_STORE_KIND=redis", "FEYRE_STORE_REDIS_ADDRS="+redis.Addr(),
		"FEYRE_WEB_LISTEN="+p.web, "FEYRE_ARCHIVE_PATH="+tb.TempDir(), "FEYRE_SYNC_INTERVAL=1m", "FEYRE_LIMITS_RATE=0", "FEYRE_LOG_LEVEL=error")
	p.pid = startBot(tb, d, env, binary, "serve", "--config", os.DevNull)
	waitForServer(tb, p.web)
	return p
}

// freeAddress is an address of this machine that nobody listens on.
func freeAddress(tb testing.TB) string {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func waitForServer(tb testing.TB, address string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close()
			return
		}
		if sleep(ctx, time.Millisecond) != nil {
			tb.Fatal(err)
		}
	}
}

// gauge reads one of the program's metrics.
func (p *program) gauge(tb testing.TB, name string) float64 {
	tb.Helper()
	answer, err := http.Get("http://" + p.web + "/metrics")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if text, found := strings.CutPrefix(lines.Text(), name+" "); found {
			value, err := strconv.ParseFloat(text, 64)
			if err != nil {
				tb.Fatal(err)
			}
			return value
		}
	}
	tb.Fatalf("no metric %s", name)
	return 0
}

// throughHTTP makes a Discord send its interactions over HTTP, to a program that has no gateway.
func throughHTTP(tb testing.TB, binary string, d *discordProcess) *program {
	tb.Helper()
	address := freeAddress(tb)
	p := startProgram(tb, binary, d, "FEYRE_DISCORD_GATEWAY=false",
		"FEYRE_DISCORD_INTERACTIONS_LISTEN="+address, "FEYRE_DISCORD_INTERACTIONS_PUBLIC_KEY="+d.PublicKey)
	waitForServer(tb, address)
	d.do(tb, "endpoint http://%s", address)
	return p
}

// throughGateway waits until a program has all its shards.
func throughGateway(tb testing.TB, binary string, d *discordProcess) *program {
	tb.Helper()
	p := startProgram(tb, binary, d)
	d.do(tb, "ready")
	return p
}
