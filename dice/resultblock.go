package dice

import "slices"

// resultBlock is a Result with room for a common roll, so that making one is a
// single allocation.
type resultBlock struct {
	result Result
	rolls  [1]Repetition
	pools  [1]PoolResult
	dice   [8]Die
}

func newResult() *Result {
	b := new(resultBlock)
	b.result.Rolls, b.result.pools, b.result.dice = b.rolls[:0], b.pools[:0], b.dice[:0]
	return &b.result
}

// reset empties the result for another roll of e, keeping its memory.
func (r *Result) reset(e *Expr) {
	r.Expr, r.dice, r.pools = e, r.dice[:0], r.pools[:0]
	if r.rare != nil || e.Repeat > cap(r.Rolls) {
		r.resetMore(e.Repeat)
	}
	r.Rolls = r.Rolls[:e.Repeat]
}

// others are the parts that are not in every result.
func (r *Result) others() *rareResults {
	if r.rare == nil {
		r.rare = new(rareResults)
	}
	return r.rare
}

// logLength is how many throws the log holds.
func (r *Result) logLength() int {
	if r.rare == nil {
		return 0
	}
	return len(r.rare.log)
}

// logFrom are the throws in the log from the given one on.
func (r *Result) logFrom(start int) []thrown {
	if r.logLength() == start {
		return nil
	}
	log := r.rare.log
	return log[start:len(log):len(log)]
}

// What follows is seldom done. In line it would only make its callers large.

//go:noinline
func (r *Result) resetMore(rolls int) {
	if rolls > cap(r.Rolls) {
		r.Rolls = make([]Repetition, rolls)
	}
	if r.rare != nil {
		r.rare.reset()
	}
}

//go:noinline
func (r *Result) growDice(count int) { r.dice = slices.Grow(r.dice, count) }

//go:noinline
func (r *Result) growPools() { r.pools = slices.Grow(r.pools, 1) }

func (r *rareResults) reset() {
	r.nested, r.items, r.log, r.notes = r.nested[:0], r.items[:0], r.log[:0], r.notes[:0]
}
