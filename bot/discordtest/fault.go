package discordtest

import (
	"context"
	"net/http"
	"path"
	"strings"
	"time"
)

// Fault is how requests to a route go wrong. The zero value of everything but
// Route hits one request and does nothing to it.
type Fault struct {
	// Route is a method and a path below /api/v10 in which * stands for one
	// segment: "POST /interactions/*/*/callback". "*" is any request.
	Route string
	// Skip lets that many requests pass before the first hit.
	Skip int
	// Times is how many requests are hit; 0 is 1, negative is for ever.
	Times int

	// Delay holds a request back by that much of real time.
	Delay time.Duration
	// Hold holds a request back until the channel is closed.
	Hold <-chan struct{}
	// Cut drops the connection before the request is looked at.
	Cut bool
	// CutAfter drops the connection after the request has taken effect.
	CutAfter bool
	// Status answers with that HTTP status, Code and Message instead of
	// serving the request. Statuses from 500 have no JSON body.
	Status  int
	Code    int
	Message string
	// RateLimit answers 429.
	RateLimit *RateLimit
}

// Scripted is a fault that is in place.
type Scripted struct {
	fault  Fault
	server *Server
	seen   int // matching requests; the server's lock guards it
}

// Fault puts a fault in place. The first one that matches a request hits it.
func (s *Server) Fault(f Fault) *Scripted {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = or(f.Times, 1)
	scripted := &Scripted{fault: f, server: s}
	s.faults = append(s.faults, scripted)
	return scripted
}

// Hits returns how many requests the fault has hit.
func (x *Scripted) Hits() int { return locked(x.server, x.hits) }

// hits is Hits with the server's lock held.
func (x *Scripted) hits() int { return max(0, x.seen-x.fault.Skip) }

// Wait waits until the fault has hit n requests.
func (x *Scripted) Wait(ctx context.Context, n int) error {
	return x.server.await(ctx, "a fault", func() bool { return x.hits() >= n })
}

// ClearFaults forgets every scripted fault.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// takeFault returns the fault that hits a request, or nil.
func (s *Server) takeFault(c *call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.faults {
		f := &x.fault
		if f.Times >= 0 && x.seen >= f.Skip+f.Times || !f.matches(c.request) {
			continue
		}
		x.seen++
		if x.seen > f.Skip {
			s.changed.broadcast()
			return f
		}
	}
	return nil
}

func (f *Fault) matches(req *http.Request) bool {
	if f.Route == "*" {
		return true
	}
	ok, _ := path.Match(f.Route, req.Method+" "+strings.TrimPrefix(req.URL.Path, apiPath))
	return ok
}

// before holds a request back; false means that its connection is to be cut.
func (f *Fault) before(closing context.Context, req *http.Request) bool {
	var late <-chan time.Time
	if f.Delay > 0 {
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		late = timer.C
	}
	if f.Hold != nil || late != nil {
		select {
		case <-f.Hold:
		case <-late:
		case <-req.Context().Done():
			return false
		case <-closing.Done():
			return false
		}
	}
	return !f.Cut
}

func (f *Fault) answer() answer {
	if f.Status >= http.StatusInternalServerError && f.Message == "" {
		return answer{status: f.Status}
	}
	message := or(f.Message, http.StatusText(f.Status))
	return answer{f.Status, refuse(f.Status, f.Code, message)}
}
