package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"feyre/store"
)

// Options are what a Syncer works with. Store and Archive are needed.
type Options struct {
	Config  Config
	Store   Store
	Archive Archive
	// Lease keeps other processes from doing the same pass; nil where there can be none.
	Lease Lease
	// Uniter makes one document of two; nil keeps the newer.
	Uniter Uniter
	// Scratch makes stores for rehearsals; nil rehearses never.
	Scratch Scratch
	// Adopt takes an archive of another lineage as this store's own: both are merged.
	Adopt bool
	// AcceptLoss names damaged buckets, or "manifest", that may be given up.
	AcceptLoss []string
	// Full compares both sides whole at the first pass, whatever the notes say.
	Full bool

	Logger     *slog.Logger          // nil: none
	Registerer prometheus.Registerer // nil: no metrics
	Progress   Progress              // nil: none
	// Hook is called at every step of a pass, by tests that want to know what a crash there does; nil: none.
	Hook func(Step)
	// After is the clock of the loop; nil: time.After.
	After func(time.Duration) <-chan time.Time
}

// Syncer keeps a store and an archive alike. It is safe for concurrent use; passes happen one after another.
type Syncer struct {
	config   Config
	store    Store
	archive  Archive
	lease    Lease
	uniter   Uniter
	scratch  Scratch
	adopt    bool
	accept   map[string]bool
	log      *slog.Logger
	progress Progress
	hook     func(Step)
	after    func(time.Duration) <-chan time.Time
	metrics  *metrics

	trusted atomic.Bool
	// withheld says that trust was lost, until the log says that it is back.
	withheld atomic.Bool
	passing  sync.Mutex // held during a pass and during other work that changes the archive
	loop     loop

	mu      sync.Mutex
	head    *head // the newest state that was seen
	compare bool  // the next pass reads both sides whole
	sweptAt int64
	last    outcome
}

// outcome is how the last passes went.
type outcome struct {
	report    Report
	err       error
	good      time.Time  // end of the last good pass
	rehearsed *Rehearsal // the last one known, another process's too
	passes    int        // good ones since the last rehearsal
}

// New makes a Syncer. It does nothing before Start or Once.
func New(o Options) *Syncer {
	s := &Syncer{
		config: o.Config, store: o.Store, archive: o.Archive, lease: o.Lease, uniter: o.Uniter, scratch: o.Scratch,
		adopt: o.Adopt, accept: map[string]bool{}, compare: o.Full,
		log: o.Logger, progress: o.Progress, hook: o.Hook, after: o.After,
	}
	for _, bucket := range o.AcceptLoss {
		s.accept[bucket] = true
	}
	if s.lease == nil {
		s.lease = alone{}
	}
	if s.uniter == nil {
		s.uniter = keepNewer{}
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.after == nil {
		s.after = time.After
	}
	s.loop.wake = make(chan struct{}, 1)
	s.metrics = newMetrics(o.Registerer, s)
	return s
}

// Trusted tells whether the store's documents can be believed: it descends from the archive, or the archive was restored into it. Fast
// enough to be asked at every request.
func (s *Syncer) Trusted() bool { return s.trusted.Load() }

// Once does one pass and reports what moved. It fails with ErrHeld while another process does one.
func (s *Syncer) Once(ctx context.Context) (Report, error) {
	s.passing.Lock()
	defer s.passing.Unlock()
	report, err := s.noted(ctx)
	if err == nil && report.Mode == ModeIncrement && len(report.Lost) > 0 {
		// What can't be read in the archive still is in the store, but only a pass over the whole store writes it anew.
		s.compareNext()
		report, err = s.noted(ctx)
	}
	if err != nil {
		return report, err
	}
	s.trusted.Store(true)
	if s.withheld.Swap(false) {
		s.tellRestored(ctx, report)
	}
	return report, nil
}

// Full does one pass that compares both sides whole and writes damaged parts of the archive anew.
func (s *Syncer) Full(ctx context.Context) (Report, error) {
	s.compareNext()
	return s.Once(ctx)
}

// noted does a pass and keeps what it came to.
func (s *Syncer) noted(ctx context.Context) (Report, error) {
	began := time.Now()
	report, err := s.pass(ctx)
	s.note(report, err, time.Since(began))
	s.countWaiting(ctx)
	return report, err
}

// countWaiting measures what came in during a pass, or what another process or a later pass has to carry.
func (s *Syncer) countWaiting(ctx context.Context) {
	if waiting, err := s.store.DirtyCount(ctx); err == nil {
		s.metrics.waiting.Set(float64(waiting))
	}
}

// note keeps what a pass came to.
func (s *Syncer) note(report Report, err error, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.metrics.pass(report, err, took)
	if errors.Is(err, ErrHeld) {
		return // another's pass is no trouble of this process
	}
	s.last.report, s.last.err = report, err
	if err != nil {
		return
	}
	s.last.good = time.Now()
	s.last.passes++
	s.compare = false
}

// distrust withholds documents: the store's notes are gone, and with them perhaps everything else.
func (s *Syncer) distrust(ctx context.Context) {
	if s.trusted.Swap(false) {
		s.withheld.Store(true)
		s.log.ErrorContext(ctx, "store came back without its notes, documents are withheld until the archive is restored")
	}
}

func (s *Syncer) tellRestored(ctx context.Context, report Report) {
	s.log.InfoContext(ctx, "store is restored from the archive", "generation", report.Generation, "records", report.ToStore)
}

func (s *Syncer) known() *head {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.head
}

func (s *Syncer) remember(h *head) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head = h
}

func (s *Syncer) full() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.compare
}

func (s *Syncer) lastSweep() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.head != nil && s.head.manifest != nil {
		return max(s.sweptAt, s.head.manifest.Swept)
	}
	return s.sweptAt
}

func (s *Syncer) swept(at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweptAt = at
}

func (s *Syncer) accepts(bucket string) bool { return s.accept[bucket] || s.accept["all"] }

func (s *Syncer) step(at Step) {
	if s.hook != nil {
		s.hook(at)
	}
}

// phase reports progress over so many steps; each call of the result is one.
func (s *Syncer) phase(name string, total int) func() {
	if s.progress == nil {
		return func() {}
	}
	var done atomic.Int64
	s.progress(name, 0, total)
	return func() { s.progress(name, int(done.Add(1)), total) }
}

// alone is the lease of the only process.
type alone struct{}

func (alone) Hold(ctx context.Context, work func(context.Context) error) error { return work(ctx) }

// keepNewer unites by keeping the newer copy.
type keepNewer struct{}

func (keepNewer) Unite(archived, stored store.Record) (json.RawMessage, error) {
	if archived.Time > stored.Time {
		return archived.Value, nil
	}
	return stored.Value, nil
}
