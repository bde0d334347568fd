package dice

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner reads the source from left to right, skipping space and ignoring
// case. What a character means depends on where it stands, so the parser asks
// for what it wants next instead of being handed tokens.
type scanner struct {
	src       string
	end       int  // of what was read last, before space
	pos       int  // of what is next, behind space
	next      byte // the character there in lower case, 0 at the end, or unreadable
	symbol    *Row // the longest symbol that begins there, or noSymbol
	symbolEnd int
}

// read moves on to the given place and over the space there, and finds the
// longest symbol that begins behind it.
func (s *scanner) read(to int) {
	s.end, s.pos, s.next, s.symbol = to, to, 0, noSymbol
	src := s.src
	if to >= len(src) {
		return
	}
	pos, c := to, lower[src[to]]
	if c == unreadable {
		pos, c = behindSpace(src, to)
		s.pos = pos
	}
	s.next = c
	if isDigit(c) {
		return // no symbol begins with one
	}
	s.symbol, s.symbolEnd = symbolAt(src, pos)
}

// behindSpace returns the first place from pos on that is not space, and the
// character there, or 0 at the end.
func behindSpace(src string, pos int) (int, byte) {
	if pos = skipSpace(src, pos); pos < len(src) {
		return pos, lower[src[pos]]
	}
	return pos, 0
}

// accept reads c if it is next.
func (s *scanner) accept(c byte) bool {
	if s.next != c {
		return false
	}
	s.read(s.pos + 1)
	return true
}

// largest is the largest number.
const largest = 1<<63 - 1

// digits reads a run of digits, which is known to be there. It reports whether
// the number fits into 64 bits; one that does not is read to its end.
func (s *scanner) digits() (n int64, fits bool) {
	at := s.pos
	n, end := leadingNumber(s.src, at)
	s.read(end)
	if end-at <= surelyFits {
		return n, true
	}
	n, err := strconv.ParseInt(s.src[at:end], 10, 64)
	return n, err == nil
}

// leadingNumber is the number at the given place of src, if it surely fits,
// and the end of its digits.
func leadingNumber(src string, at int) (n int64, end int) {
	for end = at; end < len(src) && isDigit(src[end]); end++ {
		n = 10*n + int64(src[end]-'0')
	}
	return n, end
}

// surelyFits is how many digits always fit into 64 bits.
const surelyFits = 18

// take reads the symbol that is next, and returns its place.
func (s *scanner) take() (at int) {
	at = s.pos
	s.read(s.symbolEnd)
	return at
}

// match returns the end of text in the source from the current place on, or 0.
func (s *scanner) match(text string) int { return matchAt(s.src, s.pos, text) }

// matchAt returns the end of text in src from the given place on, or 0.
func matchAt(src string, pos int, text string) int {
	for i := 0; i < len(text); pos++ {
		if pos == len(src) {
			return 0
		}
		c := lower[src[pos]]
		if text[i] >= utf8.RuneSelf {
			c = src[pos]
		}
		switch c {
		case text[i]:
			i++
		case unreadable:
			if next := skipSpace(src, pos); i > 0 && next > pos {
				pos = next - 1
				continue
			}
			return 0
		default:
			return 0
		}
	}
	return pos
}

// belongsToNext reports whether the last character of an explosion, which ends
// at the given place, is the first of something else: != is always "not
// equal", and !pl and !ph are an explosion and then a drop.
func belongsToNext(src string, end int) bool {
	switch _, c := behindSpace(src, end); lower[src[end-1]] {
	case '!':
		return c == '='
	case 'p':
		return c == 'l' || c == 'h'
	}
	return false
}

// text reads up to a closing character, which it reads too, and returns what
// stands before it without surrounding space.
func (s *scanner) text(closing byte) (string, bool) {
	n := strings.IndexByte(s.src[s.pos:], closing)
	if n < 0 {
		return "", false
	}
	text := trim(s.src[s.pos : s.pos+n])
	s.read(s.pos + n + 1)
	return text, true
}

// rest reads everything that is left and returns it without surrounding space.
func (s *scanner) rest() string {
	text := trim(s.src[s.pos:])
	s.read(len(s.src))
	return text
}

// identifier reads a letter and the letters, digits and underscores behind it,
// from where the last thing read ends.
func (s *scanner) identifier() string {
	start, end := s.end, s.end
	for i, r := range s.src[start:] {
		if !unicode.IsLetter(r) && (i == 0 || r != '_' && !unicode.IsDigit(r)) {
			break
		}
		end = start + i + utf8.RuneLen(r)
	}
	s.read(end)
	return s.src[start:end]
}
