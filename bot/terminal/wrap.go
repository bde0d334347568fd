package terminal

import (
	"strings"
	"unicode"
)

// leastWidth is the narrowest terminal, in columns, whose lines are broken at words.
const leastWidth = 20

// wrap breaks a line at spaces where it is wider than a terminal of so many columns; what goes on below stands a little further in. A word
// that is wider than all of it, and everything where width is 0, is left to the terminal.
func wrap(text string, width int) string {
	if width < leastWidth || breadth(text) <= width {
		return text
	}
	below := text[:len(text)-len(strings.TrimLeft(text, " "))] + "  "
	if len(below) > width/2 {
		below = "  "
	}
	var (
		out    strings.Builder
		column int
		spaces string
	)
	for piece := range strings.SplitAfterSeq(text, " ") {
		word := strings.TrimSuffix(piece, " ")
		if out.Len() > 0 && word != "" && column+len(spaces)+breadth(word) > width {
			out.WriteString("\n")
			spaces, column = below, 0
		}
		if word != "" {
			out.WriteString(spaces + word)
			column += len(spaces) + breadth(word)
			spaces = ""
		}
		spaces += piece[len(word):]
	}
	return out.String() + spaces
}

// breadth is how wide a text shows: escape sequences and marks above letters take no room, letters of East Asia and pictures two columns.
func breadth(text string) (n int) {
	escape := false
	for _, r := range text {
		switch {
		case escape:
			escape = r != 'm'
		case r == '\x1b':
			escape = true
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1f300 && r < 0x1fb00:
			n += 2
		default:
			n++
		}
	}
	return n
}
