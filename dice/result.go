package dice

// A Result is what a roll of an Expr gave. Its slices belong to it and are
// valid until it is rolled into again.
type Result struct {
	Expr *Expr
	// Rolls holds the repetitions in order, at least one.
	Rolls []Repetition
	// Thrown is how many dice were thrown, rerolls included.
	Thrown int

	dice   []Die
	pools  []PoolResult // of the top level of all repetitions
	rare   *rareResults // nil until there are any
	worker *worker      // that rolls into it again; nil where Roll made it
}

// rareResults are what most rolls do without.
type rareResults struct {
	nested []PoolResult // in elements of groups
	items  []Item
	log    []thrown
	notes  []NoteSum
}

// A Repetition is one roll of the whole expression.
type Repetition struct {
	Total int64
	// IsTest says that the roll is a test, or a then on a test; then Success
	// and Margin belong to that test, and Left and Right are the totals that it
	// compared. Margin is positive on the side that succeeds.
	IsTest              bool
	Success             bool
	Margin, Left, Right int64
	// Pools are the dice and groups in the order rolled. Pools in the elements
	// of a group are found there.
	Pools []PoolResult
	// Notes are the sums by note, in the order of the expression.
	Notes []NoteSum
	// Hints are those of the expression, in the first repetition, and those of
	// this outcome.
	Hints []Hint
}

// A NoteSum is what the parts with one note come to.
type NoteSum struct {
	Note  string
	Total int64
}

// A PoolResult is what a pool or a group gave.
type PoolResult struct {
	// Node is the *Pool or the *Group.
	Node  Node
	Total int64
	// Dice are those of a pool, in the order rolled unless it says otherwise.
	Dice []Die
	// Items are the elements of a group.
	Items []Item

	log []thrown
}

// An Item is what one element of a group gave.
type Item struct {
	Node  Node
	Total int64
	Kept  bool
	Flags Flags // Hit and Against
	Pools []PoolResult
}

// Expression returns the pool or group in canonical form.
func (p *PoolResult) Expression() string { return Print(p.Node) }

// A Die is one die and what happened to it.
type Die struct {
	// Face is what the die counts.
	Face int64
	// Sides is how many faces the die has.
	Sides int32
	Flags Flags
	// Order is its place in the order rolled, within its pool.
	Order uint16
}

// Flags tell what happened to a die.
type Flags uint16

// What may have happened to a die.
const (
	Kept       Flags = 1 << iota // it counts
	Exploded                     // it was added by an explosion, an e or an ra
	Apart                        // it was added by an e or eo: keeps and drops do not see it
	Rerolled                     // it was thrown again; PoolResult.Rerolled has the faces
	Compounded                   // faces were added to it; PoolResult.Added has them
	Natural20                    // a d20 that was thrown as 20
	Natural1                     // a d20 that was thrown as 1
	Hit                          // a count counts it
	Against                      // a count against counts it
)

// Has reports whether all these flags are set.
func (f Flags) Has(flags Flags) bool { return f&flags == flags }

// Kept reports whether the die counts.
func (d *Die) Kept() bool { return d.Flags.Has(Kept) }

// Crit reports whether the die is a kept natural 20 of a d20.
func (d *Die) Crit() bool { return d.Flags.Has(Kept | Natural20) }

// Fumble reports whether the die is a kept natural 1 of a d20.
func (d *Die) Fumble() bool { return d.Flags.Has(Kept | Natural1) }

// thrown records a throw that does not stand as a die of its own.
type thrown struct {
	face  int64
	order uint16 // of the die it belongs to
	added bool   // it was added to the die, else it was thrown away
}

// Rerolled returns the faces that the die showed and that were thrown away.
func (p *PoolResult) Rerolled(d *Die) []int64 { return p.logged(d, Rerolled, false) }

// Added returns the faces that the die first showed and that compounding then
// added to it, each as it counts.
func (p *PoolResult) Added(d *Die) []int64 { return p.logged(d, Compounded, true) }

func (p *PoolResult) logged(d *Die, flag Flags, added bool) (faces []int64) {
	if !d.Flags.Has(flag) {
		return nil
	}
	for _, t := range p.log {
		if t.order == d.Order && t.added == added {
			faces = append(faces, t.face)
		}
	}
	return faces
}
