package odds

import "strings"

// A Code names the reason why the odds of an expression are not given; it
// never changes.
type Code string

// The reasons. The comment gives the arguments.
const (
	// TooMuch: the calculation would take more work or memory than allowed.
	TooMuch Code = "too_much"
	// Fails: the roll can fail: the chance as a fraction, the same in percent, why.
	Fails Code = "fails"
	// AlwaysFails: every roll fails: why.
	AlwaysFails Code = "always_fails"
	// ManyDice: rolls can need more dice than the limit: the limit.
	ManyDice Code = "many_dice"
	// BeyondRange: a total can leave the range of whole numbers.
	BeyondRange Code = "beyond_range"
)

// A Cause says what goes wrong when a roll fails; it never changes.
type Cause string

// The causes of a failing roll.
const (
	DivisionByZero Cause = "division_by_zero"
	Overflow       Cause = "overflow"
	NegativeAmount Cause = "negative_amount"
	AmountOfDice   Cause = "amount_of_dice"
	NumberOfSides  Cause = "number_of_sides"
	Endless        Cause = "endless"
	FewFaces       Cause = "few_faces"
)

// An Error says why the odds of an expression are not given.
type Error struct {
	// Code names the sentence.
	Code Code
	// Args are the parts of the sentence that vary, in order.
	Args []string
	// Cause is why rolls fail, with the codes Fails and AlwaysFails.
	Cause Cause
}

// WantsLess reports whether fewer dice, or fewer sides, would help.
func (e *Error) WantsLess() bool { return e.Code == TooMuch || e.Code == ManyDice }

var sentences = map[Code]string{
	TooMuch:     "The exact odds of this take too much work.",
	Fails:       "This roll fails with a chance of {0} ({1}): {cause}.",
	AlwaysFails: "This roll always fails: {cause}.",
	ManyDice:    "This roll can need more than {0} dice, so it has no exact odds.",
	BeyondRange: "A total of this can leave the range of whole numbers.",
}

var causes = map[Cause]string{
	DivisionByZero: "a division by zero",
	Overflow:       "a number leaves the range of 64 bits",
	NegativeAmount: "a negative number of dice",
	AmountOfDice:   "too many dice",
	NumberOfSides:  "a die without sides, or with too many",
	Endless:        "dice are thrown again without end",
	FewFaces:       "more unique dice than different faces",
}

// Error returns the sentence in English.
func (e *Error) Error() string {
	text := strings.ReplaceAll(sentences[e.Code], "{cause}", causes[e.Cause])
	for i, arg := range e.Args {
		text = strings.ReplaceAll(text, "{"+string(rune('0'+i))+"}", arg)
	}
	return text
}
