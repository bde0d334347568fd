package dice

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// otherWords are words and characters of other systems, and Feyre's for them.
var otherWords = []struct{ word, ours string }{
	{"else", ":"},
	{"mod", "%"},
	{"with", ""},
	{"vsdc", ">="}, // also with a space in it
	{"vs", ">="},
	{"versus", ">="},
	{"gegen", ">="},
	{"contre", ">="},
	{"dc", ">="},
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
	if p.german(at) {
		return true
	}
	for _, other := range otherWords {
		if end := matchAt(p.src, at, other.word); end > 0 {
			err := p.fail(at, end, NotUnderstood, flat(p.src[at:end]))
			if other.ours == "" {
				end = skipSpace(p.src, end)
			}
			err.offer(at, end, other.ours)
			return true
		}
	}
	return false
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

// germanDie is such a die's sign and what its sides begin with.
var germanDie = regexp.MustCompile(`(?i)(^|[^\pL_@])w([0-9%])`)

// notUnderstood explains a character or word that begins nothing.
func (p *parser) notUnderstood() {
	at := p.pos
	if p.foreign(at) || p.misspelt(at) {
		return
	}
	end := at + lettersAt(p.src, at)
	if end == at {
		_, size := utf8.DecodeRuneInString(p.src[at:])
		end = at + size
	}
	p.fail(at, end, NotUnderstood, flat(p.src[at:end])).offer(0, len(p.src), narrow(p.src))
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

// misspelt explains the word at the given place if it is nearly one of ours.
func (p *parser) misspelt(at int) bool {
	end := at + lettersAt(p.src, at)
	near := nearest(p.src[at:end])
	if near != "" {
		p.fail(at, end, NotUnderstood, p.src[at:end]).offer(at, end, near)
	}
	return near != ""
}

// nearest returns the word or modifier that differs from word in one letter, or nothing.
func nearest(word string) string {
	word = strings.ToLower(word)
	if len(word) < 3 {
		return ""
	}
	for i := range table {
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
