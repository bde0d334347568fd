package dice

import "strconv"

// A Code names the sentence of an error; it never changes.
type Code string

// The errors of reading. The comment gives the arguments.
const (
	Empty                 Code = "empty"                   //
	NotText               Code = "not_text"                //
	NotUnderstood         Code = "not_understood"          // what is not understood
	NotHere               Code = "not_here"                // what cannot stand here
	MissingAfter          Code = "missing_after"           // after what
	MissingBefore         Code = "missing_before"          // before what
	SideBySide            Code = "side_by_side"            //
	Unclosed              Code = "unclosed"                // the bracket
	Unopened              Code = "unopened"                // the bracket
	Comma                 Code = "comma"                   //
	Chained               Code = "chained"                 //
	Swapped               Code = "swapped"                 // typed, meant
	Fraction              Code = "fraction"                //
	MissingElse           Code = "missing_else"            //
	ElseWithoutThen       Code = "else_without_then"       //
	OneArgument           Code = "one_argument"            // the function
	BareFunction          Code = "bare_function"           // the function
	InlineRoll            Code = "inline_roll"             //
	ChatCommand           Code = "chat_command"            //
	TimesIsX              Code = "times_is_x"              //
	MissingSides          Code = "missing_sides"           //
	NoSides               Code = "no_sides"                //
	BadFace               Code = "bad_face"                //
	EmptyNote             Code = "empty_note"              //
	NoteAlone             Code = "note_alone"              //
	TwoNotes              Code = "two_notes"               //
	NoteBeforeModifier    Code = "note_before_modifier"    // the modifier
	OnlyAtEnd             Code = "only_at_end"             // the symbol
	AdvantageAtEnd        Code = "advantage_at_end"        // adv or dis
	RepeatForComment      Code = "repeat_for_comment"      // the number
	CommentBehind         Code = "comment_behind"          //
	ModifierAlone         Code = "modifier_alone"          // the modifier
	ModifierOnNumber      Code = "modifier_on_number"      // the modifier
	ModifierOnParenthesis Code = "modifier_on_parenthesis" // the modifier
	ModifierOnName        Code = "modifier_on_name"        // the modifier
	ModifierOnCall        Code = "modifier_on_call"        // the modifier
	MissingNumber         Code = "missing_number"          // the modifier
	TestNeedsNumber       Code = "test_needs_number"       // the comparison
	BareDrop              Code = "bare_drop"               // the number
	DiceOfDice            Code = "dice_of_dice"            //
	NotForGroup           Code = "not_for_group"           // the modifier
	SingleElement         Code = "single_element"          //
	AfterCount            Code = "after_count"             // the modifier
	NothingCounted        Code = "nothing_counted"         // the modifier
	AdvantageNeedsD20     Code = "advantage_needs_d20"     // adv or dis
	AdvantageTwice        Code = "advantage_twice"         //
	NeverEnds             Code = "never_ends"              // the pool
	TooManyUnique         Code = "too_many_unique"         // dice, faces
	TwoRepeats            Code = "two_repeats"             //
	NoRepeats             Code = "no_repeats"              //
)

// The errors of names.
const (
	MissingName      Code = "missing_name"       //
	UnknownName      Code = "unknown_name"       // the name
	NameCycle        Code = "name_cycle"         // the name
	InName           Code = "in_name"            // the name, the sentence
	OnlyAlone        Code = "only_alone"         // the name
	ArgumentOutside  Code = "argument_outside"   // the number
	MissingArgument  Code = "missing_argument"   // the number
	TooManyArguments Code = "too_many_arguments" // the name, wanted, given
)

// The errors of limits: what was asked, where it is known, then the limit.
const (
	TooLong         Code = "too_long"          // characters, limit
	TooLongExpanded Code = "too_long_expanded" // characters, limit
	TooDeep         Code = "too_deep"          // levels, limit
	TooManyDice     Code = "too_many_dice"     // dice, limit
	TooManySides    Code = "too_many_sides"    // sides, limit
	TooManyRepeats  Code = "too_many_repeats"  // repeats, limit
	NumberTooLarge  Code = "number_too_large"  // number, limit
	BudgetSpent     Code = "budget_spent"      // limit
)

// The errors of rolling.
const (
	DivisionByZero Code = "division_by_zero" //
	Overflow       Code = "overflow"         //
	NegativeCount  Code = "negative_count"   // the number of dice
	RolledSides    Code = "rolled_sides"     // the number of sides
)

