package bot

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"feyre/backend/reply"
)

// canvas writes lines as Discord's Markdown, up to a number of characters. Text is cut, never markup: what is written always closes
// what it opens.
//
// https://support.discord.com/hc/en-us/articles/210298617-Markdown-Text-101
type canvas struct {
	out    strings.Builder
	left   int
	users  bool // whether a user may show as a mention here
	cut    bool
	marked bool // the last thing written was the end of a markup
}

func newCanvas(limit int, users bool) *canvas { return &canvas{left: limit, users: users} }

// lines writes one line after the other, until one doesn't fit.
func (c *canvas) lines(lines []reply.Line) {
	for _, line := range lines {
		if c.cut {
			return
		}
		if c.out.Len() > 0 && !c.put("\n") {
			return
		}
		c.line(line)
	}
}

// room is the least number of characters with which beginning a line makes sense.
const room = 8

func (c *canvas) line(line reply.Line) {
	c.marked = false
	start := true
	aside := len(line) > 0
	for _, span := range line {
		aside = aside && span.Style == reply.Faint
	}
	if aside {
		c.put("-# ")
		start = false
	}
	for _, span := range line {
		if c.cut {
			return
		}
		if aside {
			span.Style = reply.Plain
		}
		c.span(span, start)
		start = false
	}
}

func (c *canvas) span(span reply.Span, start bool) {
	switch {
	case span.User != 0 && c.users:
		c.put("<@" + decimal(span.User) + ">")
	case span.Style&reply.Block != 0:
		c.fenced("", span.Text)
	case span.Style&reply.Code != 0:
		c.code(span.Text)
	case span.Link != "" && safeLink(span.Link):
		c.styled("[", span.Text, "]("+strings.NewReplacer("(", "%28", ")", "%29").Replace(span.Link)+")", start)
	default:
		before, after := markers(span.Style)
		c.styled(before, span.Text, after, start)
	}
}

// markers are the signs around a text in a style.
func markers(style reply.Style) (before, after string) {
	for _, mark := range []struct {
		style reply.Style
		sign  string
	}{{reply.Struck, "~~"}, {reply.Under, "__"}, {reply.Bold, "**"}, {reply.Faint, "*"}} {
		if style&mark.style != 0 {
			before, after = before+mark.sign, mark.sign+after
		}
	}
	return before, after
}

// styled writes a text between signs, with the spaces at its ends outside of them.
func (c *canvas) styled(before, text, after string, start bool) {
	text = clean(text)
	if before == "" {
		c.escaped(text, 0, start)
		c.marked = false
		return
	}
	inner := strings.TrimSpace(text)
	if inner == "" {
		c.escaped(text, 0, start)
		return
	}
	lead := text[:strings.Index(text, inner)]
	trail := text[len(lead)+len(inner):]
	if c.marked && lead == "" {
		before = noBreak + before // or the signs of both would run together
	}
	if c.left < utf8.RuneCountInString(lead+before+after)+room {
		c.cut = true
		return
	}
	c.put(lead + before)
	c.escaped(inner, utf8.RuneCountInString(after), false)
	c.put(after)
	c.marked = true
	if trail != "" {
		c.escaped(trail, 0, false)
		c.marked = false
	}
}

// escaped writes clean text literally and leaves reserve characters of room behind it.
func (c *canvas) escaped(text string, reserve int, start bool) {
	for at, r := range text {
		piece := escapeRune(text, at, r, start && at == 0)
		if utf8.RuneCountInString(piece)+reserve+1 > c.left && at+utf8.RuneLen(r) < len(text) ||
			utf8.RuneCountInString(piece)+reserve > c.left {
			c.ellipsis()
			return
		}
		c.put(piece)
	}
}

// code writes a text that can be typed.
func (c *canvas) code(text string) {
	text = clean(text)
	fence, pad := "`", ""
	if strings.Contains(text, "`") {
		fence, pad = "``", " "
		text = strings.ReplaceAll(text, "``", "`"+noBreak+"`")
	}
	around := 2 * (len(fence) + len(pad))
	if c.left < around+room && c.left < around+utf8.RuneCountInString(text) {
		c.cut = true
		return
	}
	if text == "" {
		return
	}
	c.put(fence + pad)
	c.raw(text, len(fence)+len(pad))
	c.put(pad + fence)
	c.marked = true
}

// fenced writes several lines in fixed width, under a language's name.
func (c *canvas) fenced(language, text string) {
	open, end := "```"+language+"\n", "\n```"
	if c.left < len(open)+len(end)+room {
		c.cut = true
		return
	}
	c.put(open)
	c.raw(fence(text), len(end))
	c.put(end)
}

// fence makes a text safe inside of a block.
func fence(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return visible(r)
	}, text)
	return strings.ReplaceAll(text, "``", "`"+noBreak+"`")
}

// raw writes a text as it is and leaves reserve characters of room behind it.
func (c *canvas) raw(text string, reserve int) {
	if utf8.RuneCountInString(text)+reserve <= c.left {
		c.put(text)
		return
	}
	c.put(firstRunes(text, c.left-reserve-1))
	c.ellipsis()
}

func (c *canvas) ellipsis() {
	c.cut = true
	c.put("…")
}

// put writes signs that have to fit, and says whether they did.
func (c *canvas) put(signs string) bool {
	n := utf8.RuneCountInString(signs)
	if n > c.left {
		c.cut = true
		return false
	}
	c.left -= n
	c.out.WriteString(signs)
	return true
}

// safeLink says whether an address may be linked.
func safeLink(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != "" && !strings.ContainsAny(address, " \n<>\"`")
}

// firstRunes is the first n characters of a text.
func firstRunes(text string, n int) string {
	for at := range text {
		if n <= 0 {
			return text[:at]
		}
		n--
	}
	return text
}

// cutText makes a text without Markup fit: what can't be seen is dropped, and what is too long ends in an ellipsis. It is empty where
// nothing would show.
func cutText(text string, limit int) (fits string, cut bool) {
	text = strings.TrimSpace(clean(text))
	if utf8.RuneCountInString(text) <= limit {
		return text, false
	}
	return firstRunes(text, limit-1) + "…", true
}
