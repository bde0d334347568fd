package dice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// remarkable are the errors that a word behind a roll may end in, of which the
// first letters may have been read as modifiers.
var remarkable = []Code{
	NotUnderstood, NotHere, MissingNumber, MissingSides, DiceOfDice, NothingCounted, AfterCount, TooManyUnique,
	ModifierAlone, ModifierOnNumber, ModifierOnParenthesis, ModifierOnName, ModifierOnCall, AdvantageAtEnd,
}

// remark explains words behind a whole roll, as in 8d6 fire: one of another
// system gets its offer, and all others are a comment without its #.
func (e *Error) remark(readable func(string) bool) bool {
	at := wordStart(e.Source, e.At)
	roll, said := trim(e.Source[:at]), trim(e.Source[at:])
	if !slices.Contains(remarkable, e.Code) {
		return false
	}
	if before, behind := withoutSign(roll, said); before != roll || behind != said {
		return e.comment(before, behind, len(before), readable)
	}
	if len(roll) == at || !readable(roll) {
		return false
	}
	word, _, _ := strings.Cut(said, " ")
	offered := Error{Code: NotUnderstood, At: at, End: at + len(word), Args: []string{flat(word)}, Source: e.Source}
	for _, other := range otherWords {
		if strings.EqualFold(word, other.word) && readable(offered.offer(at, offered.End, other.ours).Offer) {
			*e = offered
			return true
		}
	}
	return !ours(word) && onlyWords(said) && e.comment(roll, said, at, readable)
}

// comment explains that what is said behind a roll, from the given place on, needs a #.
func (e *Error) comment(roll, said string, at int, readable func(string) bool) bool {
	offer := roll + " # " + said
	if said == "" || !readable(roll) || !readable(offer) {
		return false
	}
	at = skipSpace(e.Source, at)
	*e = Error{Code: CommentBehind, At: at, End: len(e.Source), Source: e.Source, Offer: offer}
	return true
}

// withoutSign takes the sign away that begins a comment in other systems: the !
// of Dice Maiden, set apart by spaces, and the // of rpg-dice-roller.
func withoutSign(roll, said string) (before, behind string) {
	for _, sign := range []string{" !", " //"} {
		if before, found := strings.CutSuffix(roll, sign); found {
			return trim(before), said
		}
	}
	if behind, found := strings.CutPrefix(said, "! "); found {
		return roll, trim(behind)
	}
	return roll, said
}

// wordStart is where the word at the given place begins.
func wordStart(src string, at int) int {
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(src[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= size
	}
	return at
}

// ours reports whether a word is one of the language.
func ours(word string) bool {
	word = strings.ToLower(word)
	for i := range table {
		if table[i].Name == word || slices.Contains(table[i].Also, word) {
			return true
		}
	}
	return false
}

// onlyWords reports whether a text is nothing but words, and more than a letter or two.
func onlyWords(text string) bool {
	letters := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
		case !strings.ContainsRune(" '’-.,!", r):
			return false
		}
	}
	return letters > 2
}
