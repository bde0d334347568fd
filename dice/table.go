package dice

// A Kind is what a row of the table is.
type Kind uint8

// The kinds of rows, in the order help shows them.
const (
	KindDice       Kind = iota + 1 // how dice and their sides are written
	KindModifier                   // what stands behind a pool or a group
	KindOperator                   // arithmetic
	KindComparison                 // comparisons
	KindFunction                   // functions
	KindWhole                      // what is said of the whole roll
	KindBracket                    // brackets, which also have words
)

// A Row is one thing that can be written. The table of rows is the source for
// reading, for help and for suggestions.
type Row struct {
	Kind Kind

	op     Op       // modifier: what it does
	testOp Op       // modifier: what it does if a comparison follows; 0 where none may
	bare   Cmp      // modifier: the comparison that N alone stands for
	number need     // modifier: whether N must follow
	def    int64    // modifier: N where it may be left out and is not a face
	group  bool     // modifier: groups take it as well
	cmp    Cmp      // comparison: which
	binary BinaryOp // operator: which
	fn     Func     // function: which
	sign   sign     // what else the parser looks for

	// Name is how it is typed, in lower case. Names are unique: they may key a translation.
	Name string
	// Also are other ways to type exactly the same.
	Also []string
	// Syntax is Name with its arguments, for people: "kN".
	Syntax string
	// Meaning is one line of English.
	Meaning string
	// Example is an expression that can be rolled.
	Example string
}

// need says whether a modifier wants a number.
type need uint8

const (
	noNumber need = iota
	optional      // may be left out
	required
)

// sign names the rows that the parser asks for one by one.
type sign uint8

const (
	signNone sign = iota
	signDice
	signCount // t, which is a modifier or a then
	signThen
	signIf
	signElse
	signRepeat
	signComment
	signAdvantage
	signDisadvantage
	signOpen
	signClose
)

// Table returns all rows, in the order help shows them. The caller must not change them.
func Table() []Row { return table }

