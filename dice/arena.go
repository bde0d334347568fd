package dice

// An arena owns the nodes of one expression, so that parsing again into the
// same Expr needs no memory. It has room for a common expression, so that a
// new Expr is a single small allocation.
type arena struct {
	// Whether the first of each is handed out, and any of the rare nodes.
	hasPool, hasNumber, hasBinary, hasRare bool

	pool    Pool
	number  Number
	binary  Binary
	mods    []Modifier
	fewMods [2]Modifier // where mods begins
	rare    *rareNodes  // nil until there are any
}

// rareNodes are what most expressions do without.
type rareNodes struct {
	pools    slab[Pool]
	numbers  slab[Number]
	binaries slab[Binary]
	groups   slab[Group]
	calls    slab[Call]
	negs     slab[Neg]
	compares slab[Compare]
	thens    slab[Then]
	noteds   slab[Noted]
	faces    []int64
	nodes    []Node
}

// others are the nodes that are not in every expression.
func (a *arena) others() *rareNodes {
	if a.rare == nil {
		a.rare = new(rareNodes)
	}
	a.hasRare = true
	return a.rare
}

// newPool returns a pool to be filled in.
func (a *arena) newPool() *Pool {
	if a.hasPool {
		return a.anotherPool()
	}
	a.hasPool = true
	a.pool = Pool{} // on its own: together with others it would be made elsewhere and then copied
	return &a.pool
}

// anotherPool is newPool behind the first. In line it would only make its callers large.
//
//go:noinline
func (a *arena) anotherPool() *Pool { return a.others().pools.next() }

// newNumber returns a number to be filled in, all of it.
func (a *arena) newNumber() *Number {
	if a.hasNumber {
		return a.others().numbers.next()
	}
	a.hasNumber = true
	return &a.number
}

// newBinary returns an operation to be filled in, all of it.
func (a *arena) newBinary() *Binary {
	if a.hasBinary {
		return a.others().binaries.next()
	}
	a.hasBinary = true
	return &a.binary
}

// addModifier returns one behind the others of a pool, to be filled in. No
// other pool or group has any of its own meanwhile.
func (a *arena) addModifier(pool *Pool) *Modifier {
	mods := append(a.mods, Modifier{})
	a.mods = mods
	start := len(mods) - len(pool.Mods) - 1
	pool.Mods = mods[start:len(mods):len(mods)]
	return &mods[len(mods)-1]
}

// used reports whether any pool or number is handed out.
func (a *arena) used() bool { return a.hasPool || a.hasNumber }

// reset takes back all nodes but the rare ones.
func (a *arena) reset() {
	if a.mods == nil {
		a.mods = a.fewMods[:]
	}
	a.mods = a.mods[:0]
	a.hasPool, a.hasNumber, a.hasBinary, a.hasRare = false, false, false, false
}

// reset takes back all nodes. In line it would only make its callers large.
//
//go:noinline
func (r *rareNodes) reset() {
	r.pools, r.numbers, r.binaries = r.pools[:0], r.numbers[:0], r.binaries[:0]
	r.groups, r.calls, r.negs, r.compares = r.groups[:0], r.calls[:0], r.negs[:0], r.compares[:0]
	r.thens, r.noteds, r.faces, r.nodes = r.thens[:0], r.noteds[:0], r.faces[:0], r.nodes[:0]
}

// A slab hands out pointers to its elements. One that is full is left to the
// pointers into it, and the next one is twice as large.
type slab[T any] []T

// next returns a zero T of its own.
func (s *slab[T]) next() *T {
	n := len(*s)
	if n == cap(*s) {
		*s = make([]T, 0, max(2, 2*n))
		n = 0
	}
	*s = (*s)[:n+1]
	p := &(*s)[n]
	var zero T
	*p = zero
	return p
}
