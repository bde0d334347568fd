package redis_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	if err := redis.DefaultConfig().Validate(); err != nil {
		t.Errorf("the default: %v", err)
	}
	for _, c := range []struct {
		config redis.Config
		want   string
	}{
		{redis.Config{}, "addrs is empty"},
		{redis.Config{Addrs: []string{"localhost"}}, `"localhost" is not host:port`},
		{redis.Config{Addrs: []string{"localhost:"}}, `"localhost:" is not host:port`},
		{redis.Config{Addrs: []string{"a:1"}, Cluster: true, MasterName: "m"}, "exclude each other"},
		{redis.Config{Addrs: []string{"a:1"}, Cluster: true, DB: 1}, "db must be 0"},
		{redis.Config{Addrs: []string{"a:1"}, DB: -1}, "negative"},
		{redis.Config{Addrs: []string{"a:1", "b:1"}}, "need cluster or master_name"},
		{redis.Config{Addrs: []string{"a:1"}, Username: "u"}, "password is empty"},
	} {
		if err := c.config.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.config, err, c.want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{Args: []string{"--requirepass", "s3cret"}})
	config := redis.Config{Addrs: []string{server.Addr()}, Password: "s3cret"}
	wrong := config
	wrong.Password = "wr0ng"
	err := refused(t, wrong)
	if !errors.Is(err, store.ErrUnavailable) || strings.Contains(err.Error(), "wr0ng") {
		t.Errorf("a wrong password: %v", err)
	}
	auth := func(command ...string) {
		server.Do(append([]string{"--no-auth-warning", "-a", "s3cret"}, command...)...)
	}
	for _, policy := range []string{"allkeys-lru", "volatile-ttl"} {
		auth("CONFIG", "SET", "maxmemory-policy", policy)
		var evicts *redis.PolicyError
		if err := refused(t, config); !errors.As(err, &evicts) || evicts.Policy != policy || !strings.Contains(err.Error(), "noeviction") {
			t.Errorf("%s: %v", policy, err)
		}
	}
	auth("CONFIG", "SET", "maxmemory-policy", "noeviction")
	if err := open(t, config, redis.Options{}).Ping(t.Context()); err != nil {
		t.Errorf("ping: %v", err)
	}
}

func TestSentinelsThatWantAPassword(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{Args: []string{"--requirepass", "s3cret"}})
	err := refused(t, redis.Config{Addrs: []string{server.Addr()}, MasterName: "feyre"})
	if got := redis.RefusalOf(err); got != redis.RefusedSentinel {
		t.Errorf("%v is refusal %v", err, got)
	}
}

func TestOpenRefusesClusterAsOne(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{Args: []string{"--cluster-enabled", "yes"}})
	if err := refused(t, redis.Config{Addrs: []string{server.Addr()}}); !strings.Contains(err.Error(), "set cluster to true") {
		t.Errorf("got %v", err)
	}
}

func TestOpenWithoutServer(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	server.Kill()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := redis.Open(ctx, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

func refused(t *testing.T, c redis.Config) error {
	t.Helper()
	s, err := redis.Open(t.Context(), c, redis.Options{})
	if err == nil {
		t.Fatalf("opened, %v", s.Close())
	}
	return err
}

func TestDeadServer(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	server.Kill()
	_, load := s.Load(t.Context(), store.UserKey(1))
	_, counts := s.Counts(t.Context())
	_, runs := s.Runs(t.Context())
	for name, err := range map[string]error{
		"load": load, "counts": counts, "runs": runs, "ping": s.Ping(t.Context()), "erase": s.Erase(t.Context(), store.UserKey(1)),
		"update": add(t.Context(), s, store.UserKey(1)), "record": s.Record(t.Context(), "roll", 1),
		"scan": s.Scan(t.Context(), func([]store.Record) error { return nil }),
	} {
		if !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	server.Restart()
	if err := s.Record(t.Context(), "roll", 1); err != nil {
		t.Errorf("back again: %v", err)
	}
}

func TestHungServer(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	server.Pause()
	defer server.Resume()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, load := s.Load(ctx, store.UserKey(1))
	for _, err := range []error{load, s.Record(ctx, "roll", 1)} {
		if !errors.Is(err, store.ErrUnavailable) && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
}

func TestReadOnlyServer(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	put(t, s, store.UserKey(1), "1")
	server.Do("CONFIG", "SET", "maxmemory", "1")
	if err := add(t.Context(), s, store.UserKey(1)); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("out of memory: %v", err)
	}
	server.Do("CONFIG", "SET", "maxmemory", "0")
	server.Do("REPLICAOF", "127.0.0.1", "1")
	if err := s.Record(t.Context(), "roll", 1); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("read only: %v", err)
	}
}

func TestForgottenScripts(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	for range 2 {
		server.Do("SCRIPT", "FLUSH")
		if err := errors.Join(add(t.Context(), s, store.UserKey(1)), s.Record(t.Context(), "roll", 1)); err != nil {
			t.Error(err)
		}
	}
	document, err := s.Load(t.Context(), store.UserKey(1))
	if counts, _ := s.Counts(t.Context()); err != nil || string(document) != "2" || counts["roll"] != 2 {
		t.Errorf("got %s, %v, %v", document, counts, err)
	}
}

// A server that comes back empty is noticed before a document is read from it.
func TestRestartIsNoticed(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	var restoring atomic.Bool
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{Restarted: func() { restoring.Store(true) }})
	gated := store.Gated(s, restoring.Load)
	put(t, s, store.UserKey(1), `{"a":1}`)
	before, err := s.Runs(t.Context())
	if err != nil || restoring.Load() {
		t.Fatalf("restarted %v, %v", restoring.Load(), err)
	}
	server.Restart()
	if document, err := gated.Load(t.Context(), store.UserKey(1)); !errors.Is(err, store.ErrRestoring) {
		t.Errorf("loaded %q, %v", document, err)
	}
	if err := gated.Record(t.Context(), "roll", 1); err != nil {
		t.Errorf("record: %v", err)
	}
	if after, err := s.Runs(t.Context()); err != nil || after[0] == before[0] {
		t.Errorf("before %v, after %v, %v", before, after, err)
	}
}