var table = []Row{
	{Kind: KindDice, Name: "d", Syntax: "NdS", Meaning: "N dice with S sides; one die without N", Example: "2d6", sign: signDice},
	{Kind: KindDice, Name: "d%", Syntax: "Nd%", Meaning: "dice from 1 to 100", Example: "1d%"},
	{Kind: KindDice, Name: "dF", Syntax: "NdF", Meaning: "dice with the faces -1, 0 and 1", Example: "4dF"},
	{Kind: KindDice, Name: "d[]", Syntax: "Nd[A,B,C]", Meaning: "dice with these faces", Example: "2d[2,4,8]"},
	{Kind: KindDice, Name: "{}", Syntax: "{A,B}", Meaning: "a group, of which some elements may be kept or counted", Example: "{2d6,1d12}kh1"},

	{Kind: KindModifier, Name: "k", Also: []string{"keep"}, Syntax: "kN", Meaning: "keep the highest N; k=N, k>N and so on keep by value", Example: "4d6k3", op: KeepHighest, testOp: KeepIf, number: required, group: true},
	{Kind: KindModifier, Name: "kh", Syntax: "khN", Meaning: "keep the highest N, or 1", Example: "2d20kh1", op: KeepHighest, number: optional, def: 1, group: true},
	{Kind: KindModifier, Name: "kl", Syntax: "klN", Meaning: "keep the lowest N, or 1", Example: "2d20kl1", op: KeepLowest, number: optional, def: 1, group: true},
	{Kind: KindModifier, Name: "dl", Also: []string{"pl"}, Syntax: "dlN", Meaning: "drop the lowest N, or 1; dN after a pool of more than N dice", Example: "4d6dl1", op: DropLowest, number: optional, def: 1, group: true},
	{Kind: KindModifier, Name: "dh", Also: []string{"ph"}, Syntax: "dhN", Meaning: "drop the highest N, or 1", Example: "4d6dh1", op: DropHighest, number: optional, def: 1, group: true},
	{Kind: KindModifier, Name: "p", Syntax: "p=N", Meaning: "drop by value; also p>N, p<=N and so on", Example: "4d6p=1", testOp: DropIf, number: required, group: true},
	{Kind: KindModifier, Name: "e", Syntax: "eN", Meaning: "each die showing N or more, or its highest face, adds exactly one more die", Example: "3d6e6", op: Extra, bare: GreaterEqual, number: optional},
	{Kind: KindModifier, Name: "eo", Syntax: "eoN", Meaning: "each die showing exactly N adds exactly one more die", Example: "3d6eo5", op: ExtraOn, bare: Equal, number: required},
	{Kind: KindModifier, Name: "!", Also: []string{"x"}, Syntax: "!N or !>=N", Meaning: "explode, again and again: on the highest face, on N, or on a test", Example: "3d6!", op: Explode, testOp: Explode, bare: Equal, number: optional},
	{Kind: KindModifier, Name: "ie", Syntax: "ieN", Meaning: "explode, again and again, on N or more", Example: "3d6ie5", op: Explode, bare: GreaterEqual, number: optional},
	{Kind: KindModifier, Name: "!o", Also: []string{"xo"}, Syntax: "!oN", Meaning: "explode once", Example: "3d6!o", op: ExplodeOnce, testOp: ExplodeOnce, bare: Equal, number: optional},
	{Kind: KindModifier, Name: "!!", Syntax: "!!N", Meaning: "explode, and add the new faces to the die that exploded", Example: "3d6!!", op: Compound, testOp: Compound, bare: Equal, number: optional},
	{Kind: KindModifier, Name: "!p", Syntax: "!pN", Meaning: "explode, each new die counting one less", Example: "3d6!p", op: Penetrate, testOp: Penetrate, bare: Equal, number: optional},
	{Kind: KindModifier, Name: "!!p", Syntax: "!!pN", Meaning: "explode, and add the new faces, each one less, to the die that exploded", Example: "3d6!!p", op: CompoundPenetrate, testOp: CompoundPenetrate, bare: Equal, number: optional},
	{Kind: KindModifier, Name: "ro", Syntax: "roN or ro<N", Meaning: "reroll once; the second roll stands", Example: "4d6ro1", op: RerollOnce, testOp: RerollOnce, bare: Equal, number: required},
	{Kind: KindModifier, Name: "r", Also: []string{"rr"}, Syntax: "rN or r<N", Meaning: "reroll until the die shows something else", Example: "4d6r1", op: Reroll, testOp: Reroll, bare: Equal, number: required},
	{Kind: KindModifier, Name: "ra", Syntax: "raN", Meaning: "reroll one such die and add the new one; both count", Example: "2d6ra1", op: RerollAdd, testOp: RerollAdd, bare: Equal, number: required},
	{Kind: KindModifier, Name: "mi", Also: []string{"min"}, Syntax: "miN", Meaning: "a die counts as at least N", Example: "1d20mi10", op: AtLeast, number: required},
	{Kind: KindModifier, Name: "ma", Also: []string{"max"}, Syntax: "maN", Meaning: "a die counts as at most N", Example: "1d20ma15", op: AtMost, number: required},
	{Kind: KindModifier, Name: "u", Syntax: "u", Meaning: "unique: reroll doubles", Example: "3d6u", op: Unique},
	{Kind: KindModifier, Name: "s", Also: []string{"sa"}, Syntax: "s", Meaning: "show the dice in ascending order", Example: "5d6s", op: SortUp, group: true},
	{Kind: KindModifier, Name: "sd", Syntax: "sd", Meaning: "show the dice in descending order", Example: "5d6sd", op: SortDown, group: true},
	{Kind: KindModifier, Name: "cs", Syntax: "cs>=N", Meaning: "the total is the number of dice that meet the test", Example: "8d10cs>=7", op: CountIf, testOp: CountIf, bare: Equal, number: required, group: true},
	{Kind: KindModifier, Name: "t", Syntax: "tN", Meaning: "the same as cs>=N, behind a pool where nothing was compared before", Example: "8d10t7", op: CountIf, bare: GreaterEqual, number: required, group: true, sign: signCount},
	{Kind: KindModifier, Name: "cf", Syntax: "cf<=N", Meaning: "after cs: take away the number of dice that meet this test", Example: "8d10cs>=7cf<=1", op: CountAgainst, testOp: CountAgainst, bare: Equal, number: required, group: true},
	{Kind: KindModifier, Name: "f", Syntax: "fN", Meaning: "the same as cf<=N", Example: "8d10t7f1", op: CountAgainst, bare: LessEqual, number: required, group: true},
	{Kind: KindModifier, Name: "adv", Also: []string{"advantage"}, Syntax: "adv", Meaning: "advantage: roll two d20 and keep the higher; also at the end of a roll with one d20", Example: "1d20adv+5", op: KeepHighest, sign: signAdvantage},
	{Kind: KindModifier, Name: "dis", Also: []string{"disadvantage"}, Syntax: "dis", Meaning: "disadvantage: roll two d20 and keep the lower", Example: "1d20dis+5", op: KeepLowest, sign: signDisadvantage},

	{Kind: KindOperator, Name: "+", Also: []string{"plus"}, Syntax: "A+B", Meaning: "add", Example: "1d20+5", binary: Add},
	{Kind: KindOperator, Name: "-", Also: []string{"minus"}, Syntax: "A-B", Meaning: "take away", Example: "1d20-1", binary: Sub},
	{Kind: KindOperator, Name: "*", Also: []string{"times"}, Syntax: "A*B", Meaning: "multiply", Example: "(1d6+2)*2", binary: Mul},
	{Kind: KindOperator, Name: "/", Also: []string{"//", "divide"}, Syntax: "A/B", Meaning: "divide, rounded down", Example: "3d6/2", binary: Div},
	{Kind: KindOperator, Name: "%", Syntax: "A%B", Meaning: "the rest of a division", Example: "1d20%5", binary: Mod},

	{Kind: KindComparison, Name: ">", Also: []string{"greater_than"}, Syntax: "A>B", Meaning: "more than", Example: "1d20>15", cmp: Greater},
	{Kind: KindComparison, Name: "<", Also: []string{"less_than"}, Syntax: "A<B", Meaning: "less than", Example: "1d100<45", cmp: Less},
	{Kind: KindComparison, Name: ">=", Also: []string{"greater_than_equal"}, Syntax: "A>=B", Meaning: "at least", Example: "1d20+5>=15", cmp: GreaterEqual},
	{Kind: KindComparison, Name: "<=", Also: []string{"less_than_equal"}, Syntax: "A<=B", Meaning: "at most", Example: "1d100<=45", cmp: LessEqual},
	{Kind: KindComparison, Name: "=", Also: []string{"==", "equal"}, Syntax: "A=B", Meaning: "equal", Example: "1d6=6", cmp: Equal},
	{Kind: KindComparison, Name: "!=", Syntax: "A!=B", Meaning: "not equal", Example: "1d6!=1", cmp: NotEqual},

	{Kind: KindFunction, Name: "floor", Syntax: "floor(A/B)", Meaning: "divide, rounded down", Example: "floor(3d6/2)", fn: Floor},
	{Kind: KindFunction, Name: "ceil", Syntax: "ceil(A/B)", Meaning: "divide, rounded up", Example: "ceil(3d6/2)", fn: Ceil},
	{Kind: KindFunction, Name: "round", Syntax: "round(A/B)", Meaning: "divide, rounded to the nearest, halves away from zero", Example: "round(3d6/2)", fn: Round},
	{Kind: KindFunction, Name: "abs", Syntax: "abs(A)", Meaning: "without its sign", Example: "abs(1d6-1d6)", fn: Abs},
	{Kind: KindFunction, Name: "min", Syntax: "min(A,B)", Meaning: "the lowest of these", Example: "min(1d20,15)", fn: Min},
	{Kind: KindFunction, Name: "max", Syntax: "max(A,B)", Meaning: "the highest of these", Example: "max(1d6,1d8)", fn: Max},

	{Kind: KindWhole, Name: "then", Syntax: "A t B or A t B : C", Meaning: "if A is not 0 then B, else C or 0", Example: "1d20+5>15t2d6+4", sign: signThen},
	{Kind: KindWhole, Name: "?", Syntax: "A ? B : C", Meaning: "if A is not 0 then B, else C", Example: "1d20>10?2d6:1d6", sign: signIf},
	{Kind: KindWhole, Name: ":", Syntax: ":", Meaning: "else, after a then", Example: "1d20>10t2d6:1d6", sign: signElse},
	{Kind: KindWhole, Name: "c", Also: []string{"count"}, Syntax: "A cN, N#A or NxA", Meaning: "roll it N times, each on its own", Example: "2d6+3c3", sign: signRepeat},
	{Kind: KindWhole, Name: "#", Syntax: "A # text", Meaning: "a comment", Example: "2d6 # fire", sign: signComment},
	{Kind: KindWhole, Name: "[]", Syntax: "A[text]", Meaning: "a note for this part, summed by note", Example: "2d6[fire]+1d4[cold]"},
	{Kind: KindWhole, Name: "@", Syntax: "@name or @name(A)", Meaning: "a value of your character or a saved roll", Example: ""},

	{Kind: KindBracket, Name: "(", Also: []string{"left_parenthesis"}, Syntax: "(A)", Meaning: "first this", Example: "(1d6+2)*2", sign: signOpen},
	{Kind: KindBracket, Name: ")", Also: []string{"right_parenthesis"}, Syntax: "(A)", Meaning: "the end of that", Example: "(1d6+2)*2", sign: signClose},
}
