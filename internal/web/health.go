package web

import (
	"net/http"
)

// Check is the state of one part.
type Check struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Reason says why it isn't; it holds no addresses and no secrets.
	Reason string `json:"reason,omitempty"`
}

// Readiness is what /readyz answers.
type Readiness struct {
	Ready  bool    `json:"ready"`
	Checks []Check `json:"checks"`
}

// healthz says that the process lives.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]bool{"ok": true})
}

// readyz says whether every part works.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	state := Readiness{Ready: true, Checks: s.options.Ready(r.Context())}
	for _, check := range state.Checks {
		state.Ready = state.Ready && check.OK
	}
	w.Header().Set("Cache-Control", "no-store")
	if !state.Ready {
		writeJSON(w, http.StatusServiceUnavailable, state)
		return
	}
	writeJSON(w, http.StatusOK, state)
}
