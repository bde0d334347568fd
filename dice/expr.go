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

// testIn is the test of an expression with this root, or nil.
func testIn(root Node) *Compare {
	if then, ok := root.(*Then); ok {
		root = then.If
	}
	test, _ := root.(*Compare)
	return test
}

// LeastDice returns how many dice any roll of the expression throws at least,
// repeats included. It never exceeds the limit the expression was parsed with.
func (e *Expr) LeastDice() int { return int(e.least) }

// arena owns the nodes of one expression, so that parsing again into the same
// Expr needs no memory.
type arena struct {
	numbers  slab[Number]
	pools    slab[Pool]
	binaries slab[Binary]
	mods     []Modifier
	rare     *rareNodes // nil until there are any
}

// rareNodes are what most expressions do without.
type rareNodes struct {
	groups   slab[Group]
	calls    slab[Call]
	negs     slab[Neg]
	compares slab[Compare]
	thens    slab[Then]
	noteds   slab[Noted]
	faces    []int64
	nodes    []Node
	used     bool
}

// others are the nodes that are not in every expression.
func (a *arena) others() *rareNodes {
	if a.rare == nil {
		a.rare = new(rareNodes)
	}
	a.rare.used = true
	return a.rare
}

// reset empties e for another source, keeping its memory.
func (e *Expr) reset(src string) {
	e.Source, e.Root, e.Repeat, e.Comment, e.Hints = src, nil, 1, "", e.Hints[:0]
	e.notes, e.least, e.test = false, 0, nil
	a := &e.arena
	a.numbers, a.pools, a.binaries, a.mods = a.numbers[:0], a.pools[:0], a.binaries[:0], a.mods[:0]
	if a.rare != nil && a.rare.used {
		a.rare.reset()
	}
}

func (r *rareNodes) reset() {
	r.groups, r.calls, r.negs, r.compares = r.groups[:0], r.calls[:0], r.negs[:0], r.compares[:0]
	r.thens, r.noteds, r.faces, r.nodes, r.used = r.thens[:0], r.noteds[:0], r.faces[:0], r.nodes[:0], false
}

// A slab hands out pointers to its elements. One that is full is left to the
// pointers into it, and the next one is twice as large.
type slab[T any] []T

// next returns a zero T of its own.
func (s *slab[T]) next() *T {
	n := len(*s)
	if n == cap(*s) {
		*s = make([]T, 0, max(4, 2*n))
		n = 0
	}
	*s = (*s)[:n+1]
	p := &(*s)[n]
	var zero T
	*p = zero
	return p
}

// block is an Expr with room for the nodes of a common expression, so that
// parsing one is a single allocation.
type block struct {
	expr     Expr
	numbers  [3]Number
	pools    [2]Pool
	binaries [2]Binary
	mods     [3]Modifier
}

func newExpr() *Expr {
	b := new(block)
	e := &b.expr
	e.arena.numbers = b.numbers[:0]
	e.arena.pools = b.pools[:0]
	e.arena.binaries = b.binaries[:0]
	e.arena.mods = b.mods[:0]
	return e
}
