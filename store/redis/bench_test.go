package redis_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"

	client "github.com/redis/go-redis/v9"
)

// callers is how many requests are under way at once.
const callers = 128

// BenchmarkRecord counts requests, alone and from many callers at once, beside two kinds of one pipeline per request: a bare one, which
// counts, adds the user and sets a time that the client made up, and one that does what the store must, by the server's clock and with the index.
func BenchmarkRecord(b *testing.B) {
	server := testredis.Start(b, testredis.Options{})
	s, err := redis.Open(b.Context(), redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	other := client.NewClient(&client.Options{Addr: server.Addr(), Protocol: 2, PoolSize: callers, PipelinePoolSize: callers})
	b.Cleanup(func() { _ = other.Close() })
	var users atomic.Uint64
	user := func() uint64 { return users.Add(1)%10000 + 1 }
	ways := []way{
		{"store", func(ctx context.Context) error { return s.Record(ctx, "roll", user()) }},
		{"bare", func(ctx context.Context) error {
			return pipeline(ctx, other, user(), func(p client.Pipeliner) { p.Set(ctx, "c_:updated_time", 1, 0) })
		}},
		{"equal", func(ctx context.Context) error {
			return pipeline(ctx, other, user(), func(p client.Pipeliner) {
				stampCounter.EvalSha(ctx, p, []string{"c_:updated_time", "dirty"}, "c_roll")
			})
		}},
	}
	if err := stampCounter.Load(b.Context(), other).Err(); err != nil {
		b.Fatal(err)
	}
	b.Run("alone", func(b *testing.B) { takeTurns(b, ways) })
	for _, w := range ways {
		b.Run(fmt.Sprintf("%d callers/%s", callers, w.name), func(b *testing.B) {
			b.SetParallelism(callers / 2)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := w.once(b.Context()); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}

// way is one way of doing the same.
type way struct {
	name string
	once func(context.Context) error
}

var stampCounter = client.NewScript(`
	local time = redis.call('TIME')
	local now = time[1] * 1000000 + time[2]
	local last = tonumber(redis.call('GET', KEYS[1]) or 0)
	now = string.format('%.0f', math.max(now, last + 1))
	redis.call('SET', KEYS[1], now)
	redis.call('ZADD', KEYS[2], now, ARGV[1])
	return 1`)

func pipeline(ctx context.Context, c *client.Client, user uint64, stamp func(client.Pipeliner)) error {
	_, err := c.Pipelined(ctx, func(p client.Pipeliner) error {
		p.SAdd(ctx, "user_set", user)
		p.Incr(ctx, "c_roll")
		stamp(p)
		return nil
	})
	return err
}

// takeTurns compares ways call by call, for a busy machine slows them alike, and reports the median of each.
func takeTurns(b *testing.B, ways []way) {
	b.Helper()
	took := make([][]time.Duration, len(ways))
	for b.Loop() {
		for i, w := range ways {
			began := time.Now()
			if err := w.once(b.Context()); err != nil {
				b.Fatal(err)
			}
			took[i] = append(took[i], time.Since(began))
		}
	}
	for i, w := range ways {
		slices.Sort(took[i])
		b.ReportMetric(float64(took[i][len(took[i])/2].Nanoseconds())/1000, w.name+"-µs")
	}
}

// BenchmarkApply restores documents of 1 KiB into an empty server, beside a bare pipeline of the same SETs.
func BenchmarkApply(b *testing.B) {
	const documents = 10_000
	value := json.RawMessage(`{"text":"` + strings.Repeat("x", 1000) + `"}`)
	records := make([]store.Record, documents)
	for i := range records {
		records[i] = store.Record{Slot: store.Slot{Key: store.UserKey(uint64(i + 1))}, Time: 1700000000000000, Value: value}
	}
	server := testredis.Start(b, testredis.Options{})
	s, err := redis.Open(b.Context(), redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	bare := client.NewClient(&client.Options{Addr: server.Addr(), Protocol: 2})
	b.Cleanup(func() { _ = bare.Close() })
	for _, way := range []struct {
		name  string
		apply func(context.Context) error
	}{
		{"store", func(ctx context.Context) error { _, err := s.Apply(ctx, records); return err }},
		{"pipeline", func(ctx context.Context) error { return pipelined(ctx, bare, records) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				server.Empty()
				b.StartTimer()
				if err := way.apply(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*documents/b.Elapsed().Seconds(), "records/s")
		})
	}
}

func pipelined(ctx context.Context, bare *client.Client, records []store.Record) error {
	for from := 0; from < len(records); from += 1000 {
		_, err := bare.Pipelined(ctx, func(p client.Pipeliner) error {
			for _, r := range records[from : from+1000] {
				p.Set(ctx, string(r.Key), []byte(r.Value), 0)
				p.Set(ctx, string(r.Key.Stamp()), r.Time, 0)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