// sentences are the English of the errors.
var sentences = map[Code]string{
	Empty:                 "there is nothing to roll",
	NotText:               "this is not readable text",
	NotUnderstood:         "{0} is not understood",
	NotHere:               "{0} cannot stand here",
	MissingAfter:          "something is missing after {0}",
	MissingBefore:         "something is missing before {0}",
	SideBySide:            "an operator is missing before this",
	Unclosed:              "this {0} is never closed",
	Unopened:              "this {0} closes nothing",
	Comma:                 "a comma stands between the elements of a group { } or of a function",
	Chained:               "only one comparison at a time",
	Swapped:               "{0} is written {1}",
	Fraction:              "only whole numbers can be used",
	MissingElse:           "? needs a : with what else to do",
	ElseWithoutThen:       "there is no then for this :",
	OneArgument:           "{0} takes one value",
	BareFunction:          "{0} takes its value in parentheses, as in {0}(7)",
	InlineRoll:            "a roll inside a text is not read; type the roll alone",
	ChatCommand:           "type the roll alone, without a command before it",
	TimesIsX:              "x explodes dice; to multiply, type *",
	MissingSides:          "the number of sides is missing after d",
	NoSides:               "a die needs at least one side",
	BadFace:               "the faces of a die are whole numbers with commas between them",
	EmptyNote:             "this note is empty",
	NoteAlone:             "a note stands behind what it is about",
	TwoNotes:              "there is a note already",
	NoteBeforeModifier:    "{0} belongs before the note",
	OnlyAtEnd:             "{0} belongs at the very end",
	AdvantageAtEnd:        "{0} belongs behind one d20, or at the end of the roll before c and #",
	RepeatForComment:      "{0}# at the start repeats what follows; a comment needs something else before it",
	CommentBehind:         "words behind a roll need a # before them",
	ModifierAlone:         "{0} belongs behind dice",
	ModifierOnNumber:      "{0} belongs behind dice, not behind a number",
	ModifierOnParenthesis: "{0} belongs behind dice or a group { }, not behind parentheses",
	ModifierOnName:        "{0} belongs behind dice or a group { }, not behind a name",
	ModifierOnCall:        "{0} belongs behind dice or a group { }, not behind a function",
	MissingNumber:         "{0} needs a number",
	TestNeedsNumber:       "{0} here tests each die and needs a plain number",
	BareDrop:              "p alone is not clear: p={0} drops dice showing {0}, pl{0} drops the lowest {0}",
	DiceOfDice:            "d behind dice drops the lowest of more dice than that",
	NotForGroup:           "{0} cannot stand behind a group, which takes k, p, kh, kl, dh, dl, cs, cf, s and sd",
	SingleElement:         "a single element to keep or count dice of must be dice joined with +",
	AfterCount:            "{0} cannot follow cs, which only cf, f, s and sd may follow",
	NothingCounted:        "{0} takes away from a count and needs a cs before it",
	AdvantageNeedsD20:     "{0} needs exactly one d20",
	AdvantageTwice:        "there is adv or dis already",
	NeverEnds:             "{0} would never end",
	TooManyUnique:         "{0} dice cannot all show different faces, there are only {1}",
	TwoRepeats:            "only one repeat is possible",
	NoRepeats:             "a roll is repeated at least once",

	MissingName:      "a name is missing after @",
	UnknownName:      "there is nothing named @{0}",
	NameCycle:        "@{0} leads back to itself",
	InName:           "in @{0}: {1}",
	OnlyAlone:        "@{0} has a repeat or a comment and can only stand alone",
	ArgumentOutside:  "@{0} has a meaning only in a saved roll",
	MissingArgument:  "@{0} is not given",
	TooManyArguments: "@{0} uses {1} of {2} values",

	TooLong:         "{0} characters are too many, the limit is {1}",
	TooLongExpanded: "with names put in, {0} characters are too many, the limit is {1}",
	TooDeep:         "{0} levels are nested too deep, the limit is {1}",
	TooManyDice:     "{0} dice are too many, the limit is {1}",
	TooManySides:    "{0} sides are too many, the limit is {1}",
	TooManyRepeats:  "{0} repeats are too many, the limit is {1}",
	NumberTooLarge:  "{0} is too large, the limit is {1}",
	BudgetSpent:     "this took more dice than the limit of {0}",

	DivisionByZero: "this divides by zero",
	Overflow:       "this goes beyond the largest number, 9223372036854775807",
	NegativeCount:  "{0} dice cannot be rolled",
	RolledSides:    "a die with {0} sides cannot be rolled",
}

// hintSentences are the English of the hints.
var hintSentences = map[HintCode]string{
	HintTotal:  "{0} compares the total; to count dice, type {1}",
	HintOnce:   "{0} adds one die each, once; again and again is {1}",
	HintCounts: "{0} counts dice; for a then, type {1}",
	HintMarks:  "{0} counts dice; natural 20 and 1 are marked anyway",
	HintTimes:  "{0} explodes dice, and none shows that; to multiply, type {1}",
	HintUntil:  "{0} rerolls again and again; once is {1}",
	HintTie:    "a tie does not pass {0}; to let it, type {1}",
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
