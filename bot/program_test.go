package bot

import (
	"bufio"
	"context"
	"fmt"
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
		"FEYRE_WEB_LISTEN="+p.web, "FEYRE_ARCHIVE_PATH="+tb.TempDir(), "FEYRE_SYNC_INTERVAL=1m", "FEYRE_LOG_LEVEL=warn")
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

// BenchmarkProgram measures "feyre serve" on a real Redis: /roll 4d6k3, counted, over the gateway and over HTTP, and storms of 5 000 at once.
func BenchmarkProgram(b *testing.B) {
	loadOnly(b)
	discordd, feyre := build(b, ".", "./discordtest/discordd"), build(b, "..", "feyre")
	for _, way := range []struct {
		name  string
		start func(testing.TB, string, *discordProcess) *program
	}{{"gateway", throughGateway}, {"http", throughHTTP}} {
		b.Run(way.name, func(b *testing.B) {
			d := startDiscord(b, discordd, "-guilds", "1000", "-command", "roll", "-option", "expression=4d6k3")
			p := way.start(b, feyre, d)
			d.do(b, "load 2000 64")
			b.ResetTimer()
			measure(b, d, p.pid, b.N, 64)
		})
		b.Run(way.name+" storm", func(b *testing.B) {
			d := startDiscord(b, discordd, "-guilds", "1000", "-command", "roll", "-option", "expression=4d6k3")
			p := way.start(b, feyre, d)
			report := d.do(b, "storm 5000")
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(report.Answered), "answered")
			b.ReportMetric(float64(report.Lost), "lost")
			b.ReportMetric(float64(report.Twice), "twice")
			b.ReportMetric(report.P99, "p99-ms")
			b.ReportMetric(report.Max, "max-ms")
			b.ReportMetric(memory(b, p.pid, "VmHWM"), "peak-MB")
		})
	}
	for _, size := range []struct{ guilds, shards string }{{"1", "1"}, {"1000", "1"}, {"100000", "40"}} {
		b.Run(size.guilds+" servers", func(b *testing.B) {
			d := startDiscord(b, discordd, "-guilds", size.guilds, "-shards", size.shards, "-command", "roll", "-option", "expression=4d6k3")
			p := throughGateway(b, feyre, d)
			d.do(b, "load 2000 64")
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(memory(b, p.pid, "VmRSS"), "rss-MB")
			b.ReportMetric(memory(b, p.pid, "VmHWM"), "peak-MB")
		})
	}
}

// TestSoak has the program answer without a pause for ten minutes, and looks at what it holds: the heap that the collector aims for,
// which is twice what lives, and the goroutines.
func TestSoak(t *testing.T) {
	if os.Getenv("FEYRE_LONG") != "1" {
		t.Skip("ten minutes: FEYRE_LONG=1")
	}
	const minutes, atOnce = 10, 32
	d := startDiscord(t, build(t, ".", "./discordtest/discordd"), "-guilds", "1000", "-command", "roll", "-option", "expression=4d6k3")
	p := throughGateway(t, build(t, "..", "feyre"), d)
	look := func(when string) (heap, goroutines float64) {
		heap, goroutines = p.gauge(t, "go_memstats_next_gc_bytes")/(1<<20), p.gauge(t, "go_goroutines")
		t.Logf("%s: heap aimed for %.1f MiB, %.0f goroutines, resident %.1f MB", when, heap, goroutines, memory(t, p.pid, "VmRSS"))
		return heap, goroutines
	}
	d.do(t, "run 1m %d", atOnce)
	heap, goroutines := look("after one minute")
	answered := 0
	for minute := range minutes - 1 {
		report := d.do(t, "run 1m %d", atOnce)
		answered += report.Answered
		look(fmt.Sprintf("after %d, %d answered, p99 %.1f ms", minute+2, answered, report.P99))
	}
	d.do(t, "hold 1s")
	if after, still := look("at the end"); after > 1.25*heap+2 || still > goroutines+8 {
		t.Errorf("the heap went from %.1f to %.1f MiB, the goroutines from %.0f to %.0f", heap, after, goroutines, still)
	}
}
