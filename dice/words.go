package dice

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// otherWords are words and characters of other systems, and Feyre's for them.
var otherWords = []struct{ word, ours string }{
	{"else", ":"},
	{"mod", "%"},
	{"with", ""},
	{"mit", ""},
	{"avec", ""},
	{"vsdc", ">="}, // also with a space in it
	{"vs", ">="},
	{"versus", ">="},
	{"against", ">="},
	{"gegen", ">="},
	{"contre", ">="},
	{"dc", ">="},
	{"over", ">"},
	{"under", "<"},
	{"and", "+"},
	{"und", "+"},
	{"moins", "-"},
	{"mal", "*"},
	{"fois", "*"},
	{"durch", "/"},
	{"dann", "then"},
	{"alors", "then"},
	{"sonst", ":"},
	{"sinon", ":"},
	{"vorteil", "adv"},
	{"nachteil", "dis"},
	{"avantage", "adv"},
	{"désavantage", "dis"},
	{"ir", "r<="}, // of Dice Maiden
	{";", ","},
	{"explode", "!"},
	{"exploding", "!"},
	{"reroll", "r"},
	{"keephighest", "kh"},
	{"keeplowest", "kl"},
	{"drophighest", "dh"},
	{"droplowest", "dl"},
	{"drop", "dl"},
	{"×", "*"},
	{"·", "*"},
	{"÷", "/"},
	{"−", "-"},
	{"–", "-"},
	{"—", "-"},
	{"≥", ">="},
	{"≤", "<="},
	{"≠", "!="},
}

// foreign explains a word or character of another system at the given place.
func (p *parser) foreign(at int) bool {
	if p.german(at) || p.disadv(at) {
		return true
	}
	for _, other := range otherWords {
		if end := wordAt(p.src, at, other.word); end > 0 {
			ours := other.ours
			if ours == ">=" && p.comparedBefore(at) {
				ours = "" // > DC 15
			}
			err := p.fail(at, end, NotUnderstood, flat(p.src[at:end]))
			if ours == "" {
				end = skipSpace(p.src, end)
			}
			err.offer(at, end, ours)
			return true
		}
	}
	return false
}

// comparedBefore reports whether a comparison ends at the given place.
func (p *parser) comparedBefore(at int) bool {
	op := p.operator
	row, _ := symbolAt(p.src[:op.End], int(op.At))
	return row.cmp != NoCmp && skipSpace(p.src, int(op.End)) == at
}

// wordAt is matchAt of a word of letters that ends there, or of a character.
func wordAt(src string, at int, word string) int {
	end := matchAt(src, at, word)
	if end > 0 && end < len(src) && isLetter(word[0]) {
		if r, _ := utf8.DecodeRuneInString(src[end:]); unicode.IsLetter(r) {
			return 0
		}
	}
	return end
}

// german explains a die that is written with the w of Würfel: 1w20.
func (p *parser) german(at int) bool {
	if end := matchAt(p.src, at, "w"); end > 0 && end < len(p.src) && (isDigit(p.src[end]) || p.src[end] == '%') {
		err := p.fail(at, end, NotUnderstood, p.src[at:end])
		err.Offer = trim(err.Source[:at] + germanDie.ReplaceAllString(err.Source[at:], "${1}d$2"))
		return true
	}
	return false
}

// disadv explains disadv, of which the adv at the given place was left over.
func (p *parser) disadv(at int) bool {
	start := wordStart(p.src, at)
	if end := matchAt(p.src, start, "disadv"); at-start == len("dis") && end > 0 {
		p.fail(start, end, NotUnderstood, p.src[start:end]).offer(start, end, "dis")
		return true
	}
	return false
}

// germanDie is such a die's sign and what its sides begin with.
var germanDie = regexp.MustCompile(`(?i)(^|[^\pL_@])w([0-9%])`)

// notUnderstood explains a character or word that begins nothing, where an
// operator or modifier may stand behind something, or else an operand.
func (p *parser) notUnderstood(behind bool) {
	at := p.pos
	start := p.wholeWord(at)
	if p.foreign(start) || p.misspelt(at, behind) {
		return
	}
	end := at + lettersAt(p.src, at)
	if end-start >= unlikelyModifiers {
		at = start
	}
	if end == at {
		_, size := utf8.DecodeRuneInString(p.src[at:])
		end = at + size
	}
	p.fail(at, end, NotUnderstood, visible(p.src[at:end])).offer(0, len(p.src), narrow(p.src))
}

// unlikelyModifiers is how many letters are rather one word than modifiers and something else.
const unlikelyModifiers = 4

// wholeWord is where the word around the given place begins, of which the first
// letters may have been read as modifiers: under as u and nder.
func (p *parser) wholeWord(at int) int {
	start := wordStart(p.src, at)
	if start > 0 && lower[p.src[start]] == 'd' {
		return at // of dice
	}
	return start
}

// visible is a text as a sentence can show it: a character that has no face of
// its own is named by its number.
func visible(s string) string {
	if r, size := utf8.DecodeRuneInString(s); size == len(s) && !unicode.IsGraphic(r) {
		return fmt.Sprintf("U+%04X", r)
	}
	return flat(s)
}

// narrow replaces characters of full width, as keyboards for Chinese and
// Japanese write them, by those of ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// misspelt explains the word at the given place if it is nearly one of ours
// that may stand there: behind something, or as an operand.
func (p *parser) misspelt(at int, behind bool) bool {
	end := at + lettersAt(p.src, at)
	near := nearest(p.src[at:end], behind)
	if near != "" {
		p.fail(at, end, NotUnderstood, p.src[at:end]).offer(at, end, near)
	}
	return near != ""
}

// nearest returns the function, or behind something the word or modifier, that
// differs from word in one letter, or nothing.
func nearest(word string, behind bool) string {
	word = strings.ToLower(word)
	if len(word) < 3 {
		return ""
	}
	for i := range table {
		if behind == (table[i].Kind == KindFunction) {
			continue
		}
		for _, name := range append([]string{table[i].Name}, table[i].Also...) {
			if len(name) >= 3 && isLetter(name[0]) && oneApart(word, name) {
				return name
			}
		}
	}
	return ""
}

// oneApart reports whether one letter changed, put in or left out makes b of a.
func oneApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a != b && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// lettersAt is the number of letters from the given place on.
func lettersAt(src string, at int) (n int) {
	for at+n < len(src) && isLetter(lower[src[at+n]]) {
		n++
	}
	return n
}
