package dice

import "sync"

// A Roller rolls parsed expressions. It is safe for concurrent use.
type Roller struct {
	limits  *Limits
	workers sync.Pool // of *worker: each goroutine that rolls has its own source

	turn  sync.Mutex // held while the one worker with a given source is used
	given *worker
}

// NewRoller returns a roller with randomness from the operating system.
// Goroutines that roll at the same time do not wait for each other.
func NewRoller(limits Limits) *Roller {
	limits = limits.orDefault()
	return &Roller{limits: &limits}
}

// NewRollerFrom returns a roller that takes every face from the source, one
// roll after the other.
func NewRollerFrom(source Source, limits Limits) *Roller {
	r := NewRoller(limits)
	r.given = newWorker(source)
	return r
}

// Roll rolls an expression. Every error is an *Error.
func (r *Roller) Roll(e *Expr) (*Result, error) {
	res := newResult()
	err := r.RollInto(res, e)
	if w := res.worker; w != nil {
		res.worker = nil
		w.forget()
		r.workers.Put(w)
	}
	if err != nil {
		return nil, err
	}
	return res, nil
}

// RollInto rolls an expression into res and uses its memory again, and its
// source of randomness: a Result is rolled into by one goroutine at a time.
// After an error res holds nothing of use.
func (r *Roller) RollInto(res *Result, e *Expr) error {
	if r.given != nil {
		return r.rollGiven(res, e)
	}
	if res.worker == nil {
		res.worker = r.worker()
	}
	if err := res.worker.roll(res, e, r.limits); err != nil {
		return err
	}
	return nil
}

// worker returns one that is free.
func (r *Roller) worker() *worker {
	if w, ok := r.workers.Get().(*worker); ok {
		return w
	}
	return newWorker(NewSource())
}

// rollGiven rolls with the source that was given.
func (r *Roller) rollGiven(res *Result, e *Expr) error {
	r.turn.Lock()
	defer r.turn.Unlock()
	if err := r.given.roll(res, e, r.limits); err != nil {
		return err
	}
	return nil
}

// worker rolls one expression at a time.
type worker struct {
	source Source
	dealer chacha // the source, if it can deal dice
	limits *Limits
	res    *Result
	expr   *Expr
	test   *Compare // whose outcome is not yet recorded
	rep    *Repetition
	left   int    // dice that may still be thrown
	err    *Error // the first error; once it is set nothing more is thrown

	faces    []uint32  // thrown, not yet dice
	one      [1]uint32 // thrown again
	values   []int64   // to be sorted
	seen     map[int64]bool
	items    []Item // of the groups being rolled
	terms    []int  // the pools that are terms of a group of dice being rolled
	together []Die  // of several pools
}

func newWorker(source Source) *worker {
	dealer, _ := source.(chacha)
	return &worker{source: source, dealer: dealer}
}

// roll rolls all repetitions of an expression.
func (w *worker) roll(res *Result, e *Expr, limits *Limits) *Error {
	res.reset(e)
	w.limits, w.res, w.expr, w.left, w.err = limits, res, e, limits.Dice, nil
	for i := range res.Rolls {
		rep, pools := &res.Rolls[i], len(res.pools)
		rep.reset()
		if i == 0 && len(e.Hints) > 0 {
			rep.hint(e.Hints...)
		}
		w.rep, w.test = rep, nil
		if pool, ok := e.Root.(*Pool); ok && !e.notes { // mostly
			rep.Total = w.pool(pool)
		} else {
			w.whole(rep)
		}
		rep.Pools = res.pools[pools:len(res.pools):len(res.pools)]
	}
	res.Thrown = limits.Dice - w.left
	return w.err
}

// whole rolls an expression that is more than one pool.
func (w *worker) whole(rep *Repetition) {
	w.test = testIn(w.expr.Root)
	if w.expr.notes {
		w.repetitionWithNotes(rep)
	} else {
		rep.Total = w.value(w.expr.Root)
	}
}

// reset empties the repetition, keeping the memory of its hints.
func (r *Repetition) reset() {
	hints := r.Hints[:0]
	*r = Repetition{} // a value with fields would be made elsewhere and then copied
	r.Hints = hints
}

// hint adds hints. In line it would only make its callers large.
//
//go:noinline
func (r *Repetition) hint(hints ...Hint) { r.Hints = append(r.Hints, hints...) }

// forget lets go of the last roll, so that an idle worker does not keep it.
func (w *worker) forget() { w.res, w.expr, w.rep, w.test, w.err = nil, nil, nil, nil, nil }

// fail records the first error, at the place of n.
func (w *worker) fail(n Node, code Code, args ...string) {
	if w.err == nil {
		at, end := n.Place()
		w.err = &Error{Code: code, At: at, End: end, Args: args, Source: w.expr.Source}
	}
}
