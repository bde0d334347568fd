package bot

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"feyre/internal/testredis"
)

// BenchmarkServe measures the whole program: "feyre serve" with its store in Redis answers /roll, with few requests at a time, where
// latency is its own, and with many, where it is that of the queue.
func BenchmarkServe(b *testing.B) {
	loadOnly(b)
	discordd, feyre := build(b, ".", "./discordtest/discordd"), build(b, "..", "feyre")
	for _, atOnce := range []int{1, 64} {
		b.Run(fmt.Sprint(atOnce), func(b *testing.B) {
			d := startDiscord(b, discordd, "-command", "roll", "-option", "expression=4d6k3", "-guilds", "100")
			page := freeAddress(b)
			pid := startBot(b, d, serveOptions(b, d, page), "env", "-u", loadVariable, feyre, "serve")
			d.do(b, "ready")
			d.do(b, "load 2000 %d", atOnce)
			b.ResetTimer()
			before := allocations(b, page)
			measure(b, d, pid, b.N, atOnce)
			after := allocations(b, page)
			b.ReportMetric((after.objects-before.objects)/float64(b.N), "objects/op")
			b.ReportMetric((after.bytes-before.bytes)/float64(b.N), "bytes/op")
		})
	}
}

// serveOptions configure the program: a Redis, a directory for an archive, and no limit for one user, of whom there are few here.
func serveOptions(b *testing.B, d *discordProcess, page string) []string {
	b.Helper()
	return []string{
		"FEYRE_DISCORD_API_URL=" + d.URL, "FEYRE_DISCORD_TOKEN=" + d.Token,
		"FEYRE_STORE_KIND=redis", "FEYRE_STORE_REDIS_ADDRS=" + testredis.Start(b, testredis.Options{}).Addr(),
		"FEYRE_ARCHIVE_PATH=" + b.TempDir(), "FEYRE_WEB_LISTEN=" + page, "FEYRE_LIMITS_RATE=0", "FEYRE_LOG_LEVEL=warn",
	}
}

func freeAddress(b *testing.B) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// allocated is what a process has allocated since it began.
type allocated struct{ objects, bytes float64 }

// allocations asks a process for its metrics, which costs some objects itself.
func allocations(b *testing.B, page string) (a allocated) {
	b.Helper()
	response, err := http.Get("http://" + page + "/metrics")
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	a.objects, a.bytes = -1, -1
	for lines := bufio.NewScanner(io.LimitReader(response.Body, 1<<22)); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		number, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "go_memstats_mallocs_total":
			a.objects = number
		case "go_memstats_alloc_bytes_total":
			a.bytes = number
		}
	}
	if a.objects < 0 || a.bytes < 0 {
		b.Fatal("the process doesn't tell what it allocates")
	}
	return a
}
