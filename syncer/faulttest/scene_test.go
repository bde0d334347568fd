package faulttest

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"feyre/store"
	"feyre/store/embedded"
	"feyre/syncer"
	"feyre/syncer/azure"
)

// long tells whether the long forms run.
func long() bool { return os.Getenv("FEYRE_LONG") == "1" }

// mirrored is a store as its users and a syncer see it.
type mirrored interface {
	store.Live
	syncer.Store
}

// scenery is a store with a client, in this process.
type scenery struct {
	t       *testing.T
	live    mirrored
	client  *client
	journal string
	ahead   atomic.Int64 // of the store's clock, nanoseconds
	round   int
}

// newScenery has an embedded store.
func newScenery(t *testing.T) *scenery {
	t.Helper()
	s := newSceneryOver(t, nil)
	clock := func() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }
	live, err := embedded.Open(embedded.Config{Path: filepath.Join(t.TempDir(), "feyre.db")}, embedded.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	s.live, s.client.live = live, live
	t.Cleanup(func() { _ = live.Close() })
	return s
}

func newSceneryOver(t *testing.T, live mirrored) *scenery {
	t.Helper()
	s := &scenery{t: t, live: live, journal: filepath.Join(t.TempDir(), "journal")}
	log, err := openJournal(s.journal)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.file.Close() })
	s.client = newClient(live, log, "")
	return s
}

// write lets the client write some of everything.
func (s *scenery) write(users int) {
	s.t.Helper()
	s.round++
	s.client.round = fmt.Sprintf("r%d", s.round)
	if err := s.client.write(s.t.Context(), users, s.round%2 == 0); err != nil {
		s.t.Fatal(err)
	}
}

// while lets the client write until work is over.
func (s *scenery) while(work func()) {
	s.t.Helper()
	s.round++
	s.client.round = fmt.Sprintf("r%d", s.round)
	ctx, stop := context.WithCancel(s.t.Context())
	done := make(chan error, 1)
	go func() { done <- s.client.keepWriting(ctx, true) }()
	func() {
		defer stop()
		work()
	}()
	if err := <-done; err != nil {
		s.t.Fatal(err)
	}
}

func (s *scenery) syncer(archive syncer.Archive, hook func(syncer.Step)) *syncer.Syncer {
	return syncer.New(syncer.Options{Config: syncer.DefaultConfig(), Store: s.live, Archive: archive, Uniter: union{}, Hook: hook})
}

func (s *scenery) pass(archive syncer.Archive) {
	s.t.Helper()
	if _, err := s.syncer(archive, nil).Once(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// settled does a last pass and then holds store and archive against the journal and each other.
func (s *scenery) settled(archive syncer.Archive) {
	s.t.Helper()
	s.pass(archive)
	l := readJournal(s.t, s.journal)
	fresh := embedded.Memory(embedded.Options{})
	defer fresh.Close()
	if _, err := (orders{}).syncer(fresh, archive, nil).Once(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	stored, restored := contentOf(s.t, s.live, l), contentOf(s.t, fresh, l)
	l.compare(s.t, "store", stored)
	l.compare(s.t, "archive", restored)
	if !maps.EqualFunc(stored, restored, func(a, b []string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
		s.t.Errorf("store and archive differ:\n%v\n%v", stored, restored)
	}
	v, err := s.syncer(archive, nil).Verify(s.t.Context())
	if err != nil || len(v.Damaged) > 0 {
		s.t.Errorf("verification: %+v, %v", v, err)
	}
}

// openAzure opens an archive that gives up soon.
func openAzure(t testing.TB, connection, prefix string) *azure.Archive {
	t.Helper()
	config := azure.Config{ConnectionString: connection, Container: "faults", Prefix: prefix}
	a, err := azure.New(config, azure.Options{Retry: policy.RetryOptions{
		MaxRetries: 1, RetryDelay: 10 * time.Millisecond, TryTimeout: 2 * time.Second,
	}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
