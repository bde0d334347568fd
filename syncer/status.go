package syncer

import (
	"context"
	"time"

	"feyre/store"
)

// Status is what `sync status` and health checks show.
type Status struct {
	Archive    string        `json:"archive"`
	Lineage    string        `json:"lineage"`    // of the store; empty: fresh or emptied
	Generation int64         `json:"generation"` // that both sides agreed on last
	LastPass   time.Time     `json:"last_pass"`  // by the store's clock; zero: never
	Age        time.Duration `json:"age"`        // of the last pass
	Waiting    int64         `json:"waiting"`    // changes that the archive lacks
	Trusted    bool          `json:"trusted"`
	Problem    string        `json:"problem,omitempty"` // why the last pass of this process, or a look at the archive, failed
	// What the archive holds. All zero where it can't be reached or is empty.
	Newest    int64      `json:"newest"` // its newest generation
	Records   int64      `json:"records"`
	Bytes     int64      `json:"bytes"`     // compressed
	RawBytes  int64      `json:"raw_bytes"` // before that
	Buckets   int        `json:"buckets"`
	Deltas    int        `json:"deltas"`
	Rehearsal *Rehearsal `json:"rehearsal,omitempty"`
	Report    Report     `json:"report"` // of this process's last pass
}

// Status asks both sides how they are. It fails only where the store can't be asked; an archive out of reach is the status's problem.
func (s *Syncer) Status(ctx context.Context) (Status, error) {
	status := Status{Archive: s.archive.String()}
	state, err := s.store.State(ctx)
	if err != nil {
		return status, err
	}
	if status.Waiting, err = s.store.DirtyCount(ctx); err != nil {
		return status, err
	}
	now, err := s.store.Now(ctx)
	if err != nil {
		return status, err
	}
	status.storeSide(state, now)
	status.Trusted = s.Trusted() || state.Lineage != ""
	s.processSide(&status)
	head, err := loadHead(ctx, s.archive, s.known(), s.accepts)
	switch {
	case err != nil:
		status.Problem = Problem(err)
	case head.manifest != nil:
		status.archiveSide(head.manifest)
	}
	return status, nil
}

func (s *Status) storeSide(state store.State, now int64) {
	s.Lineage, s.Generation, s.Rehearsal = state.Lineage, state.Generation, rehearsalIn(state)
	if state.LastPass != 0 {
		s.LastPass, s.Age = time.UnixMicro(state.LastPass), time.Duration(now-state.LastPass)*time.Microsecond
	}
}

func (s *Syncer) processSide(status *Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	status.Report, status.Rehearsal = s.last.report, later(status.Rehearsal, s.last.rehearsed)
	if s.last.err != nil {
		status.Problem = Problem(s.last.err)
	}
}

func (s *Status) archiveSide(m *Manifest) {
	if s.Lineage != "" && s.Lineage != m.Lineage {
		s.Problem = (&ForeignError{Store: s.Lineage, Archive: m.Lineage}).Error()
	}
	s.Newest, s.Buckets, s.Deltas = m.Generation, m.Buckets, len(m.Deltas)
	s.Records, s.Bytes, s.RawBytes = m.size()
	s.Rehearsal = later(m.Rehearsal, s.Rehearsal)
}
