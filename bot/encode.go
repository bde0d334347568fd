package bot

import (
	"strings"
	"unicode/utf8"

	"feyre/backend/reply"
)

// Colours of the bar beside a reply.
const (
	colourNeutral = 0x6B5B95
	colourGood    = 0x2E8B57
	colourBad     = 0xC0392B
	colourWarning = 0xE0A030
)

// letter is a reply as Discord takes it.
type letter struct {
	outgoing
	files []reply.File
	// cut names the parts that didn't fit.
	cut []string
}

// layout says what the place allows where a reply is going to.
type layout struct {
	// plain is text without embeds and files: messages to a channel, where the bot may have neither permission.
	plain bool
	// fileBytes is the largest file.
	fileBytes int
}

// encode writes a reply. Whatever doesn't fit Discord's limits is cut, text by characters, and named.
func encode(r reply.Reply, to layout) letter {
	m := letter{outgoing: outgoing{
		Embeds: []embed{}, Attachments: []attachment{},
		AllowedMentions: allowedMentions{Parse: []string{}},
	}}
	if r.Private {
		m.Flags |= flagEphemeral
	}
	if r.Mention != 0 {
		m.AllowedMentions.Users = []string{decimal(r.Mention)}
	}
	body := m.attach(r, to)
	m.Components = m.rows(r)
	switch {
	case to.plain, r.Mention != 0 && onlyText(r):
		m.Flags |= flagNoEmbeds
		m.Content = m.text(r, body)
	default:
		m.Content = mentionAhead(r, nil)
		m.Embeds = append(m.Embeds, m.embed(r, body))
	}
	return m
}

// onlyText says whether a reply needs no embed.
func onlyText(r reply.Reply) bool {
	return r.Title == "" && r.Subject == "" && len(r.Fields) == 0 && r.Footer == "" && len(r.Files) == 0
}

// mentionAhead is the mention that begins a message, unless its lines show it themselves. Discord notifies by the text alone, never by
// an embed.
func mentionAhead(r reply.Reply, lines []reply.Line) string {
	if r.Mention == 0 {
		return ""
	}
	for _, line := range lines {
		for _, span := range line {
			if span.User == r.Mention {
				return ""
			}
		}
	}
	return "<@" + decimal(r.Mention) + ">"
}

// embed writes a reply as an embed.
func (m *letter) embed(r reply.Reply, body []reply.Line) embed {
	e := embed{Color: colour(r.Tone)}
	left := maxEmbedTotal
	spend := func(part, text string, cut bool) string {
		left -= utf8.RuneCountInString(text)
		m.note(part, cut)
		return text
	}
	e.Title = spend("title", m.heading(r.Title, maxEmbedTitle), false)
	subject := subjectBlock(r.Subject, maxEmbedDescription)
	m.note("subject", r.Subject != "" && subject == "")
	if text, cut := cutText(r.Footer, maxEmbedFooter/4); text != "" {
		e.Footer = &embedFooter{Text: spend("footer", text, cut)}
	}
	description := newCanvas(min(maxEmbedDescription, left), true)
	if subject != "" {
		description.put(subject)
	}
	description.lines(body)
	e.Description = spend("body", description.out.String(), description.cut)
	for i, field := range r.Fields {
		if i == maxEmbedFields || left < 2*room {
			m.note("fields", true)
			break
		}
		name := spend("field", firstOf(m.heading(field.Name, min(maxFieldName, left/2)), noBreak), false)
		value := newCanvas(min(maxFieldValue, left), true)
		value.lines(field.Value)
		e.Fields = append(e.Fields, embedField{
			Name: name, Value: orBlank(spend("field", value.out.String(), value.cut)), Inline: field.Inline,
		})
	}
	for _, file := range m.files {
		if file.Inline {
			e.Image = &embedImage{URL: "attachment://" + file.Name}
			break
		}
	}
	if e.Title == "" && strings.TrimSpace(e.Description) == "" && len(e.Fields) == 0 && e.Image == nil {
		e.Description = noBreak
	}
	return e
}

// text writes a reply without an embed.
func (m *letter) text(r reply.Reply, body []reply.Line) string {
	page := newCanvas(maxContent, true)
	subject := subjectBlock(r.Subject, maxContent-2*maxEmbedTitle)
	m.note("subject", r.Subject != "" && subject == "")
	page.put(subject) // first, where it is found again
	if mentionAhead(r, body) != "" {
		first := reply.Line{{User: r.Mention}}
		if len(body) > 0 {
			first = append(append(first, reply.Text(" ")), body[0]...)
			body = body[1:]
		}
		body = append([]reply.Line{first}, body...)
	}
	if r.Title != "" {
		page.lines([]reply.Line{{reply.Styled(firstRunes(r.Title, maxEmbedTitle), reply.Bold)}})
	}
	page.lines(body)
	for _, field := range r.Fields {
		page.lines([]reply.Line{{reply.Styled(field.Name, reply.Bold)}})
		page.lines(field.Value)
	}
	if r.Footer != "" {
		page.lines([]reply.Line{{reply.Styled(r.Footer, reply.Faint)}})
	}
	m.note("body", page.cut)
	return orBlank(page.out.String())
}

// orBlank is a text, or something that Discord takes for one where it shows nothing.
func orBlank(text string) string {
	if strings.TrimSpace(text) == "" {
		return noBreak
	}
	return text
}

// heading writes a title or a field's name.
func (m *letter) heading(text string, limit int) string {
	line := newCanvas(limit, false)
	line.escaped(strings.TrimSpace(clean(text)), 0, true)
	m.note("title", line.cut)
	return line.out.String()
}

func (m *letter) note(part string, cut bool) {
	if cut {
		m.cut = append(m.cut, part)
	}
}

func colour(tone reply.Tone) int {
	switch tone {
	case reply.Good:
		return colourGood
	case reply.Bad:
		return colourBad
	case reply.Warning:
		return colourWarning
	default:
		return colourNeutral
	}
}
