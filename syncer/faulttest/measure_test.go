package faulttest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"feyre/syncer"
)

const mib = 1 << 20

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

func (c *counted) List(ctx context.Context, prefix string, each func(syncer.Entry) error) error {
	c.requests.Add(1)
	return c.Archive.List(ctx, prefix, each)
}

// measure reports what one step took: seconds, requests, MiB each way, and the highest heap and resident memory of this process in MiB.
func measure(b *testing.B, archive *counted, name string, work func()) (seconds float64) {
	b.Helper()
	requests, up, down := archive.requests.Load(), archive.up.Load(), archive.down.Load()
	took, heap, resident := watched(b, work)
	b.ReportMetric(took.Seconds(), name+"-s")
	b.ReportMetric(float64(archive.requests.Load()-requests), name+"-requests")
	b.ReportMetric(float64(archive.up.Load()-up)/mib, name+"-MiB-up")
	b.ReportMetric(float64(archive.down.Load()-down)/mib, name+"-MiB-down")
	b.ReportMetric(float64(heap)/mib, name+"-MiB-heap")
	b.ReportMetric(float64(resident)/mib, name+"-MiB-rss")
	return took.Seconds()
}

// watched does work and returns how long it took and how much memory it needed at most. What was there before is given back first.
func watched(b *testing.B, work func()) (took time.Duration, heap, resident uint64) {
	b.Helper()
	debug.FreeOSMemory()
	forgetPeak(b)
	done, peak := make(chan struct{}), make(chan uint64, 1)
	go watchHeap(done, peak)
	began := time.Now()
	work()
	took = time.Since(began)
	close(done)
	return took, <-peak, peakResident(b)
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

// forgetPeak has the kernel measure this process' highest resident memory from now on. Elsewhere than on Linux nothing is measured.
func forgetPeak(b *testing.B) {
	b.Helper()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.Fatal(err)
	}
}

func peakResident(b *testing.B) uint64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, fs.ErrNotExist) {
		return 0
	}
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "VmHWM:")
	kib, err := strconv.ParseUint(strings.Fields(after)[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return kib << 10
}
