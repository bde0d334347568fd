package backend

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Same says whether two names are one to people: capitals don't count, nor whether an accent is a character of its own.
func Same(a, b string) bool {
	return strings.EqualFold(a, b) || strings.EqualFold(norm.NFC.String(a), norm.NFC.String(b))
}

// Folded is the form in which texts are looked for in each other: small letters, accents in their letters.
func Folded(typed string) string { return strings.ToLower(norm.NFC.String(typed)) }

// compose puts accents into their letters (Unicode's form C), but for the few signs that it would only make longer.
func compose(line string) string {
	composed := norm.NFC.String(line)
	if len([]rune(composed)) > len([]rune(line)) {
		return line
	}
	return composed
}
