package dice

import "strings"

// A Part is a part of an expression and what it does.
type Part struct {
	// Text is the part in canonical form.
	Text string
	// Phrases tell what it does, in order.
	Phrases []Phrase
}

// String returns the phrases in English, joined by semicolons.
func (p Part) String() string {
	phrases := make([]string, len(p.Phrases))
	for i, phrase := range p.Phrases {
		phrases[i] = phrase.String()
	}
	return strings.Join(phrases, "; ")
}

// A Phrase says one thing about a part.
type Phrase struct {
	Code string   // names the sentence; it never changes
	Args []string // the parts of the sentence that vary, in order
	// Inner is a phrase that stands in the sentence as one more argument, or nil.
	Inner *Phrase
}

// String returns the phrase in English.
func (p Phrase) String() string {
	args := p.Args
	if p.Inner != nil {
		args = append(args[:len(args):len(args)], p.Inner.String())
	}
	return sentence(phrases[p.Code], args)
}

// phrases are the English of the phrases.
var phrases = map[string]string{
	"throw_one":          "one die with {0}",
	"throw":              "{0} dice with {1}",
	"sides":              "{0} sides",
	"faces":              "the faces {0}",
	"group":              "the sum of {0}",
	"floor":              "{0}, rounded down",
	"ceil":               "{0}, rounded up",
	"round":              "{0}, rounded to the nearest, halves away from zero",
	"abs":                "{0} without its sign",
	"min":                "the lowest of {0}",
	"max":                "the highest of {0}",
	"compare":            "1 if {0} is {1}, else 0",
	"then":               "if {0} is not 0 then {1}, else {2}",
	"note":               "noted as {0}",
	"repeat":             "{0} times, each on its own",
	"keep_highest":       "keep the highest {0}",
	"keep_lowest":        "keep the lowest {0}",
	"drop_lowest":        "drop the lowest {0}",
	"drop_highest":       "drop the highest {0}",
	"keep_if":            "keep those showing {0}",
	"drop_if":            "drop those showing {0}",
	"extra":              "each showing {0} adds exactly one more, which always counts",
	"explode":            "each showing {0} adds one more, again and again",
	"explode_once":       "each showing {0} adds one more, once",
	"compound":           "to each showing {0} another throw is added, again and again",
	"penetrate":          "each showing {0} adds one more, which counts one less, again and again",
	"compound_penetrate": "to each showing {0} another throw less one is added, again and again",
	"reroll_once":        "reroll once what shows {0}",
	"reroll":             "reroll until none shows {0}",
	"reroll_add":         "the first showing {0} adds one more",
	"at_least":           "each counts as at least {0}",
	"at_most":            "each counts as at most {0}",
	"unique":             "reroll doubles",
	"sort_up":            "shown in ascending order",
	"sort_down":          "shown in descending order",
	"count_if":           "the total is how many show {0}",
	"count_against":      "take away how many show {0}",
	"highest_face":       "the highest face",
	"gt":                 "more than {0}",
	"lt":                 "less than {0}",
	"ge":                 "{0} or more",
	"le":                 "{0} or less",
	"eq":                 "{0}",
	"ne":                 "anything but {0}",
}

// opCodes are the codes of what modifiers do.
var opCodes = [...]string{
	KeepHighest: "keep_highest", KeepLowest: "keep_lowest", DropLowest: "drop_lowest", DropHighest: "drop_highest",
	KeepIf: "keep_if", DropIf: "drop_if", Extra: "extra", ExtraOn: "extra",
	Explode: "explode", ExplodeOnce: "explode_once", Compound: "compound", Penetrate: "penetrate",
	CompoundPenetrate: "compound_penetrate", RerollOnce: "reroll_once", Reroll: "reroll", RerollAdd: "reroll_add",
	AtLeast: "at_least", AtMost: "at_most", Unique: "unique", SortUp: "sort_up", SortDown: "sort_down",
	CountIf: "count_if", CountAgainst: "count_against",
}

var funcCodes = [...]string{Floor: "floor", Ceil: "ceil", Round: "round", Abs: "abs", Min: "min", Max: "max"}

var cmpCodes = [...]string{
	NoCmp: "highest_face", Greater: "gt", Less: "lt", GreaterEqual: "ge", LessEqual: "le", Equal: "eq", NotEqual: "ne",
}
