package bot

import (
	"fmt"
	"testing"
)

// rolls have a Discord use /roll.
var rolls = []string{"-command", "roll", "-option", "expression=4d6k3"}

// BenchmarkServe measures the whole program, "feyre serve" with its store in Redis: /roll over the gateway and over HTTP, with few
// requests at a time, where latency is its own, and with many, where it is that of the queue; and 5 000 at once.
func BenchmarkServe(b *testing.B) {
	loadOnly(b)
	discordd, feyre := build(b, ".", "./discordtest/discordd"), build(b, "..", "feyre")
	for _, way := range []struct {
		name  string
		start func(testing.TB, string, *discordProcess) *program
	}{{"gateway", throughGateway}, {"http", throughHTTP}} {
		start := func(b *testing.B) (*discordProcess, *program) {
			d := startDiscord(b, discordd, append(rolls, "-guilds", "1000")...)
			return d, way.start(b, feyre, d)
		}
		for _, atOnce := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/%d", way.name, atOnce), func(b *testing.B) {
				d, p := start(b)
				d.do(b, "load 2000 %d", atOnce)
				b.ResetTimer()
				objects, bytes := p.gauge(b, "go_memstats_mallocs_total"), p.gauge(b, "go_memstats_alloc_bytes_total")
				measure(b, d, p.pid, b.N, atOnce)
				b.ReportMetric((p.gauge(b, "go_memstats_mallocs_total")-objects)/float64(b.N), "objects/op")
				b.ReportMetric((p.gauge(b, "go_memstats_alloc_bytes_total")-bytes)/float64(b.N), "bytes/op")
			})
		}
		b.Run(way.name+"/storm", func(b *testing.B) {
			d, p := start(b)
			d.do(b, "load 2000 64")
			b.ResetTimer()
			before := cpuTime(b, p.pid)
			report := d.do(b, "storm 5000")
			b.ReportMetric(float64((cpuTime(b, p.pid)-before).Microseconds())/5000, "cpu-us/each")
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(report.Lost), "lost")
			b.ReportMetric(float64(report.Twice), "twice")
			b.ReportMetric(report.P99, "p99-ms")
			b.ReportMetric(report.Max, "max-ms")
			b.ReportMetric(memory(b, p.pid, "VmHWM"), "peak-MB")
		})
	}
}

// BenchmarkServeGuilds measures the program's memory with so many servers, each told to it when it connects.
func BenchmarkServeGuilds(b *testing.B) {
	loadOnly(b)
	discordd, feyre := build(b, ".", "./discordtest/discordd"), build(b, "..", "feyre")
	for _, size := range []struct{ guilds, shards string }{{"1", "1"}, {"1000", "1"}, {"100000", "40"}} {
		b.Run(size.guilds, func(b *testing.B) {
			d := startDiscord(b, discordd, append(rolls, "-guilds", size.guilds, "-shards", size.shards)...)
			p := throughGateway(b, feyre, d)
			d.do(b, "load 2000 64")
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(memory(b, p.pid, "VmRSS"), "rss-MB")
			b.ReportMetric(memory(b, p.pid, "VmHWM"), "peak-MB")
		})
	}
}
