package dice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner reads the source from left to right, skipping space and ignoring
// case. What a character means depends on where it stands, so the parser asks
// for what it wants next instead of being handed tokens.
type scanner struct {
	src string
	pos int // the next byte to read
	end int // the end of what was read last, without the space behind it

	// the symbol at symbolAt, looked up once however many levels ask for it
	symbolRow *Row
	symbolAt  int
	symbolEnd int
}

func newScanner(src string) scanner { return scanner{src: src, symbolAt: -1} }

// unreadable stands for a character that begins nothing in the language.
const unreadable = 1

// peek skips space and returns the next character in lower case, 0 at the end
// of the source, or unreadable.
func (s *scanner) peek() byte {
	s.pos = skipSpace(s.src, s.pos)
	if s.pos == len(s.src) {
		return 0
	}
	return lower(s.src[s.pos])
}

// lower returns c in lower case if it is ASCII and can be seen.
func lower(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case c <= ' ' || c >= utf8.RuneSelf-1:
		return unreadable
	}
	return c
}

// skip reads the n bytes at the current place.
func (s *scanner) skip(n int) {
	s.pos += n
	s.end = s.pos
}

// accept reads c if it is next.
func (s *scanner) accept(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.skip(1)
	return true
}

// digits reads a run of digits. It reports whether there was one and whether
// it fits into 64 bits; a run that does not fit is read to its end.
func (s *scanner) digits() (n int64, found, fits bool) {
	s.peek()
	start := s.pos
	fits = true
	for s.pos < len(s.src) && isDigit(s.src[s.pos]) {
		d := int64(s.src[s.pos] - '0')
		if n > (1<<63-1-d)/10 {
			fits = false
		} else {
			n = n*10 + d
		}
		s.pos++
	}
	if s.pos == start {
		return 0, false, true
	}
	s.end = s.pos
	return n, true, fits
}

// symbol returns the row of the longest symbol that begins at the current
// place, or nil, without reading it.
func (s *scanner) symbol() *Row {
	c := s.peek()
	if s.symbolAt == s.pos {
		return s.symbolRow
	}
	s.symbolAt, s.symbolRow = s.pos, nil
	if c >= utf8.RuneSelf {
		return nil
	}
	for _, sym := range symbols[c] {
		if end := s.match(sym.text); end > 0 && !s.belongsToNext(sym.text, end) {
			s.symbolRow, s.symbolEnd = sym.row, end
			break
		}
	}
	return s.symbolRow
}

// take reads the symbol that symbol has found, and returns its place.
func (s *scanner) take() (at int) {
	at = s.symbolAt
	s.pos, s.end = s.symbolEnd, s.symbolEnd
	return at
}

// match returns the end of text in the source from the current place on, or 0.
func (s *scanner) match(text string) int {
	pos := s.pos
	for i := range len(text) {
		if i > 0 {
			pos = skipSpace(s.src, pos)
		}
		if pos == len(s.src) || lower(s.src[pos]) != text[i] {
			return 0
		}
		pos++
	}
	return pos
}

// belongsToNext reports whether the last character of an explosion is the
// first of something else: != is always "not equal", and !pl and !ph are an
// explosion and then a drop.
func (s *scanner) belongsToNext(text string, end int) bool {
	if text[0] != '!' || len(text) == 1 {
		return false
	}
	next := skipSpace(s.src, end)
	if next == len(s.src) {
		return false
	}
	switch c := lower(s.src[next]); text[len(text)-1] {
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
	s.skip(n + 1)
	return text, true
}

// rest reads everything that is left and returns it without surrounding space.
func (s *scanner) rest() string {
	text := trim(s.src[s.pos:])
	s.skip(len(s.src) - s.pos)
	return text
}

// identifier reads a letter and the letters, digits and underscores behind it.
func (s *scanner) identifier() string {
	start := s.pos
	for i, r := range s.src[start:] {
		if !unicode.IsLetter(r) && (i == 0 || r != '_' && !unicode.IsDigit(r)) {
			break
		}
		s.pos = start + i + utf8.RuneLen(r)
	}
	s.end = s.pos
	return s.src[start:s.pos]
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

// isSpace reports whether r is space, of any width, also none.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' }

func trim(s string) string { return strings.TrimFunc(s, isSpace) }

// skipSpace returns the first place from pos on that is not space.
func skipSpace(src string, pos int) int {
	for pos < len(src) {
		if c := src[pos]; c > ' ' && c < utf8.RuneSelf {
			return pos
		}
		r, size := utf8.DecodeRuneInString(src[pos:])
		if !isSpace(r) {
			return pos
		}
		pos += size
	}
	return pos
}

// symbols lists what may stand behind an operand, by first character, the longest first.
var symbols = indexSymbols(table)

// functions are the rows of the functions.
var functions = func() (rows []*Row) {
	for i := range table {
		if table[i].fn != 0 {
			rows = append(rows, &table[i])
		}
	}
	return rows
}()

type symbol struct {
	text string
	row  *Row
}

func indexSymbols(rows []Row) *[utf8.RuneSelf][]symbol {
	index := new([utf8.RuneSelf][]symbol)
	for i := range rows {
		row := &rows[i]
		if !row.isSymbol() {
			continue
		}
		for _, text := range append([]string{row.Name}, row.Also...) {
			index[text[0]] = append(index[text[0]], symbol{text, row})
		}
	}
	for _, list := range index {
		slices.SortStableFunc(list, func(a, b symbol) int { return len(b.text) - len(a.text) })
	}
	return index
}

// isSymbol reports whether the row is one that the parser looks up by its name
// behind an operand.
func (r *Row) isSymbol() bool {
	return r.Kind == KindModifier || r.binary != 0 || r.cmp != NoCmp || r.sign != signNone
}
