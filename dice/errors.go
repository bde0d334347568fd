package dice

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Error says why an expression cannot be read or rolled: one place, one
// sentence, and where there is one, an expression to type instead.
type Error struct {
	// Code names the sentence; it never changes.
	Code Code
	// At and End are the bytes of Source that the sentence is about. End is At
	// where something is missing.
	At, End int
	// Args are the parts of the sentence that vary, in order.
	Args []string
	// Offer is an expression to type instead, or empty.
	Offer string
	// Source is the expression as typed.
	Source string
	// Inner is what is wrong inside a saved roll, for the code InName; else nil.
	Inner *Error
}

// Error returns the sentence in English, without the place and the offer.
func (e *Error) Error() string { return sentence(sentences[e.Code], e.Args) }

// Unwrap returns what is wrong inside a saved roll, if that is the error.
func (e *Error) Unwrap() error {
	if e.Inner == nil {
		return nil
	}
	return e.Inner
}

// drawWidth is how much of a long source a drawing shows, in characters.
const drawWidth = 60

// Draw returns the source with a caret under the place and, on a third line,
// the offer: plain text for a fixed-width font. A long source is cut around the place.
func (e *Error) Draw() string {
	line, column := window(e.Source, e.At)
	var b strings.Builder
	b.WriteString(line)
	b.WriteByte('\n')
	b.WriteString(strings.Repeat(" ", column))
	b.WriteByte('^')
	if e.Offer != "" {
		b.WriteString("\ntry: ")
		b.WriteString(e.Offer)
	}
	return b.String()
}

// window returns at most drawWidth characters of src around byte at, on one line,
// and the column of at in them.
func window(src string, at int) (line string, column int) {
	at = min(at, len(src))
	before, after := []rune(flat(src[:at])), []rune(flat(src[at:]))
	column = len(before)
	if over := len(before) + len(after) - drawWidth; over > 0 {
		left := min(over, max(0, len(before)-drawWidth/2))
		if left > 0 {
			before = append([]rune("…"), before[left+1:]...)
			column = len(before)
		}
		if room := drawWidth - len(before); len(after) > room {
			after = append(after[:max(0, room-1):max(0, room-1)], '…')
		}
	}
	return strings.TrimRight(string(before)+string(after), " "), column
}

// flat replaces what would break a line or its columns.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return '\uFFFD'
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || isSpace(r):
			return ' '
		}
		return r
	}, s)
}

// short is a number as a sentence can hold it.
func short(digits string) string {
	const most = 40
	if len(digits) > most {
		return digits[:most] + "…"
	}
	return digits
}

// sentence fills the places {0}, {1}, ... of a template with args.
func sentence(template string, args []string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		place, after, _ := strings.Cut(rest, "}")
		i, err := strconv.Atoi(place)
		if err != nil || i >= len(args) {
			b.WriteByte('{')
			template = rest
			continue
		}
		b.WriteString(args[i])
		template = after
	}
}
