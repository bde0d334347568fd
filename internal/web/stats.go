package web

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// figuresAge is for how long figures are shown before they are collected anew.
const figuresAge = 10 * time.Second

// Figures are what everybody may know.
type Figures struct {
	Commands  int64            `json:"commands"`
	Users     int64            `json:"users"`
	Guilds    int64            `json:"guilds"`
	Reach     int64            `json:"reach"`
	ByCommand map[string]int64 `json:"by_command"`
	// SyncAge is how long ago the store was mirrored, nil where it wasn't yet or isn't at all.
	SyncAge *int64 `json:"sync_age_seconds,omitempty"`
	// Health is "ok", or "degraded" where a part doesn't work.
	Health string `json:"health"`
	// Invite is the address that adds the bot to a server, empty where it isn't known.
	Invite string `json:"invite,omitempty"`
}

// published is Figures with the names that an earlier service used beside the present ones.
type published struct {
	Figures
	UserReach    int64 `json:"user_reach"`
	GuildTotal   int64 `json:"guild_total"`
	CommandTotal int64 `json:"command_total"`
	UserTotal    int64 `json:"user_total"`
}

// badge is an endpoint badge of shields.io.
type badge struct {
	SchemaVersion int    `json:"schemaVersion"`
	Label         string `json:"label"`
	Message       string `json:"message"`
	Color         string `json:"color"`
}

func (s *Server) stats(w http.ResponseWriter, r *http.Request) {
	figures, err := s.figures.get(r.Context())
	if err != nil {
		s.unavailable(w, err)
		return
	}
	cached(w, r, figuresAge, published{figures, figures.Reach, figures.Guilds, figures.Commands, figures.Users})
}

func (s *Server) badge(w http.ResponseWriter, r *http.Request) {
	figures, err := s.figures.get(r.Context())
	if err != nil {
		s.unavailable(w, err)
		return
	}
	shown := map[string]badge{
		"commands": {Label: "Commands Processed", Message: grouped(figures.Commands), Color: "informational"},
		"users":    {Label: "Users", Message: grouped(figures.Users), Color: "success"},
		"guilds":   {Label: "Servers", Message: grouped(figures.Guilds), Color: "success"},
		"reach":    {Label: "Reach", Message: grouped(figures.Reach), Color: "informational"},
	}
	found, known := shown[r.PathValue("name")]
	if !known {
		refuse(w, http.StatusNotFound, problem{Code: "no_such_badge", Message: "The badges are commands, users, guilds and reach."})
		return
	}
	found.SchemaVersion = 1
	cached(w, r, figuresAge, found)
}

func (s *Server) unavailable(w http.ResponseWriter, err error) {
	s.options.Logger.Warn("public figures", "error", err)
	refuseFor(w, http.StatusServiceUnavailable, figuresAge, problem{Code: "unavailable", Message: "The figures are not available right now."})
}

// figuresCache keeps figures for a while, so that a popular page costs the store nothing. What is too old is collected by one
// request while the others wait.
type figuresCache struct {
	collect func(ctx context.Context) (Figures, error)
	now     func() time.Time

	mu     sync.Mutex
	latest Figures
	until  time.Time
}

func (c *figuresCache) get(ctx context.Context) (Figures, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now().Before(c.until) {
		return c.latest, nil
	}
	latest, err := c.collect(ctx)
	if err != nil {
		return Figures{}, err
	}
	c.latest, c.until = latest, c.now().Add(figuresAge)
	return latest, nil
}

// grouped writes a number with commas between groups of three digits.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
