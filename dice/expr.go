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

	notes bool  // there is a Noted somewhere
	least int32 // dice that any roll of it throws at least, repeats included
	arena arena
}

// Test returns the comparison whose success a roll reports: the whole
// expression, or the condition of a then that is the whole expression. It is
// nil if there is none.
func (e *Expr) Test() *Compare { return testIn(e.Root) }

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

// reset empties e for another source, keeping its memory.
func (e *Expr) reset(src string) {
	e.Source = src
	e.Root = nil
	e.Repeat, e.Comment = 1, ""
	e.Hints = e.Hints[:0]
	e.notes, e.least = false, 0
	if e.arena.hasRare {
		e.arena.rare.reset()
	}
	e.arena.reset()
}
