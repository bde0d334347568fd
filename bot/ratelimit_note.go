package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// verdict is what an answer says about limits.
type verdict struct {
	limited bool
	scope   string // "user", "global" or "shared"
	after   time.Duration
}

// note takes over what an answer says about the route's limits. answer is nil where none came.
func (l *limiter) note(r route, answer *http.Response, body []byte) verdict {
	if r.kind == callbackRoute && (answer == nil || answer.StatusCode != http.StatusTooManyRequests) {
		return verdict{}
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.settle(r, answer)
	if answer == nil {
		return verdict{}
	}
	v := readVerdict(answer, body)
	switch answer.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		l.countInvalid(now)
	case http.StatusTooManyRequests:
		if v.scope != "shared" {
			l.countInvalid(now)
		}
		if v.scope == "global" {
			l.until = later(l.until, now.Add(v.after))
		} else if b != nil {
			b.remaining, b.reset = 0, later(b.reset, now.Add(v.after))
		}
		return v
	}
	if b != nil {
		b.learn(answer.Header, now)
	}
	return v
}

// settle ends the probe of the route's bucket and moves the bucket to the name that Discord gave it.
func (l *limiter) settle(r route, answer *http.Response) *bucket {
	key := l.key(r)
	b := l.buckets[key]
	if b == nil {
		return nil
	}
	b.flying = max(b.flying-1, 0)
	if b.probe != nil {
		close(b.probe)
		b.probe = nil
	}
	if answer == nil {
		if b.limit == 0 {
			delete(l.buckets, key) // nothing was learned: the next request asks again
		}
		return b
	}
	if hash := answer.Header.Get("X-RateLimit-Bucket"); hash != "" && l.hashes[r.name] != hash {
		l.hashes[r.name] = hash
		delete(l.buckets, key)
		if known, found := l.buckets[l.key(r)]; found {
			return known
		}
		l.buckets[l.key(r)] = b
	}
	return b
}

// unlimited stands for a limit that Discord doesn't name.
const unlimited = 1 << 30

// learn takes over the limit from an answer's headers. What an answer says of a window that is over counts no more.
func (b *bucket) learn(header http.Header, now time.Time) {
	limit, err := strconv.Atoi(header.Get("X-RateLimit-Limit"))
	if err != nil {
		b.limit, b.remaining, b.reset = unlimited, unlimited, now
		return
	}
	reset := now.Add(seconds(header.Get("X-RateLimit-Reset-After")))
	if b.limit == limit && !reset.After(b.opened) {
		return
	}
	remaining, _ := strconv.Atoi(header.Get("X-RateLimit-Remaining"))
	if b.limit == limit && now.Before(b.reset) {
		remaining = min(remaining, b.remaining) // others may be on their way that Discord hasn't counted yet
	}
	b.limit, b.remaining, b.reset = limit, remaining, reset
}

// readVerdict reads a 429. Its body is more exact than its header; what comes without either is from the edge in front of the API,
// and holds for everything.
func readVerdict(answer *http.Response, body []byte) verdict {
	if answer.StatusCode != http.StatusTooManyRequests {
		return verdict{}
	}
	v := verdict{limited: true, scope: answer.Header.Get("X-RateLimit-Scope"), after: seconds(answer.Header.Get("Retry-After"))}
	var said struct {
		After  float64 `json:"retry_after"`
		Global bool    `json:"global"`
	}
	if json.Unmarshal(bytes.TrimSpace(body), &said) != nil {
		v.scope = "global"
	} else if said.After > 0 {
		v.after = time.Duration(said.After * float64(time.Second))
	}
	if said.Global || answer.Header.Get("X-RateLimit-Global") != "" || v.scope == "" {
		v.scope = "global"
	}
	if v.after <= 0 {
		v.after = time.Second
	}
	return v
}

// seconds reads a number of seconds with a fraction; 0 where it is none.
func seconds(text string) time.Duration {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n < 0 || n > 1e6 {
		return 0
	}
	return time.Duration(n * float64(time.Second))
}

// countInvalid counts a refused request; Discord bans an address that collects too many.
func (l *limiter) countInvalid(now time.Time) {
	l.invalid = l.invalidCount(now) + 1
}

func (l *limiter) invalidCount(now time.Time) int {
	if now.Sub(l.invalidSince) >= invalidRequestWindow {
		l.invalid, l.invalidSince = 0, now
	}
	return l.invalid
}

// sweep removes buckets that hold nothing back any more, each time their number has doubled.
func (l *limiter) sweep(now time.Time) {
	if len(l.buckets) < l.sweepAt {
		return
	}
	for key, b := range l.buckets {
		if b.probe == nil && !now.Before(b.reset) {
			delete(l.buckets, key)
		}
	}
	l.sweepAt = max(1024, 2*len(l.buckets))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sleepUntil waits, or fails at once with errTooLate where ctx ends before.
func sleepUntil(ctx context.Context, until time.Time) error {
	if deadline, bounded := ctx.Deadline(); bounded && deadline.Before(until) {
		return errTooLate
	}
	return sleep(ctx, time.Until(until))
}
