package redis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// oldest is the first major version of Redis whose scripts may ask for the time and write.
const oldest = 6

// PolicyError refuses a server that may throw away what it holds.
type PolicyError struct{ Policy string }

func (e *PolicyError) Error() string {
	return fmt.Sprintf("the Redis server's maxmemory-policy is %q, with which it silently deletes people's data when memory runs out: "+
		"set it to noeviction", e.Policy)
}

// Runs returns the run_id of every server that holds data, sorted.
func (s *Store) Runs(ctx context.Context) ([]string, error) {
	var runs []string
	err := s.eachMaster(ctx, func(about map[string]string) error {
		runs = append(runs, about["run_id"])
		return nil
	})
	slices.Sort(runs)
	return runs, err
}

// inspect refuses servers that can't be relied on, and remembers those it finds.
func (s *Store) inspect(ctx context.Context, config Config) error {
	return s.eachMaster(ctx, func(about map[string]string) error {
		s.servers.known(about["run_id"])
		major, _, _ := strings.Cut(about["redis_version"], ".")
		if n, err := strconv.Atoi(major); err == nil && n < oldest {
			return fmt.Errorf("the Redis server has version %s: %d or newer is needed", about["redis_version"], oldest)
		}
		if about["redis_mode"] == "cluster" && !config.Cluster {
			return errors.New("the Redis server belongs to a Cluster: set cluster to true")
		}
		if policy := about["maxmemory_policy"]; policy != "noeviction" {
			return &PolicyError{Policy: policy}
		}
		return nil
	})
}

// eachMaster tells what every server that holds data says of itself.
func (s *Store) eachMaster(ctx context.Context, do func(about map[string]string) error) error {
	masters, err := s.masters(ctx)
	if err != nil {
		return err
	}
	for _, master := range masters {
		server, memory := redis.NewStringCmd(ctx, "info", "server"), redis.NewStringCmd(ctx, "info", "memory")
		if err := master.send(ctx, "info", server, memory); err != nil {
			return err
		}
		if err := do(fields(server.Val() + "\n" + memory.Val())); err != nil {
			return err
		}
	}
	return nil
}

// fields reads the lines of INFO.
func fields(info string) map[string]string {
	about := map[string]string{}
	for line := range strings.Lines(info) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			about[name] = value
		}
	}
	return about
}

// servers remembers the server processes that were met, and tells of new ones.
type servers struct {
	mu        sync.Mutex
	ids       map[string]bool
	opened    bool
	restarted func()
}

// known remembers a process and says whether it is new.
func (s *servers) known(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids[id] {
		return true
	}
	if s.ids == nil {
		s.ids = map[string]bool{}
	}
	s.ids[id] = true
	return !s.opened
}

// open makes every process that comes from now on a new one.
func (s *servers) open() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = true
}

// meet looks at the other end of a new connection before it is used. What refuses to say who it is is no reason not to work.
func (s *servers) meet(ctx context.Context, conn *redis.Conn) error {
	info, err := conn.Info(ctx, "server").Result()
	var said redis.Error
	if errors.As(err, &said) {
		return nil
	}
	if err != nil {
		return err
	}
	if !s.known(fields(info)["run_id"]) && s.restarted != nil {
		s.restarted()
	}
	return nil
}
