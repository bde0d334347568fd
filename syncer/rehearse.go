package syncer

import "context"

// Rehearsal is how a restore rehearsal went.
type Rehearsal struct {
	Generation int64  `json:"generation"`
	Time       int64  `json:"time"` // microseconds since the Unix epoch, by the store's clock
	Records    int64  `json:"records"`
	Problem    string `json:"problem,omitempty"` // empty: what was restored equals the archive
}

func (s *Syncer) rehearseIfDue(context.Context) {}
