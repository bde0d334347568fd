package faulttest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"feyre/internal/testredis"
	"feyre/store/redis"
	"feyre/syncer"
)

var errWhim = errors.New("the archive had a whim")

// whimsical is an archive that fails now and then, before it does what it is told or after that.
type whimsical struct {
	syncer.Archive
	mu     sync.Mutex
	chance *rand.Rand
	one    int // in so many calls fails
}

// fails says whether a call is to fail before and after it is done.
func (w *whimsical) fails() (before, after error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch w.chance.IntN(2 * w.one) {
	case 0:
		return errWhim, nil
	case 1:
		return nil, errWhim
	default:
		return nil, nil
	}
}

func (w *whimsical) do(call func() error) error {
	before, after := w.fails()
	if before != nil {
		return before
	}
	return errors.Join(call(), after)
}

func (w *whimsical) Get(ctx context.Context, name string) (data []byte, err error) {
	err = w.do(func() (err error) { data, err = w.Archive.Get(ctx, name); return err })
	return data, err
}

func (w *whimsical) Put(ctx context.Context, name string, data []byte) error {
	return w.do(func() error { return w.Archive.Put(ctx, name, data) })
}

func (w *whimsical) Fetch(ctx context.Context, name string, known syncer.ETag) (data []byte, etag syncer.ETag, err error) {
	err = w.do(func() (err error) { data, etag, err = w.Archive.Fetch(ctx, name, known); return err })
	return data, etag, err
}

func (w *whimsical) Replace(ctx context.Context, name string, data []byte, old syncer.ETag) (etag syncer.ETag, err error) {
	err = w.do(func() (err error) { etag, err = w.Archive.Replace(ctx, name, data, old); return err })
	return etag, err
}

func (w *whimsical) List(ctx context.Context, prefix string, each func(syncer.Entry) error) error {
	return w.do(func() error { return w.Archive.List(ctx, prefix, each) })
}

// TestStorm lets everything go wrong in an order that chance decides: an archive that fails before or after it did what it was told, several
// syncers that remember old states and race without a lease, a Redis that loses everything. The seed is in the name of a test.
func TestStorm(t *testing.T) {
	t.Parallel()
	seeds := 3
	if long() {
		seeds = 60
	}
	server := testredis.Start(t, testredis.Options{})
	for seed := range seeds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { storm(t, server, uint64(seed)) })
	}
}

func storm(t *testing.T, server *testredis.Server, seed uint64) {
	server.Empty()
	s := newRedisScenery(t, redis.Config{Addrs: []string{server.Addr()}})
	archive := openDir(t, t.TempDir())
	chance := rand.New(rand.NewPCG(seed, 1))
	shaky := &whimsical{Archive: archive, chance: rand.New(rand.NewPCG(seed, 2)), one: 6}
	syncers := []*syncer.Syncer{s.syncer(archive, nil), s.syncer(shaky, nil), s.syncer(shaky, nil)}
	for range 40 {
		switch chance.IntN(8) {
		case 0:
			server.Empty()
			s.note("lose")
		case 1, 2:
			s.write(1 + chance.IntN(12))
		case 3:
			s.race(syncers[1], syncers[2])
		case 4:
			steps := syncer.Steps()
			s.passEmptied(archive, server, steps[chance.IntN(len(steps))])
		default:
			one := syncers[chance.IntN(len(syncers))]
			if chance.IntN(2) == 0 {
				s.tryPass(one)
			} else {
				s.while(func() { s.tryPass(one) })
			}
		}
		if t.Failed() {
			return
		}
	}
	s.settled(archive)
}

// tryPass does a pass. If it is good, what was acknowledged before it is safe from now on.
func (s *scenery) tryPass(one *syncer.Syncer) {
	s.t.Helper()
	s.note("begin")
	if _, err := one.Once(s.t.Context()); err == nil {
		s.note("good")
	} else if !errors.Is(err, errWhim) && !errors.Is(err, syncer.ErrConflict) {
		s.t.Errorf("pass: %v", err)
	}
}

// passEmptied does a pass in the middle of which the store loses everything, if it comes by the step.
func (s *scenery) passEmptied(archive syncer.Archive, server *testredis.Server, step syncer.Step) {
	s.t.Helper()
	happened := false
	s.tryPass(s.syncer(archive, func(at syncer.Step) {
		if at == step && !happened {
			happened = true
			server.Empty()
			s.note("lose")
		}
	}))
}

// race does two passes at once.
func (s *scenery) race(one, other *syncer.Syncer) {
	s.t.Helper()
	s.while(func() {
		var group sync.WaitGroup
		for _, racing := range []*syncer.Syncer{one, other} {
			group.Go(func() { _, _ = racing.Once(s.t.Context()) })
		}
		group.Wait()
	})
}
