package dice

// A Node is one part of a parsed expression: a *Number, *Pool, *Group, *Call,
// *Neg, *Binary, *Compare, *Then or *Noted. Nodes are read-only once parsed.
//
// Parentheses and names leave no node: a saved roll stands in the tree as what
// it says. An argument that a saved roll uses twice is one node reached twice;
// every visit rolls it anew, so no visit may assume another one's outcome.
type Node interface {
	// Place gives the bytes of the source that the node was read from. For a
	// node that came from a saved roll it is the place of the name.
	Place() (at, end int)
	node()
}

// A Span is a range of bytes in the source.
type Span struct{ At, End int32 }

// Place returns the range as two ints.
func (s Span) Place() (at, end int) { return int(s.At), int(s.End) }

func (s Span) node() {}

// A Number is a whole number, never negative: -5 is a Neg of a Number.
type Number struct {
	Span
	Value int64
}

// A Pool is a number of equal dice, thrown together, and what is then done with them.
type Pool struct {
	Span
	// Count is the number of dice, if Amount is nil.
	Count int64
	// Amount is the number of dice where it is itself rolled or computed, as
	// in (1d4)d6; else nil. It is never a plain Number. A negative outcome is an error.
	Amount Node
	Sides  Sides
	// Mods are applied in this order.
	Mods []Modifier
}

// A SidesKind tells how the sides of a die were written.
type SidesKind uint8

// The kinds of sides.
const (
	Numbered SidesKind = iota // d6: faces 1 to N
	Percent                   // d%: faces 1 to 100
	Fate                      // dF: faces -1, 0 and 1
	Listed                    // d[2,4,8]: the faces as written, a face may occur twice
	Computed                  // d(1d4+2): faces 1 to the outcome, which below 1 is an error
)

// Sides says which faces a die has, each with the same chance.
type Sides struct {
	Kind SidesKind
	// N is the number of faces; 0 if Computed.
	N int64
	// Faces holds the faces if Fate or Listed, else nil.
	Faces []int64
	// Expr is the number of faces if Computed, else nil. It is never a plain Number.
	Expr Node

	lowest, highest int64 // faces, if not Computed
}

// A Modifier does one thing to the dice of a pool or to the elements of a
// group. Op says what, and what Cmp and N mean to it.
type Modifier struct {
	Op  Op
	Cmp Cmp
	// Advantage marks a KeepHighest or KeepLowest of one that was written adv
	// or dis: the pool was typed with one die and holds two.
	Advantage bool
	At        int32 // place in the source
	N         int64
}

// Tests reports whether a die that shows face meets the modifier's test, where
// highest is the highest face that the die has.
func (m *Modifier) Tests(face, highest int64) bool {
	if m.Cmp == NoCmp {
		return face == highest
	}
	return m.Cmp.Holds(face, m.N)
}

// An Op is what a modifier does. Unless said otherwise it acts on the dice
// still kept that are not extra dice of Extra and ExtraOn.
type Op uint8

// What modifiers do. Those marked (test) use Cmp and N as the test on a face;
// where Cmp is NoCmp the test is "shows the highest face". The others use N.
const (
	// KeepHighest keeps the N highest dice; more than there are keeps all.
	KeepHighest Op = iota + 1
	// KeepLowest keeps the N lowest dice.
	KeepLowest
	// DropLowest drops the N lowest dice; more than there are drops all.
	DropLowest
	// DropHighest drops the N highest dice.
	DropHighest
	// KeepIf (test) drops the dice that fail the test.
	KeepIf
	// DropIf (test) drops the dice that meet the test.
	DropIf
	// Extra (test, always >= or NoCmp) throws one more die for each die of the
	// first throw that meets it, whether that die is still kept or not. The
	// extra dice always count; only CountIf, CountAgainst, AtLeast, AtMost and
	// the sorts see them.
	Extra
	// ExtraOn (test, always =) is Extra on exactly one face.
	ExtraOn
	// Explode (test) throws one more die for each die that meets the test, and
	// so on for those; they join the pool.
	Explode
	// ExplodeOnce (test) is Explode where the added dice add no more.
	ExplodeOnce
	// Compound (test) is Explode where the faces are added to the die that exploded.
	Compound
	// Penetrate (test) is Explode where an added die is tested as thrown and
	// then counts one less.
	Penetrate
	// CompoundPenetrate (test) adds, each one less, to the die that exploded.
	CompoundPenetrate
	// RerollOnce (test) throws each die that meets the test again; that stands.
	RerollOnce
	// Reroll (test) throws each die again until it fails the test.
	Reroll
	// RerollAdd (test) throws one more die for the first die, in the order
	// rolled, that meets the test; it joins the pool.
	RerollAdd
	// AtLeast counts a die below N as N; extra dice too.
	AtLeast
	// AtMost counts a die above N as N; extra dice too.
	AtMost
	// Unique throws a die again, in the order rolled, until it shows what no
	// die before it shows. More dice than different faces is an error.
	Unique
	// SortUp shows the dice in ascending order; the total is the same.
	SortUp
	// SortDown shows the dice in descending order.
	SortDown
	// CountIf (test) makes the total the number of dice that meet the test;
	// extra dice too. Only CountAgainst and the sorts follow it.
	CountIf
	// CountAgainst (test) takes away the number of dice that meet the test.
	CountAgainst
)

// A Group holds elements of which Mods keep, drop or count some. With one
// element and any modifier the modifiers act on all dice of that element,
// which is then a sum: of pools, each added, and of numbers, added or taken away.
// Only keeps, drops, counts and sorts occur.
type Group struct {
	Span
	Items []Node
	Mods  []Modifier
}

// OnDice reports whether the modifiers act on the dice of the one element,
// not on the totals of the elements.
func (g *Group) OnDice() bool { return len(g.Items) == 1 && len(g.Mods) > 0 }

// A Func is a function of the language.
type Func uint8

// The functions. Floor, Ceil and Round take one argument: if that is a
// division they round its exact quotient, else they change nothing. Round
// takes halves away from zero.
const (
	Floor Func = iota + 1
	Ceil
	Round
	Abs
	Min
	Max
)

// A Call is a function of one argument, or of one or more for Min and Max.
type Call struct {
	Span
	Func Func
	Args []Node
}

// A Neg is X with the other sign. X is never a Neg.
type Neg struct {
	Span
	X Node
}

// A BinaryOp is an operation on two numbers.
type BinaryOp uint8

// The operations. Div rounds down, toward minus infinity; Mod has the sign of
// the divisor; either by zero is an error.
const (
	Add BinaryOp = iota + 1
	Sub
	Mul
	Div
	Mod
)

// A Binary is an operation on X and Y.
type Binary struct {
	Span
	Op   BinaryOp
	X, Y Node
}

// A Compare is 1 if the comparison holds, else 0.
type Compare struct {
	Span
	Cmp  Cmp
	X, Y Node
}

// A Then is Then if If is not 0, else Else. The one not taken is not rolled.
type Then struct {
	Span
	If, Then Node
	Else     Node // nil for 0
}

// A Noted is X with a word about it, such as the kind of damage.
type Noted struct {
	Span
	X    Node
	Note string
}
