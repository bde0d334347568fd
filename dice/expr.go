package dice

// An Expr is a parsed expression. It is read-only and safe for concurrent use
// until it is given to ParseInto again. It must not be copied.
type Expr struct {
	// Source is the text it was parsed from, as typed.
	Source string
	// Root is the whole expression, without repeat and comment.
	Root Node
	// Repeat is how often it is rolled, each time on its own: 1 if not said.
	Repeat int
	// Comment is the text after the last #, without surrounding space.
	Comment string
	// Hints are what a player of another system should know about it.
	Hints []Hint

	test  *Compare
	notes bool  // there is a Noted somewhere
	least int64 // dice that any roll of it throws at least, repeats included
	arena arena
}

// Test returns the comparison whose success a roll reports: the whole
// expression, or the condition of a then that is the whole expression. It is
// nil if there is none.
func (e *Expr) Test() *Compare { return e.test }

// setTest finds the test.
func (e *Expr) setTest() {
	switch root := e.Root.(type) {
	case *Compare:
		e.test = root
	case *Then:
		e.test, _ = root.If.(*Compare)
	}
}

// LeastDice returns how many dice any roll of the expression throws at least,
// repeats included. It never exceeds the limit the expression was parsed with.
func (e *Expr) LeastDice() int { return int(e.least) }

// arena owns the nodes of one expression, so that parsing again into the same
// Expr needs no memory.
type arena struct {
	numbers  slab[Number]
	pools    slab[Pool]
	groups   slab[Group]
	calls    slab[Call]
	negs     slab[Neg]
	binaries slab[Binary]
	compares slab[Compare]
	thens    slab[Then]
	noteds   slab[Noted]
	mods     []Modifier
	faces    []int64
	nodes    []Node
}

// reset empties e for another source, keeping its memory.
func (e *Expr) reset(src string) {
	e.Source, e.Root, e.Repeat, e.Comment, e.Hints = src, nil, 1, "", e.Hints[:0]
	e.notes, e.least, e.test = false, 0, nil
	e.arena.reset()
}

// reset makes all memory of the arena available again.
func (a *arena) reset() {
	a.numbers.reset()
	a.pools.reset()
	a.groups.reset()
	a.calls.reset()
	a.negs.reset()
	a.binaries.reset()
	a.compares.reset()
	a.thens.reset()
	a.noteds.reset()
	a.mods = a.mods[:0]
	a.faces = a.faces[:0]
	clear(a.nodes)
	a.nodes = a.nodes[:0]
}

// A slab hands out pointers into chunks. A full chunk is left to the pointers
// into it, and the next one is twice as large.
type slab[T any] struct {
	chunk []T
	used  int
}

// next returns a zero T of its own.
func (s *slab[T]) next() *T {
	if s.used == len(s.chunk) {
		s.chunk = make([]T, max(4, 2*len(s.chunk)))
		s.used = 0
	}
	p := &s.chunk[s.used]
	s.used++
	var zero T
	*p = zero
	return p
}

// add returns a copy of v of its own.
func (s *slab[T]) add(v T) *T {
	p := s.next()
	*p = v
	return p
}

func (s *slab[T]) reset() { s.used = 0 }

// block is an Expr with room for the nodes of a common expression, so that
// parsing one is a single allocation.
type block struct {
	expr     Expr
	numbers  [3]Number
	pools    [2]Pool
	binaries [3]Binary
	mods     [3]Modifier
}

func newExpr() *Expr {
	b := new(block)
	e := &b.expr
	e.arena.numbers.chunk = b.numbers[:]
	e.arena.pools.chunk = b.pools[:]
	e.arena.binaries.chunk = b.binaries[:]
	e.arena.mods = b.mods[:0]
	return e
}
