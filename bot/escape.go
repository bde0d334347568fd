package bot

import (
	"strings"
	"unicode"
)

// noBreak is a sign without width; it keeps apart what would mean something together.
const noBreak = "\u200b"

// escapeRune is how one character of a text that people typed is written, so that it shows as itself: it formats nothing, notifies
// nobody, and makes no link. start says that it begins a line.
func escapeRune(text string, at int, r rune, start bool) string {
	switch r {
	case '\\', '*', '_', '~', '`', '|', '<', '[', ']':
		return `\` + string(r)
	case '#', '>', '-', '+':
		if start {
			return `\` + string(r)
		}
	case ':':
		if strings.HasPrefix(text[at:], "://") {
			return `\:`
		}
	case '@':
		for _, all := range []string{"everyone", "here"} {
			if len(text) > at+len(all) && strings.EqualFold(text[at+1:at+1+len(all)], all) {
				return "@" + noBreak
			}
		}
	}
	if r = visible(r); r < 0 {
		return ""
	}
	return string(r)
}

// visible turns line ends and tabs into spaces, and drops characters that can't be seen but change how others show: control characters
// and those that turn the direction of writing.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == unicode.ReplacementChar:
		return -1
	}
	return r
}
