package backend

import (
	"strings"
	"unicode"
)

// Line makes one line of what was typed for others to read, such as a name: single spaces, and nothing that can't be seen, so that what
// looks alike is alike, and accents are in their letters. Signs without width stay where a script or a picture needs them.
func Line(typed string) string {
	var line strings.Builder
	last := ' '
	for _, r := range typed {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case unseen(r) || joins(r) && plain(last):
			continue
		}
		line.WriteRune(r)
		last = r
	}
	return compose(strings.Join(strings.Fields(line.String()), " "))
}

// fillers are letters and signs that show as nothing.
const fillers = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd"

// unseen says whether a character can never be seen and is needed by nothing.
func unseen(r rune) bool {
	return !joins(r) && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(fillers, r))
}

// joins says whether a character without width changes the one before it: joiners, tags that spell flags, and variation selectors.
func joins(r rune) bool {
	return r == '\u200c' || r == '\u200d' || r >= '\U000e0020' && r <= '\U000e007f' || unicode.Is(unicode.Variation_Selector, r)
}

// plain says whether joins change nothing about a character: spaces, and letters of scripts that need none.
func plain(r rune) bool {
	return r == ' ' || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}
