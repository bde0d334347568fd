package faulttest

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"feyre/internal/testazurite"
	"feyre/store"
	"feyre/store/embedded"
	"feyre/syncer"
)

// counted counts what goes to an archive and comes from it.
type counted struct {
	syncer.Archive
	requests, up, down atomic.Int64
}

func (c *counted) Get(ctx context.Context, name string) ([]byte, error) {
	c.requests.Add(1)
	data, err := c.Archive.Get(ctx, name)
	c.down.Add(int64(len(data)))
	return data, err
}

func (c *counted) Put(ctx context.Context, name string, data []byte) error {
	c.requests.Add(1)
	c.up.Add(int64(len(data)))
	return c.Archive.Put(ctx, name, data)
}

func (c *counted) Fetch(ctx context.Context, name string, known syncer.ETag) ([]byte, syncer.ETag, error) {
	c.requests.Add(1)
	data, etag, err := c.Archive.Fetch(ctx, name, known)
	c.down.Add(int64(len(data)))
	return data, etag, err
}

func (c *counted) Replace(ctx context.Context, name string, data []byte, etag syncer.ETag) (syncer.ETag, error) {
	c.requests.Add(1)
	c.up.Add(int64(len(data)))
	return c.Archive.Replace(ctx, name, data, etag)
}

// BenchmarkScale measures passes over many users with documents of 1 KiB. FEYRE_USERS says how many, a thousand without it. It is
// measured once however often it is asked for.
func BenchmarkScale(b *testing.B) {
	users := 1_000
	if n, err := strconv.Atoi(os.Getenv("FEYRE_USERS")); err == nil {
		users = n
	}
	server := testazurite.Start(b)
	archive := &counted{Archive: openAzure(b, server.ConnectionString(), "scale")}
	live, err := embedded.Open(embedded.Config{Path: b.TempDir() + "/feyre.db"}, embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer live.Close()
	seed := rand.New(rand.NewPCG(1, 2))
	measure(b, archive, "fill", func() { fill(b, live, users, seed) })
	s := syncer.New(syncer.Options{Config: syncer.DefaultConfig(), Store: live, Archive: archive})
	once := func() {
		if _, err := s.Once(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	measure(b, archive, "first", once)
	measure(b, archive, "idle", once)
	var batch []store.Record
	for range users / 100 {
		user := uint64(seed.IntN(users)) + 1
		batch = append(batch, store.Record{Slot: store.Slot{Key: store.UserKey(user)}, Value: document(seed)})
	}
	for _, r := range batch {
		if err := live.Update(b.Context(), r.Key, func([]byte) ([]byte, error) { return r.Value, nil }); err != nil {
			b.Fatal(err)
		}
	}
	measure(b, archive, "one-percent", once)
	fresh, err := embedded.Open(embedded.Config{Path: b.TempDir() + "/restored.db"}, embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer fresh.Close()
	measure(b, archive, "restore", func() {
		if _, err := syncer.New(syncer.Options{Config: syncer.DefaultConfig(), Store: fresh, Archive: archive}).Once(b.Context()); err != nil {
			b.Fatal(err)
		}
	})
}

// measure reports what one step took: seconds, requests, MiB each way and the highest heap in MiB.
func measure(b *testing.B, archive *counted, name string, work func()) {
	b.Helper()
	requests, up, down := archive.requests.Load(), archive.up.Load(), archive.down.Load()
	done, peak := make(chan struct{}), make(chan uint64, 1)
	go watchHeap(done, peak)
	began := time.Now()
	work()
	took := time.Since(began)
	close(done)
	const mib = 1 << 20
	b.ReportMetric(took.Seconds(), name+"-s")
	b.ReportMetric(float64(archive.requests.Load()-requests), name+"-requests")
	b.ReportMetric(float64(archive.up.Load()-up)/mib, name+"-MiB-up")
	b.ReportMetric(float64(archive.down.Load()-down)/mib, name+"-MiB-down")
	b.ReportMetric(float64(<-peak)/mib, name+"-MiB-peak")
}

func watchHeap(done <-chan struct{}, peak chan<- uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	var most uint64
	for {
		metrics.Read(sample)
		most = max(most, sample[0].Value.Uint64()+sample[1].Value.Uint64())
		select {
		case <-done:
			peak <- most
			return
		case <-tick.C:
		}
	}
}

func fill(b *testing.B, live syncer.Store, users int, seed *rand.Rand) {
	b.Helper()
	var batch []store.Record
	for user := 1; user <= users; user++ {
		batch = append(batch, store.Record{Slot: store.Slot{Key: store.UserKey(uint64(user))}, Time: int64(user), Value: document(seed)},
			store.Record{Slot: store.Member(uint64(user)), Time: int64(user)})
		if len(batch) < 2_000 && user < users {
			continue
		}
		if _, err := live.Apply(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
		batch = batch[:0]
	}
}

// document is about a KiB of the kind of JSON that users have.
func document(seed *rand.Rand) json.RawMessage {
	var text strings.Builder
	text.WriteString(`{"version":1,"characters":[`)
	for id := 1; text.Len() < 960; id++ {
		if id > 1 {
			text.WriteByte(',')
		}
		text.WriteString(`{"id":` + strconv.Itoa(id) + `,"name":"` + strconv.FormatUint(seed.Uint64(), 36) + ` of ` +
			strconv.FormatUint(seed.Uint64(), 36) + `","initiative":"1d20+` + strconv.Itoa(seed.IntN(9)) + `"}`)
	}
	text.WriteString(`],"active":1}`)
	return json.RawMessage(text.String())
}
