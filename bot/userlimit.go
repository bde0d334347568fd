package bot

import (
	"sync"
	"time"
)

const (
	userBurst     = 20              // requests at once
	userPerSecond = 2               // and then each second
	userForget    = 2 * time.Minute // a user who was quiet so long starts afresh
)

// userLimit bounds how much one person may ask. It remembers only who asked lately.
type userLimit struct {
	mu        sync.Mutex
	now, then map[uint64]allowance // of this period and of the one before
	turned    time.Time
}

type allowance struct {
	left float64
	at   time.Time
	told bool // the user was told already that it is too much
}

func newUserLimit() *userLimit {
	return &userLimit{now: map[uint64]allowance{}, then: map[uint64]allowance{}}
}

// allow takes one request off a user's allowance. Where none is left, first says whether that is news.
func (u *userLimit) allow(user uint64, at time.Time) (ok, first bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if at.Sub(u.turned) >= userForget {
		u.then, u.now, u.turned = u.now, map[uint64]allowance{}, at
	}
	a, found := u.now[user]
	if !found {
		if a, found = u.then[user]; !found {
			a = allowance{left: userBurst, at: at}
		}
	}
	a.left = min(userBurst, a.left+userPerSecond*at.Sub(a.at).Seconds())
	a.at = at
	if a.left >= 1 {
		a.left--
		a.told = false
		u.now[user] = a
		return true, false
	}
	first = !a.told
	a.told = true
	u.now[user] = a
	return false, first
}
