package dice

import (
	"slices"
	"strings"
)

// cuttable are the errors for which the part before the place is an offer,
// where that can be read.
var cuttable = []Code{
	NotUnderstood, NotHere, MissingAfter, Fraction, ElseWithoutThen, NoteAlone, TwoNotes, MissingName, Comma,
	NoteBeforeModifier, OnlyAtEnd, AdvantageAtEnd, ModifierAlone, Unclosed, AfterCount, NotForGroup, TwoRepeats, AdvantageNeedsD20,
}

// settleOffer makes sure that what an error offers can itself be read, and
// looks for an offer where there is none.
func (opts *Parser) settleOffer(err *Error, p *parser) {
	if inner := err.Inner; inner != nil {
		opts.settleOffer(inner, &parser{saved: &saved{template: true, alone: true}})
	}
	wrong := func(src string) *Error {
		return parse(new(Expr), src, &Parser{Names: opts.Names}, p.saved, false)
	}
	readable := func(src string) bool { return src != "" && wrong(src) == nil }
	if err.Offer != "" && err.Offer != trim(err.Source) {
		left := wrong(err.Offer)
		if left == nil {
			return
		}
		if (err.Code == NotUnderstood || err.Code == ChatCommand) && (left.remark(readable) || readable(left.Offer)) {
			err.Offer = left.Offer
			return
		}
	}
	err.Offer = ""
	if err.remark(readable) || !slices.Contains(cuttable, err.Code) {
		return
	}
	for _, end := range []int{err.At, int(p.operator.At)} {
		if cut := trim(err.Source[:min(end, len(err.Source))]); readable(cut) {
			err.Offer = cut
			return
		}
	}
	if err.Code == NotUnderstood {
		err.Offer = "1d20"
		wrong := err.Source[err.At:err.End]
		for _, without := range []string{err.Source[:err.At] + err.Source[err.End:], strings.ReplaceAll(err.Source, wrong, "")} {
			if without = trim(without); readable(without) {
				err.Offer = without
				break
			}
		}
	}
}
