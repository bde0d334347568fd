package redis_test

import (
	"log/slog"
	"os"
	"testing"

	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/redis"
	"feyre/store/storetest"
)

func TestMain(m *testing.M) {
	redis.LogTo(slog.New(slog.DiscardHandler))
	os.Exit(m.Run())
}

func TestSingle(t *testing.T) {
	t.Parallel()
	server := testredis.Start(t, testredis.Options{})
	suite(redis.Config{Addrs: []string{server.Addr()}}, server.Empty).Run(t)
}

func TestCluster(t *testing.T) {
	t.Parallel()
	cluster := testredis.StartCluster(t, testredis.Options{})
	contract := suite(redis.Config{Addrs: cluster.Addrs(), Cluster: true}, cluster.Empty)
	contract.Ripen = func(*testing.T) {
		cluster.Servers[0].Do("-c", "EVAL", `
			for _, entry in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
				redis.call('ZINCRBY', KEYS[1], -11000000, entry)
			end`, "1", string(store.Index))
	}
	contract.Run(t)
}

func TestSentinel(t *testing.T) {
	t.Parallel()
	sentinel := testredis.StartSentinel(t, testredis.Options{})
	config := redis.Config{Addrs: []string{sentinel.Watch.Addr()}, MasterName: testredis.MasterName}
	suite(config, sentinel.Master.Empty).Run(t)
	t.Run("another master takes over", func(t *testing.T) { testFailover(t, sentinel, config) })
}

// suite is the contract over one set of servers.
func suite(c redis.Config, empty func()) storetest.Suite {
	return storetest.Suite{Open: func(t *testing.T) storetest.Store {
		t.Helper()
		empty()
		return open(t, c, redis.Options{})
	}}
}

func open(t testing.TB, c redis.Config, o redis.Options) *redis.Store {
	t.Helper()
	s, err := redis.Open(t.Context(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
