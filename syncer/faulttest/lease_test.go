package faulttest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/lease"

	"feyre/internal/testazurite"
	"feyre/internal/testredis"
	"feyre/store/redis"
	"feyre/syncer"
	"feyre/syncer/azure"
)

// leaseKind says where a lease is.
type leaseKind string

const (
	redisLease leaseKind = "redis"
	blobLease  leaseKind = "blob"
)

// redisLeaseLife is how long a lease in Redis lasts.
const redisLeaseLife = time.Second

// openWithLease opens an archive and the lease that goes with it, nil for none.
func (p place) openWithLease(kind leaseKind, live mirrored) (syncer.Archive, syncer.Lease, error) {
	archive, err := p.open()
	if err != nil {
		return nil, nil, err
	}
	switch kind {
	case redisLease:
		return archive, redis.NewLease(live.(*redis.Store), "sync", redisLeaseLife, syncer.ErrHeld), nil //nolint:forcetypeassert // as ordered
	case blobLease:
		return archive, archive.(*azure.Archive).Lease(), nil //nolint:forcetypeassert // as ordered
	default:
		return archive, nil, nil
	}
}

// insistent is an archive whose conditional writes are sent even after the work was told to end, as those are that are on their way
// then. It notes which were refused.
type insistent struct {
	syncer.Archive
	log *journal
}

func (i insistent) Replace(ctx context.Context, name string, data []byte, etag syncer.ETag) (syncer.ETag, error) {
	etag, err := i.Archive.Replace(context.WithoutCancel(ctx), name, data, etag)
	if errors.Is(err, syncer.ErrConflict) {
		err = errors.Join(err, i.log.note("refused", name, "-"))
	}
	return etag, err
}

// awaitGo tells that this process waits, and does until it may go on.
func awaitGo(journalPath string) {
	if _, err := os.Stat(journalPath + ".go"); err == nil {
		return
	}
	log, err := openJournal(journalPath)
	if err == nil {
		err = log.note("waiting", "*", "-")
	}
	for err == nil {
		time.Sleep(time.Millisecond) // there is nothing to be told by
		if _, missing := os.Stat(journalPath + ".go"); missing == nil {
			return
		}
	}
}

// holding is a process that holds the lease in the middle of a pass, and another that wants it.
type holding struct {
	*scenery
	archive syncer.Archive
	other   *syncer.Syncer
	child   *exec.Cmd
	expire  func() // makes the lease of a process that doesn't renew it end, where that isn't soon
}

func newHolding(t *testing.T, kind leaseKind) *holding {
	t.Helper()
	server := testredis.Start(t, testredis.Options{Durable: true})
	s := newRedisScenery(t, redis.Config{Addrs: []string{server.Addr()}})
	h := &holding{scenery: s, expire: func() {}}
	where := place{Dir: t.TempDir()}
	if kind == blobLease {
		azurite := testazurite.Start(t)
		where = place{Azure: azure.Config{ConnectionString: azurite.ConnectionString(), Container: "lease", Prefix: "held"}}
		if !long() { // a minute, in the long form
			h.expire = func() { breakLease(t, azurite.ConnectionString()) }
		}
	}
	archive, lease, err := where.openWithLease(kind, s.live)
	if err != nil {
		t.Fatal(err)
	}
	h.archive = archive
	h.other = (orders{}).syncer(s.live, archive, lease)
	s.write(4)
	s.pass(archive)
	b := &stage{t: t, archive: where, journal: s.journal}
	h.child = b.command(orders{Redis: server.Addr(), Lease: kind, Round: "child", Writes: 5, Pause: syncer.StepCommit})
	h.child.Stderr = os.Stderr
	if err := h.child.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = h.child.Process.Kill() // most tests have seen it end
	})
	h.await("the process waits before its commit", func() bool { return h.noted("waiting") })
	if _, err := h.other.Once(t.Context()); !errors.Is(err, syncer.ErrHeld) {
		t.Fatalf("a pass beside the holder's: %v", err)
	}
	return h
}

// breakLease does what a minute does.
func breakLease(t *testing.T, connection string) {
	t.Helper()
	target, err := blob.NewClientFromConnectionString(connection, "lease", "held/lease", nil)
	if err != nil {
		t.Fatal(err)
	}
	client, err := lease.NewBlobClient(target, nil)
	if err == nil {
		_, err = client.BreakLease(t.Context(), &lease.BlobBreakOptions{BreakPeriod: new(int32)})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// noted tells whether the journal has a line of this kind.
func (h *holding) noted(what string) bool {
	h.t.Helper()
	text, err := os.ReadFile(h.journal)
	if err != nil {
		h.t.Fatal(err)
	}
	return strings.Contains("\n"+string(text), "\n"+what+" ")
}

func (h *holding) await(what string, holds func() bool) {
	h.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(2 * time.Minute)
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			h.t.Fatalf("waited too long: %s", what)
		}
	}
}

// takeOver has the other process do its pass as soon as the lease ended, and returns what it came to.
func (h *holding) takeOver() syncer.Report {
	h.t.Helper()
	h.expire()
	var report syncer.Report
	h.await("the lease ends", func() bool {
		var err error
		report, err = h.other.Once(h.t.Context())
		if err != nil && !errors.Is(err, syncer.ErrHeld) {
			h.t.Fatal(err)
		}
		return err == nil
	})
	if !report.Committed {
		h.t.Errorf("the other's pass: %+v", report)
	}
	return report
}

// TestDeadHolderIsReplaced kills a process in the middle of its pass, with the lease in its hands.
func TestDeadHolderIsReplaced(t *testing.T) {
	t.Parallel()
	for _, kind := range []leaseKind{redisLease, blobLease} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			h := newHolding(t, kind)
			if err := h.child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = h.child.Wait() // it was killed
			h.write(3)
			h.takeOver()
			h.settled(h.archive)
		})
	}
}

// TestPausedHolderCannotCommit stops a process right before its commit until its lease has ended and another has committed.
func TestPausedHolderCannotCommit(t *testing.T) {
	t.Parallel()
	for _, kind := range []leaseKind{redisLease, blobLease} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			h := newHolding(t, kind)
			h.signal(syscall.SIGSTOP)
			h.write(3)
			theirs := h.takeOver()
			if err := os.WriteFile(h.journal+".go", nil, 0o600); err != nil {
				t.Fatal(err)
			}
			h.signal(syscall.SIGCONT)
			ended := h.child.Wait()
			if !h.noted("refused") {
				t.Errorf("the late commit was not refused; the process: %v", ended)
			}
			h.settled(h.archive)
			list, err := h.other.List(t.Context())
			kept := slices.ContainsFunc(list, func(g syncer.Generation) bool { return g.Generation == theirs.Generation && g.Problem == "" })
			if err != nil || !kept {
				t.Errorf("generation %d is not whole: %+v, %v", theirs.Generation, list, err)
			}
		})
	}
}

func (h *holding) signal(s syscall.Signal) {
	h.t.Helper()
	if err := h.child.Process.Signal(s); err != nil {
		h.t.Fatal(err)
	}
}
