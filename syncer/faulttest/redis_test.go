package faulttest

import (
	"log/slog"
	"testing"
	"time"

	"feyre/internal/testredis"
	"feyre/store/redis"
	"feyre/syncer"
)

// patience is how long servers may take to come back.
const patience = 30 * time.Second

// servers are one Redis, a Cluster or a master with its replica, and what can be done to them.
type servers struct {
	config  redis.Config
	kill    func(n int) // ends one of the processes at once, which one depends on n
	recover func(n int) // brings back what kill ended, and waits until all is well
}

func single(t *testing.T, o testredis.Options) servers {
	server := testredis.Start(t, o)
	return servers{
		config: redis.Config{Addrs: []string{server.Addr()}},
		kill:   func(int) { server.Kill() }, recover: func(int) { server.Restart() },
	}
}

func cluster(t *testing.T, o testredis.Options) servers {
	c := testredis.StartCluster(t, o)
	return servers{
		config: redis.Config{Addrs: c.Addrs(), Cluster: true},
		kill:   func(n int) { c.Servers[n%len(c.Servers)].Kill() },
		recover: func(n int) {
			c.Servers[n%len(c.Servers)].Restart()
			c.Await()
		},
	}
}

// faultSteps are where a server dies in the middle of a pass. The short form has one before and one after the commit.
func faultSteps() []syncer.Step {
	if long() {
		return []syncer.Step{
			syncer.StepRead, syncer.StepDelta, syncer.StepCopy, syncer.StepCommit, syncer.StepRecord, syncer.StepState, syncer.StepClean,
			syncer.StepBury, syncer.StepDone,
		}
	}
	return []syncer.Step{syncer.StepDelta, syncer.StepClean}
}

// newRedisScenery has a store on servers, which a client may find gone for a while.
func newRedisScenery(t *testing.T, config redis.Config) *scenery {
	t.Helper()
	redis.LogTo(slog.New(slog.DiscardHandler))
	live, err := redis.Open(t.Context(), config, redis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	return newSceneryOver(t, live)
}

// TestServerKilledInAPass has servers that write everything to disk die in the middle of passes, while a client goes on writing.
func TestServerKilledInAPass(t *testing.T) {
	t.Parallel()
	kinds := map[string]func(*testing.T, testredis.Options) servers{"single": single, "cluster": cluster}
	for kind, start := range kinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			all := start(t, testredis.Options{Durable: true})
			s := newRedisScenery(t, all.config)
			archive := openDir(t, t.TempDir())
			s.write(4)
			s.pass(archive)
			for n, step := range faultSteps() {
				s.write(3)
				s.while(func() {
					s.passUnder(archive, step, func() { all.kill(n) })
					all.recover(n)
					s.eventually(archive)
				})
			}
			s.settled(archive)
		})
	}
}

// TestServerComesBackEmpty has servers that keep nothing. What the last pass saw comes back; later writes may be gone.
func TestServerComesBackEmpty(t *testing.T) {
	t.Parallel()
	kinds := map[string]func(*testing.T, testredis.Options) servers{"single": single, "cluster": cluster}
	for kind, start := range kinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			all := start(t, testredis.Options{})
			s := newRedisScenery(t, all.config)
			archive := openDir(t, t.TempDir())
			s.write(4)
			s.pass(archive)
			for n := range 3 { // each node of the Cluster once: they hold different parts of what the store knows of itself
				s.write(3)
				s.while(func() { s.passMarked(archive) })
				s.write(2)
				all.kill(n)
				s.note("lose")
				all.recover(n)
				s.eventually(archive)
				s.settled(archive)
			}
		})
	}
}

// TestFailoverInAPass has the master of a replica die in the middle of a pass. What the replica has, or the archive, is not lost.
func TestFailoverInAPass(t *testing.T) {
	t.Parallel()
	for _, step := range faultSteps() {
		t.Run(string(step), func(t *testing.T) {
			t.Parallel()
			sentinel := testredis.StartSentinel(t, testredis.Options{Durable: true})
			s := newRedisScenery(t, redis.Config{Addrs: []string{sentinel.Watch.Addr()}, MasterName: testredis.MasterName})
			archive := openDir(t, t.TempDir())
			s.write(4)
			s.pass(archive)
			s.write(3)
			s.while(func() {
				s.note("mark")
				sentinel.AwaitReplica()
				s.passUnder(archive, step, sentinel.Master.Kill)
				s.note("lose")
				sentinel.AwaitFailover()
				s.eventually(archive)
			})
			s.settled(archive)
		})
	}
}

// passUnder does a pass in which a fault happens at a step. It may fail or get through.
func (s *scenery) passUnder(archive syncer.Archive, step syncer.Step, fault func()) {
	s.t.Helper()
	happened := false
	_, err := s.syncer(archive, func(at syncer.Step) {
		if at == step && !happened {
			happened = true
			fault()
		}
	}).Once(s.t.Context())
	if !happened {
		s.t.Fatalf("the pass did not come by %s: %v", step, err)
	}
}

// passMarked does a pass that must be good, and notes that what was acknowledged before it is safe from now on.
func (s *scenery) passMarked(archive syncer.Archive) {
	s.t.Helper()
	s.note("mark")
	s.pass(archive)
}

// eventually waits until the store answers and does passes until one is good.
func (s *scenery) eventually(archive syncer.Archive) {
	s.t.Helper()
	s.answers()
	const attempts = 40
	var err error
	for range attempts {
		if _, err = s.syncer(archive, nil).Once(s.t.Context()); err == nil {
			return
		}
	}
	s.t.Fatalf("no pass was good in %d: %v", attempts, err)
}

// answers waits until the store can be reached. A pool of connections answers with its last dial error until a dial of its own, one a
// second, succeeds.
func (s *scenery) answers() {
	s.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(patience)
	for err := s.live.Ping(s.t.Context()); err != nil; err = s.live.Ping(s.t.Context()) {
		select {
		case <-tick.C:
		case <-limit:
			s.t.Fatalf("the store can't be reached: %v", err)
		}
	}
}

func (s *scenery) note(what string) {
	s.t.Helper()
	if err := s.client.log.note(what, "*", "-"); err != nil {
		s.t.Fatal(err)
	}
}
