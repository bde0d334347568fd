package initiative

import (
	"strings"
	"unicode/utf8"

	"feyre/backend/reply"
)

// cost is how many characters a text may take where signs that mean something are written with a sign before them.
func cost(s string) int {
	n := 0
	for _, r := range s {
		n += runeCost(r)
	}
	return n
}

func runeCost(r rune) int {
	if strings.ContainsRune("\\`*_~|<>[]()#@:-+.!", r) || r > 0xffff {
		return 2
	}
	return 1
}

// styleCost is what the signs around a styled span take at most.
const styleCost = 5

// lineCost is the cost of a whole line with its end.
func lineCost(line reply.Line) int {
	n := 1
	for _, span := range line {
		n += cost(span.Text)
		for style := reply.Bold; style <= reply.Code; style <<= 1 {
			if span.Style&style != 0 {
				n += styleCost
			}
		}
	}
	return n
}

// cut is the beginning of a text that costs no more than limit, with an ellipsis where something is missing.
func cut(s string, limit int) string {
	if cost(s) <= limit {
		return s
	}
	left := limit - 1
	for i, r := range s {
		if left -= runeCost(r); left < 0 {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}

// shorten takes the middle out of a name longer than limit characters: the end may be the number that tells it apart.
func shorten(name string, limit int) string {
	const tail = 4
	if utf8.RuneCountInString(name) <= limit {
		return name
	}
	letters := []rune(name)
	return string(letters[:limit-tail-1]) + "…" + string(letters[len(letters)-tail:])
}

// fit joins the parts that have room, each behind a dot; the first that hasn't is cut, and those after it are left out.
func fit(parts []string, room int) string {
	const dot = " · "
	const least = 6 // less of a part says nothing
	joined := ""
	for _, part := range parts {
		room -= len([]rune(dot))
		if room < least {
			return joined
		}
		part = cut(part, room)
		joined += dot + part
		room -= cost(part)
	}
	return joined
}
