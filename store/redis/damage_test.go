package redis_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"
)

// A server of a Cluster that comes back empty takes values without their updated_time, or the other way round.
func TestLostHalves(t *testing.T) {
	t.Parallel()
	cluster := testredis.StartCluster(t, testredis.Options{})
	single := testredis.Start(t, testredis.Options{})
	for _, c := range []struct {
		name   string
		config redis.Config
		server *testredis.Server
	}{
		{"single", redis.Config{Addrs: []string{single.Addr()}}, single},
		{"cluster", redis.Config{Addrs: cluster.Addrs(), Cluster: true}, cluster.Servers[0]},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, c.config, redis.Options{})
			if s.Stepwise() != c.config.Cluster {
				t.Errorf("stepwise: %v", s.Stepwise())
			}
			lose := func(key store.Key) { c.server.Do("-c", "DEL", string(key)) }
			key := store.UserKey(1)
			archived := store.Record{Slot: store.Slot{Key: key}, Time: 1000, Value: json.RawMessage(`{"a":0}`)}

			put(t, s, key, `{"a":1}`)
			was := one(t, s, key)
			lose(key)
			apply(t, s, archived, 1)
			if r := one(t, s, key); string(r.Value) != `{"a":0}` || r.Time != was.Time {
				t.Errorf("a lost value came back as %s of %d, it was of %d", r.Value, r.Time, was.Time)
			}

			put(t, s, key, `{"a":2}`)
			lose(key.Stamp())
			archived.Time = was.Time + 1e12
			apply(t, s, archived, 0)
			lose(store.Index)
			r := one(t, s, key)
			if string(r.Value) != `{"a":2}` || r.Time <= was.Time {
				t.Errorf("a value that lost its time is %s of %d", r.Value, r.Time)
			}
			if n, err := s.DirtyCount(t.Context()); err != nil || n != 1 {
				t.Errorf("it isn't noted as changed: %d, %v", n, err)
			}

			if err := s.Record(t.Context(), "roll", 1); err != nil {
				t.Fatal(err)
			}
			lose(store.CountersKey)
			if err := s.Scan(t.Context(), func([]store.Record) error { return nil }); err != nil {
				t.Fatal(err)
			}
			if counts, err := s.Counts(t.Context()); err != nil || counts["roll"] != 1 {
				t.Errorf("after the set of counters was lost: %v, %v", counts, err)
			}
		})
	}
}

// What others keep in the same Redis is neither read nor changed.
func TestForeignKeys(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	server.Do("SET", "other", "1")
	server.Do("SET", "user_name", "x")
	server.Do("HSET", "user_7", "field", "x")
	server.Do("SADD", "user_set", "someone")
	put(t, s, store.UserKey(1), `{}`)
	var found []string
	err := s.Scan(t.Context(), func(records []store.Record) error {
		for _, r := range records {
			found = append(found, r.Slot.String())
		}
		return nil
	})
	if err != nil || strings.Join(found, ",") != "user_1" {
		t.Errorf("found %v, %v", found, err)
	}
	if err := add(t.Context(), s, store.UserKey(7)); err == nil || errors.Is(err, store.ErrUnavailable) {
		t.Errorf("wrote over a hash: %v", err)
	}
	if field := server.Do("HGET", "user_7", "field"); field != "x" {
		t.Errorf("got %q", field)
	}
}

func TestClockIsTheServers(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	clock := func() int64 {
		seconds, micros, _ := strings.Cut(server.Do("TIME"), "\n")
		high, _ := strconv.ParseInt(seconds, 10, 64)
		low, _ := strconv.ParseInt(micros, 10, 64)
		return high*1e6 + low
	}
	before := clock()
	now, err := s.Now(t.Context())
	if after := clock(); err != nil || now < before || now > after {
		t.Errorf("%d, the server says %d and %d, %v", now, before, after, err)
	}
}

// Unreadable notes must not pass for those of a fresh store.
func TestDamagedState(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	s := open(t, redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
	server.Do("SET", string(store.StateKey), "{")
	if state, err := s.State(t.Context()); err == nil {
		t.Errorf("got %+v", state)
	}
}

func one(t *testing.T, s *redis.Store, key store.Key) store.Record {
	t.Helper()
	records, err := s.Read(t.Context(), []store.Slot{{Key: key}})
	if err != nil || len(records) != 1 {
		t.Fatalf("read %s: %v, %v", key, records, err)
	}
	return records[0]
}

func apply(t *testing.T, s *redis.Store, r store.Record, want int) {
	t.Helper()
	if n, err := s.Apply(t.Context(), []store.Record{r}); err != nil || n != want {
		t.Errorf("applied %d, want %d, %v", n, want, err)
	}
}
