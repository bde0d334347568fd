package faulttest

import (
	"context"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	goredis "github.com/redis/go-redis/v9"

	"feyre/internal/testazurite"
	"feyre/internal/testredis"
	"feyre/store"
	"feyre/store/embedded"
	"feyre/store/redis"
	"feyre/syncer"
	"feyre/syncer/azure"
)

// BenchmarkScale measures passes over many users with documents of 1 KiB, with Azurite as the archive. FEYRE_USERS says how many, a
// thousand without it. It is measured once however often it is asked for.
func BenchmarkScale(b *testing.B) {
	b.Run("embedded", func(b *testing.B) { scale(b, func() mirrored { return newFileStore(b) }) })
	b.Run("redis", func(b *testing.B) {
		took := scale(b, func() mirrored { return newServerStore(b) })
		bare := bareWrites(b, userCount())
		b.ReportMetric(bare, "bare-s")
		b.ReportMetric(bare/took, "restore-of-bare")
	})
}

func userCount() int {
	if n, err := strconv.Atoi(os.Getenv("FEYRE_USERS")); err == nil {
		return n
	}
	return 1_000
}

// scale measures a store's first mirror, an idle pass, one with 1 % changed, and a restore into an empty store, whose seconds it returns.
func scale(b *testing.B, newStore func() mirrored) (restored float64) {
	users, seed := userCount(), rand.New(rand.NewPCG(1, 2))
	place, err := azure.New(azure.Config{ConnectionString: testazurite.Start(b).ConnectionString(), Container: "scale"}, azure.Options{})
	if err != nil {
		b.Fatal(err)
	}
	archive := &counted{Archive: place}
	live := newStore()
	fill(b, live, users, seed)
	s := syncer.New(syncer.Options{Config: syncer.DefaultConfig(), Store: live, Archive: archive})
	pass := func(s *syncer.Syncer) {
		if _, err := s.Once(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	measure(b, archive, "first", func() { pass(s) })
	measure(b, archive, "idle", func() { pass(s) })
	changeSome(b, live, users, seed)
	measure(b, archive, "one-percent", func() { pass(s) })
	fresh := syncer.New(syncer.Options{Config: syncer.DefaultConfig(), Store: newStore(), Archive: archive})
	return measure(b, archive, "restore", func() { pass(fresh) })
}

func newFileStore(b *testing.B) mirrored {
	live, err := embedded.Open(embedded.Config{Path: b.TempDir() + "/feyre.db"}, embedded.Options{})
	return kept(b, live, err)
}

func newServerStore(b *testing.B) mirrored {
	redis.LogTo(slog.New(slog.DiscardHandler))
	live, err := redis.Open(b.Context(), redis.Config{Addrs: []string{testredis.Start(b, testredis.Options{}).Addr()}}, redis.Options{})
	return kept(b, live, err)
}

func kept(b *testing.B, live mirrored, err error) mirrored {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = live.Close() })
	return live
}

// fill writes users and their documents without noting them as changed.
func fill(b *testing.B, live mirrored, users int, seed *rand.Rand) {
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

// changeSome gives one of a hundred users, drawn uniformly, a new document.
func changeSome(b *testing.B, live mirrored, users int, seed *rand.Rand) {
	b.Helper()
	for range users / 100 {
		key, next := store.UserKey(uint64(seed.IntN(users))+1), document(seed)
		if err := live.Update(b.Context(), key, func([]byte) ([]byte, error) { return next, nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// bareWrites is how many seconds a Redis takes for what a restore writes, when it is told in a bare pipeline.
func bareWrites(b *testing.B, users int) float64 {
	bare := goredis.NewClient(&goredis.Options{Addr: testredis.Start(b, testredis.Options{}).Addr(), Protocol: 2})
	b.Cleanup(func() { _ = bare.Close() })
	seed := rand.New(rand.NewPCG(1, 2))
	values := make([]json.RawMessage, 1_000)
	for i := range values {
		values[i] = document(seed)
	}
	took, _, _ := watched(b, func() {
		for from := 0; from < users; from += len(values) {
			if err := writeBare(b.Context(), bare, from, values[:min(len(values), users-from)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	return took.Seconds()
}

func writeBare(ctx context.Context, bare *goredis.Client, from int, values []json.RawMessage) error {
	_, err := bare.Pipelined(ctx, func(p goredis.Pipeliner) error {
		for i, value := range values {
			user := uint64(from + i + 1)
			key := store.UserKey(user)
			p.Set(ctx, string(key), []byte(value), 0)
			p.Set(ctx, string(key.Stamp()), user, 0)
			p.SAdd(ctx, string(store.UserSet), user)
		}
		return nil
	})
	return err
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
