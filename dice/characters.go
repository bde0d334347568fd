package dice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unreadable stands for a character that begins nothing in the language.
const unreadable = 1

// lower is each byte in lower case if it is ASCII and can be seen, else unreadable.
var lower = func() (table [256]byte) {
	for i := range table {
		switch c := byte(i); {
		case 'A' <= c && c <= 'Z':
			table[i] = c + 'a' - 'A'
		case c <= ' ' || c >= utf8.RuneSelf-1:
			table[i] = unreadable
		default:
			table[i] = c
		}
	}
	return table
}()

// upper is a byte in upper case if it is an ASCII letter.
func upper(c byte) byte {
	if isLetter(c) {
		c -= 'a' - 'A'
	}
	return c
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

func isASCII(src string) bool {
	var all byte
	for i := range len(src) {
		all |= src[i]
	}
	return all < utf8.RuneSelf
}

// characters returns the number of characters in src, and the first place that
// is not UTF-8, or -1.
func characters(src string) (n, invalid int) {
	for i, r := range src {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(src[i:]); size == 1 {
				return 0, i
			}
		}
	}
	return utf8.RuneCountInString(src), -1
}
