package discordtest

import (
	"encoding/hex"
	"hash/fnv"
	"maps"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Scopes of a rate limit.
// discord.com/developers/docs/topics/rate-limits#header-format
const (
	ScopeUser   = "user"
	ScopeShared = "shared"
	ScopeGlobal = "global"
)

// RateLimit is a 429 answer. Requests that come back before RetryAfter is over
// are refused again and counted by EarlyRequests.
type RateLimit struct {
	Scope      string // empty is ScopeUser
	RetryAfter time.Duration
	// FractionalHeader writes Retry-After with decimals, as Discord's own body
	// has it; otherwise the header is rounded up to whole seconds.
	FractionalHeader bool
}

// Bucket is a per-route limit, counted for each channel, guild or webhook
// apart.
type Bucket struct {
	Route string // a route as in Fault, with its parameters' names: "POST /channels/{channel}/messages"
	Limit int
	Per   time.Duration
}

// DefaultBuckets returns limits like those Discord has been seen to set.
func DefaultBuckets() []Bucket {
	return []Bucket{
		{"POST /channels/{channel}/messages", 5, 5 * time.Second},
		{"PATCH /channels/{channel}/messages/{message}", 5, 5 * time.Second},
		{"DELETE /channels/{channel}/messages/{message}", 5, time.Second},
		{"POST /webhooks/{app}/{token}", 5, 2 * time.Second},
		{"PATCH /webhooks/{app}/{token}/messages/@original", 5, 2 * time.Second},
		{"PUT /applications/{app}/commands", 2, 20 * time.Second},
	}
}

// limiter keeps windows and blocks by key.
type limiter struct {
	clock Clock

	mu      sync.Mutex
	windows map[string]*window
	blocked map[string]block
	early   int
	invalid int
}

// window counts requests until it ends.
type window struct {
	used int
	ends time.Time
}

type block struct {
	limit RateLimit
	until time.Time
}

const (
	globalKey  = "global"
	maxWindows = 10_000 // ended ones are swept beyond that
)

// key identifies a bucket: the route with its top-level resource filled in.
func (c *call) key() string {
	req := c.request
	return c.route + "|" + req.PathValue("channel") + req.PathValue("guild") + req.PathValue("token")
}

// admit refuses a request that a block or an exhausted limit is in the way of,
// and writes the bucket's headers.
func (l *limiter) admit(c *call, open bool, o Options, header http.Header) *answer {
	l.mu.Lock()
	defer l.mu.Unlock()
	keys := []string{c.key()}
	if !open {
		keys = append(keys, globalKey)
	}
	for _, key := range keys {
		if b, ok := l.blocked[key]; ok {
			if left := b.until.Sub(c.at); left > 0 {
				l.early++
				b.limit.RetryAfter = left
				return l.refuse(b.limit, header)
			}
			delete(l.blocked, key)
		}
	}
	if o.EnforceGlobal && !open {
		if w := l.spend(globalKey, time.Second, c.at); w.used > globalPerSecond {
			return l.refuse(RateLimit{Scope: ScopeGlobal, RetryAfter: w.ends.Sub(c.at)}, header)
		}
	}
	return l.bucket(c, o.Buckets, header)
}

func (l *limiter) bucket(c *call, buckets []Bucket, header http.Header) *answer {
	for _, b := range buckets {
		if b.Route != c.route {
			continue
		}
		w := l.spend(c.key(), b.Per, c.at)
		left := w.ends.Sub(c.at)
		header.Set("X-RateLimit-Limit", strconv.Itoa(b.Limit))
		header.Set("X-RateLimit-Remaining", strconv.Itoa(max(0, b.Limit-w.used)))
		header.Set("X-RateLimit-Reset", decimal(float64(w.ends.UnixMilli())/1000))
		header.Set("X-RateLimit-Reset-After", decimal(left.Seconds()))
		header.Set("X-RateLimit-Bucket", bucketName(b.Route))
		if w.used > b.Limit {
			return l.refuse(RateLimit{Scope: ScopeUser, RetryAfter: left}, header)
		}
	}
	return nil
}

// spend counts a request in the window of a key.
func (l *limiter) spend(key string, per time.Duration, now time.Time) *window {
	if l.windows == nil {
		l.windows = map[string]*window{}
	}
	if len(l.windows) > maxWindows {
		maps.DeleteFunc(l.windows, func(_ string, w *window) bool { return !now.Before(w.ends) })
	}
	w := l.windows[key]
	if w == nil || !now.Before(w.ends) {
		w = &window{ends: now.Add(per)}
		l.windows[key] = w
	}
	w.used++
	return w
}

// impose answers with a scripted limit and blocks what it covers.
func (l *limiter) impose(c *call, limit *RateLimit, header http.Header) answer {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.blocked == nil {
		l.blocked = map[string]block{}
	}
	key := c.key()
	if limit.Scope == ScopeGlobal {
		key = globalKey
	}
	l.blocked[key] = block{*limit, c.at.Add(limit.RetryAfter)}
	return *l.refuse(*limit, header)
}

// refuse writes a 429 as Discord does.
// discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit
func (l *limiter) refuse(limit RateLimit, header http.Header) *answer {
	seconds := limit.RetryAfter.Seconds()
	scope := or(limit.Scope, ScopeUser)
	if limit.FractionalHeader {
		header.Set("Retry-After", decimal(seconds))
	} else {
		header.Set("Retry-After", strconv.Itoa(int(math.Ceil(seconds))))
	}
	header.Set("X-RateLimit-Scope", scope)
	message := "You are being rate limited."
	if scope == ScopeShared {
		message = "The resource is being rate limited."
	}
	if scope == ScopeGlobal {
		header.Set("X-RateLimit-Global", "true")
	}
	if scope != ScopeShared {
		l.invalid++
	}
	return &answer{http.StatusTooManyRequests, map[string]any{
		"message": message, "retry_after": seconds, "global": scope == ScopeGlobal,
	}}
}

// noteStatus counts the answers that lead to a ban, 429 apart.
func (l *limiter) noteStatus(status int) {
	if status != http.StatusUnauthorized && status != http.StatusForbidden {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.invalid++
}

func decimal(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 3, 64), ".000")
}

func bucketName(route string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(route))
	return hex.EncodeToString(h.Sum(nil))
}

// EarlyRequests returns how many requests came while a 429 still held: a bot
// that waits as told keeps it at zero.
func (s *Server) EarlyRequests() int {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	return s.limit.early
}

// InvalidRequests returns how many answers counted towards a ban: 401, 403 and
// 429, those of the shared scope apart.
// discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
func (s *Server) InvalidRequests() int {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	return s.limit.invalid
}
