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
	NotUnderstood, NotHere, MissingNumber, MissingSides, DiceOfDice, NothingCounted, AfterCount,
	ModifierAlone, ModifierOnNumber, ModifierOnParenthesis, ModifierOnName, ModifierOnCall, AdvantageAtEnd,
}

// remark explains words behind a whole roll, as in 8d6 fire: one of another
// system gets its offer, and all others are a comment without its #.
func (e *Error) remark(readable func(string) bool) bool {
	at := wordStart(e.Source, e.At)
	roll, said := trim(e.Source[:at]), trim(e.Source[at:])
	if len(roll) == at || !slices.Contains(remarkable, e.Code) || !readable(roll) {
		return false
	}
	word, _, _ := strings.Cut(said, " ")
	offered := Error{Code: NotUnderstood, At: at, End: at + len(word), Args: []string{flat(word)}, Source: e.Source}
	for _, other := range otherWords {
		if strings.EqualFold(word, other.word) {
			offered.offer(at, offered.End, other.ours)
		}
	}
	if offered.Offer == "" && !ours(word) && onlyWords(said) {
		offered = Error{Code: CommentBehind, At: at, End: len(e.Source), Source: e.Source, Offer: roll + " # " + said}
	}
	if !readable(offered.Offer) {
		return false
	}
	*e = offered
	return true
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
