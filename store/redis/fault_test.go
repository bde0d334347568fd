package redis_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"
)

// patience bounds what a test waits for.
const patience = 20 * time.Second

func TestKilledServerLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{Durable: true})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	written := write(t, s, func() { server.Kill() })
	server.Restart()
	// The pool answers with its last dial error until a dial of its own, one a second, succeeds.
	eventually(t, "the server serves", func() error { return s.Ping(t.Context()) })
	written.check(t, s)
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Errorf("after the restart: %v", err)
	}
}

func TestKilledNodeLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	cluster := testredis.StartCluster(t, testredis.Options{Durable: true})
	s := open(t, redis.Config{Addrs: cluster.Addrs(), Cluster: true}, redis.Options{})
	written := write(t, s, func() { cluster.Servers[1].Kill() })
	cluster.Servers[1].Restart()
	cluster.Await()
	eventually(t, "the Cluster serves", func() error { return s.Ping(t.Context()) })
	written.check(t, s)
	eventually(t, "it counts", func() error { return s.Record(t.Context(), "roll", 1) })
}

func testFailover(t *testing.T, sentinel *testredis.Sentinel, config redis.Config) {
	t.Helper()
	var restarts atomic.Int32
	s := open(t, config, redis.Options{Restarted: func() { restarts.Add(1) }})
	put(t, s, store.UserKey(1), `{"a":1}`)
	sentinel.Master.Do("WAIT", "1", "5000")
	restarts.Store(0)
	sentinel.Master.Kill()
	sentinel.AwaitFailover()
	eventually(t, "the new master serves", func() error { return s.Record(t.Context(), "roll", 1) })
	document, err := s.Load(t.Context(), store.UserKey(1))
	if err != nil || string(document) != `{"a":1}` {
		t.Errorf("got %s, %v", document, err)
	}
	if restarts.Load() == 0 {
		t.Error("another server was used without notice")
	}
}

// acknowledged is what writers were told, by key: how many writes were done, and how many more may have been.
type acknowledged struct {
	mu             sync.Mutex
	done, doubtful map[store.Key]int64
}

func (a *acknowledged) note(key store.Key, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case err == nil:
		a.done[key]++
	case errors.Is(err, store.ErrUnavailable):
		a.doubtful[key]++
	}
}

// write keeps writing to many keys, calls fault in the middle, and goes on until every writer has met it.
func write(t *testing.T, s *redis.Store, fault func()) *acknowledged {
	t.Helper()
	a := &acknowledged{done: map[store.Key]int64{}, doubtful: map[store.Key]int64{}}
	var writers, warm sync.WaitGroup
	for id := range uint64(12) {
		warm.Add(1)
		writers.Go(func() {
			key, command := store.UserKey(id%6+1), fmt.Sprintf("c%d", id%6)
			for n := 0; ; n++ {
				if n == 20 {
					warm.Done()
				}
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
				err := add(ctx, s, key)
				a.note(key, err)
				counted := s.Record(ctx, command, id+1)
				a.note(store.CounterKey(command), counted)
				cancel()
				if n >= 20 && (errors.Is(err, store.ErrUnavailable) || errors.Is(counted, store.ErrUnavailable)) {
					return
				}
				if err != nil && !errors.Is(err, store.ErrUnavailable) && !errors.Is(err, store.ErrBusy) {
					t.Errorf("%s: %v", key, err)
				}
			}
		})
	}
	warm.Wait()
	fault()
	writers.Wait()
	return a
}

// check compares what the store holds with what it acknowledged.
func (a *acknowledged) check(t *testing.T, s *redis.Store) {
	t.Helper()
	var slots []store.Slot
	for key := range a.done {
		slots = append(slots, store.Slot{Key: key})
	}
	records, err := s.Read(t.Context(), slots)
	if err != nil || len(records) != len(slots) {
		t.Fatalf("%d of %d records, %v", len(records), len(slots), err)
	}
	for _, r := range records {
		n, err := strconv.ParseInt(string(r.Value), 10, 64)
		if least, most := a.done[r.Key], a.done[r.Key]+a.doubtful[r.Key]; err != nil || n < least || n > most {
			t.Errorf("%s: %s, acknowledged %d, perhaps %d, %v", r.Key, r.Value, least, most, err)
		}
	}
}

// add raises the number that is a key's document.
func add(ctx context.Context, s *redis.Store, key store.Key) error {
	return s.Update(ctx, key, func(old []byte) ([]byte, error) {
		n, _ := strconv.ParseInt(string(old), 10, 64)
		return strconv.AppendInt(nil, n+1, 10), nil
	})
}

func put(t *testing.T, s *redis.Store, key store.Key, document string) {
	t.Helper()
	if err := s.Update(t.Context(), key, func([]byte) ([]byte, error) { return []byte(document), nil }); err != nil {
		t.Fatal(err)
	}
}

// eventually repeats what fails until it doesn't.
func eventually(t *testing.T, what string, try func() error) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(patience)
	for err := try(); err != nil; err = try() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("%s: %v", what, err)
		}
	}
}

// A count that a slow server has got before its caller gave up is waited for: who erases the user next erases it, too.
func TestSlowCountComesBeforeWhatFollows(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	server.Pause()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	counted := make(chan error)
	go func() { counted <- s.Record(ctx, "roll", 5) }()
	<-ctx.Done()
	server.Resume()
	if err := <-counted; err != nil {
		t.Fatalf("given up: %v", err)
	}
	if err := s.Erase(t.Context(), store.UserKey(5)); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Users(t.Context()); n != 0 || err != nil {
		t.Errorf("%d users, %v", n, err)
	}
}
