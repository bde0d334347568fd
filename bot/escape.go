package bot

import (
	"strings"
	"unicode"
)

// noBreak is a sign without width; it keeps apart what would mean something together.
const noBreak = "\u200b"

// Characters without width that are needed: Persian and pictures are joined by some, flags of regions spelled in the others.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
	firstTag  = '\U000e0020'
	lastTag   = '\U000e007f'
)

// escapeRune is how one character of a clean text that people typed is written, so that it shows as itself: it formats nothing, notifies
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
	return string(r)
}

// clean leaves out of a text what can't be seen. That goes before all other reading of it: "@everyone" may have something invisible in
// its middle.
func clean(text string) string { return strings.Map(visible, text) }

// visible turns line ends and tabs into spaces, and drops characters that can't be seen but change how others show, or make two names
// look the same: control characters, those that turn the direction of writing, and those without width, unless scripts and pictures are
// joined by them.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case r == joiner || r == nonJoiner || r >= firstTag && r <= lastTag:
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
		return -1
	}
	return r
}
