package syncer

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"feyre/store"
)

// attempts is how often a pass starts over because another changed the archive or the store meanwhile.
const attempts = 5

// pass is one attempt to make store and archive alike.
type pass struct {
	*Syncer
	id    string
	now   int64 // the store's clock at the start
	state store.State
	runs  []string
	head  *head
	next  *Manifest
	out   *deltaWriter
	notes *notes
	tally tally
	// settled is every base written, by bucket; guarded by the tally's lock.
	settled map[int]Base
	// compact names the partitions of what must not stay in the archive's newest state, erased documents above all; guarded likewise.
	compact map[int]bool
	// fold says that deltas hold what is long out of date.
	fold bool
}

// pass makes store and archive alike, once. Each attempt takes the lease anew: the likely reason for a conflict is that this process
// was asleep for longer than its lease, and another has it.
func (s *Syncer) pass(ctx context.Context) (report Report, err error) {
	for range attempts {
		err = s.lease.Hold(ctx, func(ctx context.Context) (err error) {
			report, err = s.attempt(ctx)
			return err
		})
		if !errors.Is(err, ErrConflict) && !errors.Is(err, errStoreChanged) {
			return report, err
		}
		s.log.InfoContext(ctx, "starting the pass over", "cause", err)
	}
	return report, err
}

func (s *Syncer) attempt(ctx context.Context) (Report, error) {
	began := time.Now()
	p := &pass{Syncer: s, id: newID(), settled: map[int]Base{}, compact: map[int]bool{}}
	defer p.close()
	if err := p.read(ctx); err != nil {
		return p.tally.result(), err
	}
	p.step(StepRead)
	err := p.run(ctx)
	p.tally.update(func(r *Report) { r.Took = time.Since(began) })
	return p.tally.result(), err
}

// read asks both sides for their states and says which way this pass goes.
func (p *pass) read(ctx context.Context) (err error) {
	if p.state, err = p.store.State(ctx); err != nil {
		return fmt.Errorf("store's state: %w", err)
	}
	if p.state.Lineage == "" {
		p.distrust(ctx)
	}
	if p.runs, err = p.store.Runs(ctx); err != nil {
		return fmt.Errorf("store's servers: %w", err)
	}
	if p.now, err = p.store.Now(ctx); err != nil {
		return fmt.Errorf("store's clock: %w", err)
	}
	if p.head, err = loadHead(ctx, p.archive, p.known(), p.accepts); err != nil {
		return err
	}
	if p.head.damaged == nil {
		p.remember(p.head)
	}
	mode, err := p.mode()
	if err != nil {
		return err
	}
	p.next = p.successor()
	p.tally.update(func(r *Report) { r.Mode, r.Time, r.Generation = mode, p.now, p.next.Generation-1 })
	if p.head.damaged != nil {
		p.log.ErrorContext(ctx, "newest manifest can't be read, an older one is used", "cause", p.head.damaged, "generation", p.next.Generation-1)
	}
	return nil
}

// mode decides how much must be looked at.
func (p *pass) mode() (Mode, error) {
	newest := p.head.manifest
	switch {
	case newest == nil:
		return ModeFirst, nil
	case p.state.Lineage == "":
		return ModeMerge, nil
	case p.state.Lineage != newest.Lineage && p.adopt:
		return ModeMerge, nil
	case p.state.Lineage != newest.Lineage:
		return "", &ForeignError{Store: p.state.Lineage, Archive: newest.Lineage}
	case p.full(), p.head.damaged != nil, p.state.Generation != newest.Generation, !slices.Equal(p.state.Runs, p.runs):
		return ModeCompare, nil
	default:
		return ModeIncrement, nil
	}
}

// successor is the state that this pass will commit, as far as it is known at its start.
func (p *pass) successor() *Manifest {
	next := &Manifest{Format: format, Lineage: p.state.Lineage, Buckets: 1}
	if p.head.manifest != nil {
		next = p.head.manifest.clone()
	}
	if next.Lineage == "" {
		next.Lineage = newID()
	}
	next.Generation++
	if next.Lineage == p.state.Lineage {
		// An archive that lost its newest states must not give their numbers to others.
		next.Generation = max(next.Generation, p.state.Generation+1)
	}
	next.Pass, next.Time, next.Swept = p.id, p.now, max(p.lastSweep(), p.state.Swept)
	next.Rehearsal = p.learnRehearsal(next.Rehearsal, rehearsalIn(p.state))
	return next
}

func (p *pass) run(ctx context.Context) (err error) {
	if err := p.claim(ctx); err != nil {
		return err
	}
	p.notes = newNotes(p.config.TempDir)
	p.out = newDeltaWriter(p, "")
	if p.tally.Mode == ModeIncrement {
		err = p.increment(ctx)
	} else {
		err = p.compare(ctx)
	}
	if err == nil {
		err = p.expire(ctx)
	}
	if err == nil {
		err = p.out.flush(ctx)
	}
	if err == nil {
		err = p.settle(ctx)
	}
	if err != nil {
		return err
	}
	return p.finish(ctx)
}

// finish commits what there is to commit and then tells the store.
func (p *pass) finish(ctx context.Context) error {
	if p.changed() {
		if err := p.commit(ctx); err != nil {
			return err
		}
	}
	if err := p.tellStore(ctx); err != nil {
		return err
	}
	p.sweep(ctx)
	p.step(StepDone)
	return nil
}

// tellStore writes down what both sides agree on, and takes out of the store what only a pass needed.
func (p *pass) tellStore(ctx context.Context) error {
	p.step(StepState)
	generation := p.next.Generation
	if !p.tally.Committed {
		generation = p.head.manifest.Generation
	}
	err := p.noteState(ctx, store.State{
		Lineage: p.next.Lineage, Generation: generation, Runs: p.runs, LastPass: p.now, Rehearsal: p.next.Rehearsal.encode(),
		Swept: p.next.Swept,
	})
	if err != nil {
		return fmt.Errorf("store's state: %w", err)
	}
	p.step(StepClean)
	if err := p.notes.clean(ctx, p.store); err != nil {
		return fmt.Errorf("index of changes: %w", err)
	}
	p.step(StepBury)
	if err := p.notes.bury(ctx, p.store); err != nil {
		return fmt.Errorf("tombstones: %w", err)
	}
	return nil
}

func (p *pass) wrote(blob Blob) {
	p.tally.update(func(r *Report) {
		r.Blobs++
		r.Uploaded += blob.Bytes
	})
}

func (p *pass) skip(cause error) {
	p.tally.update(func(r *Report) { r.Skipped++ })
	p.log.Warn("value left out of the archive", "cause", cause)
}

func (p *pass) close() {
	if p.notes != nil {
		p.notes.close()
	}
}

// newID is a random name that nobody else will choose.
func newID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
