package syncer

import (
	"encoding/json"

	"feyre/store"
)

// Rehearsal is how a restore rehearsal went.
type Rehearsal struct {
	Generation int64  `json:"generation"`
	Time       int64  `json:"time"` // microseconds since the Unix epoch, by the store's clock
	Records    int64  `json:"records"`
	Problem    string `json:"problem,omitempty"` // empty: what was restored equals the archive
}

// later is the later of two, either of which may be nil, and b where both are of the same time.
func later(a, b *Rehearsal) *Rehearsal {
	if a == nil || b != nil && b.Time >= a.Time {
		return b
	}
	return a
}

// encode is what the store keeps of r.
func (r *Rehearsal) encode() json.RawMessage {
	if r == nil {
		return nil
	}
	text, _ := json.Marshal(r) // numbers and strings always marshal
	return text
}

// rehearsalIn is the rehearsal that a store knows of, nil for none.
func rehearsalIn(state store.State) *Rehearsal {
	var r *Rehearsal
	if json.Unmarshal(state.Rehearsal, &r) != nil {
		return nil
	}
	return r
}

// learnRehearsal compares what others have noted with what this process knows, and returns the last one of all.
func (s *Syncer) learnRehearsal(noted ...*Rehearsal) *Rehearsal {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range noted {
		s.last.rehearsed = later(r, s.last.rehearsed)
	}
	return s.last.rehearsed
}

// keepRehearsal keeps the result for the status, the metrics and the next manifest.
func (s *Syncer) keepRehearsal(r Rehearsal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last.rehearsed = &r
	s.metrics.rehearsed.WithLabelValues().Set(float64(r.Time) / 1e6)
	if r.Problem == "" {
		s.metrics.rehearsal.WithLabelValues().Set(1)
	} else {
		s.metrics.rehearsal.WithLabelValues().Set(0)
	}
}
