package bot

import (
	"context"
	"sync"
	"time"
)

// ReplaySet remembers interactions, so that one that is sent a second time is refused.
type ReplaySet interface {
	// Seen notes an id for at least ttl and says whether it was noted before, by any process that shares the set. It is safe for
	// concurrent use.
	Seen(ctx context.Context, id string, ttl time.Duration) (bool, error)
}

// localReplays is the ReplaySet of a bot that runs in one process: two sets that take turns.
type localReplays struct {
	mu        sync.Mutex
	now, then map[string]struct{}
	turned    time.Time
}

var _ ReplaySet = (*localReplays)(nil)

func newLocalReplays() *localReplays { return &localReplays{now: map[string]struct{}{}} }

// Seen notes an id.
func (r *localReplays) Seen(_ context.Context, id string, ttl time.Duration) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if at := time.Now(); at.Sub(r.turned) >= ttl {
		r.then, r.now, r.turned = r.now, map[string]struct{}{}, at
	}
	_, now := r.now[id]
	_, then := r.then[id]
	r.now[id] = struct{}{}
	return now || then, nil
}
