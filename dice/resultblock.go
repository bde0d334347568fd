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
	r.Expr = e
	r.Rolls = slices.Grow(r.Rolls[:0], e.Repeat)[:e.Repeat]
	r.dice = r.dice[:0]
	r.pools = r.pools[:0]
	if rare := r.rare; rare != nil {
		rare.nested, rare.items, rare.log, rare.notes = rare.nested[:0], rare.items[:0], rare.log[:0], rare.notes[:0]
	}
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

// addPool adds a pool to the top level, whose fields are then to be set.
func (r *Result) addPool() *PoolResult {
	n := len(r.pools)
	r.pools = slices.Grow(r.pools, 1)[:n+1]
	return &r.pools[n]
}
