package discordtest

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// Request is one REST request and what it was answered.
type Request struct {
	Method   string
	Path     string // below /api/v10
	Query    url.Values
	Header   http.Header
	Body     []byte // the JSON part
	Files    []File
	At       time.Time // by the server's clock
	Status   int       // 0: the connection was cut
	Response []byte
}

// matches reports whether a request fits a route as in Fault.
func (r *Request) matches(route string) bool {
	if route == "*" {
		return true
	}
	ok, _ := path.Match(route, r.Method+" "+r.Path)
	return ok
}

// Violation is a body that Discord would refuse as malformed.
type Violation struct {
	Method string
	Path   string
	Reason string
	Body   string
}

func (v Violation) String() string {
	return fmt.Sprintf("%s %s: %s\n%s", v.Method, v.Path, v.Reason, v.Body)
}

// record remembers a request once its outcome is known and wakes who waits.
func (s *Server) record(c *call, status int, response []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.broadcast()
	if s.opts.KeepRequests < 0 {
		return
	}
	if len(s.requests) >= s.opts.KeepRequests {
		s.requests = slices.Delete(s.requests, 0, len(s.requests)/2)
	}
	s.requests = append(s.requests, Request{
		Method: c.request.Method, Path: strings.TrimPrefix(c.request.URL.Path, apiPath),
		Query: c.request.URL.Query(), Header: c.request.Header,
		Body: c.body, Files: c.files, At: c.at, Status: status, Response: response,
	})
}

// maxViolations bounds what is kept of a bot that sends nothing right.
const maxViolations = 1000

// noteRefusal counts a refusal, and keeps a violation if it was the body's
// fault.
func (s *Server) noteRefusal(c *call, err *APIError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusals[err.Code]++
	if len(s.violations) >= maxViolations {
		return
	}
	switch err.Code {
	case CodeInvalidFormBody, CodeInvalidJSON, CodeInvalidAPIVersion, CodeBlockedByCloudflare, CodeEmptyMessage:
		s.violations = append(s.violations, Violation{
			Method: c.request.Method, Path: c.request.URL.Path, Reason: err.Error(), Body: string(c.body),
		})
	}
}

// Refusals returns how many requests were refused with an error code.
func (s *Server) Refusals(code int) int {
	return locked(s, func() int { return s.refusals[code] })
}

// TakeViolations returns the malformed bodies so far and forgets them.
func (s *Server) TakeViolations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.violations
	s.violations = nil
	return taken
}

// Violations returns the malformed bodies so far.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Requests returns the answered requests that fit a route as in Fault, in
// order.
func (s *Server) Requests(route string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.matching(route)
}

func (s *Server) matching(route string) []Request {
	var found []Request
	for _, r := range s.requests {
		if r.matches(route) {
			found = append(found, r)
		}
	}
	return found
}

// WaitRequests waits until n requests that fit a route have been answered and
// returns them.
func (s *Server) WaitRequests(ctx context.Context, route string, n int) ([]Request, error) {
	var found []Request
	err := s.await(ctx, fmt.Sprintf("%d requests %s", n, route), func() bool {
		found = s.matching(route)
		return len(found) >= n
	})
	return found, err
}
