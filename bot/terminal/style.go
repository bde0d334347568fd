package terminal

import (
	"strings"
	"unicode"

	"feyre/backend/reply"
)

// brush draws styles: as escape sequences with color, else as signs around the text.
type brush struct{ color bool }

// Escape sequences for the styles, and the one that ends them all.
const (
	sgrBold   = "\x1b[1m"
	sgrFaint  = "\x1b[2m"
	sgrUnder  = "\x1b[4m"
	sgrStruck = "\x1b[9m"
	sgrCode   = "\x1b[36m"
	sgrGood   = "\x1b[32m"
	sgrBad    = "\x1b[31m"
	sgrWarn   = "\x1b[33m"
	sgrEnd    = "\x1b[0m"
)

// paint draws clean text in a style.
func (b brush) paint(text string, style reply.Style) string {
	if text == "" {
		return ""
	}
	if b.color {
		return b.wrap(text, sequences(style))
	}
	switch {
	case style&reply.Struck != 0:
		return "~" + text + "~"
	case style&reply.Under != 0:
		return "_" + text + "_"
	case style&reply.Code != 0:
		return "`" + text + "`"
	}
	return text
}

// tone draws clean text in the color of a reply's tone; without color it stays as it is.
func (b brush) tone(text string, tone reply.Tone) string {
	if !b.color || text == "" {
		return text
	}
	switch tone {
	case reply.Good:
		return b.wrap(text, sgrBold+sgrGood)
	case reply.Bad:
		return b.wrap(text, sgrBold+sgrBad)
	case reply.Warning:
		return b.wrap(text, sgrBold+sgrWarn)
	default:
		return b.wrap(text, sgrBold)
	}
}

// handle draws what presses a control, in brackets whether there is color or not.
func (b brush) handle(text string) string {
	if b.color {
		return b.wrap("["+text+"]", sgrCode)
	}
	return "[" + text + "]"
}

func (brush) wrap(text, sequence string) string {
	if sequence == "" {
		return text
	}
	return sequence + text + sgrEnd
}

func sequences(style reply.Style) string {
	var all strings.Builder
	for _, s := range []struct {
		style    reply.Style
		sequence string
	}{
		{reply.Bold, sgrBold},
		{reply.Faint, sgrFaint},
		{reply.Struck, sgrStruck},
		{reply.Under, sgrUnder},
		{reply.Code, sgrCode},
	} {
		if style&s.style != 0 {
			all.WriteString(s.sequence)
		}
	}
	return all.String()
}

// clean takes everything out of hostile text that could steer a terminal: control characters become spaces, marks that turn the
// direction of writing vanish.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}

// cleanLines is clean for text of several lines.
func cleanLines(text string) []string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = clean(line)
	}
	return lines
}
