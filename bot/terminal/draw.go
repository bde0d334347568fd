package terminal

import (
	"fmt"
	"strings"

	"feyre/backend/reply"
)

// maxFile is how much of a text file is shown, in bytes.
const maxFile = 16 << 10

// Draw writes a reply as text, without the controls that only a Face can press.
func Draw(answer reply.Reply, color bool) string {
	d := drawing{brush: brush{color: color}}
	d.content(answer)
	return d.String()
}

// write draws one reply, followed by an empty line.
func (f *Face) write(answer reply.Reply) {
	if answer.Delete {
		f.tell(PhraseDeleted)
		return
	}
	d := drawing{brush: f.brush, width: f.width()}
	d.content(answer)
	d.controls(answer)
	if answer.Private {
		d.line(d.brush.paint(f.options.Say(PhrasePrivate), reply.Faint))
	}
	d.line("")
	f.print(d.String())
}

// drawing is a reply as it becomes text.
type drawing struct {
	strings.Builder
	brush brush
	width int // columns, 0 where lines may have any
}

// content is everything but what can be pressed.
func (d *drawing) content(answer reply.Reply) {
	d.head(answer)
	d.body("", answer.Body)
	for _, field := range answer.Fields {
		d.line(d.brush.paint(clean(field.Name), reply.Bold))
		d.body("  ", field.Value)
	}
	for _, file := range answer.Files {
		d.file(file)
	}
	if answer.Footer != "" {
		d.line(d.brush.paint(clean(answer.Footer), reply.Faint))
	}
}

func (d *drawing) line(text string) {
	d.WriteString(wrap(text, d.width))
	d.WriteByte('\n')
}

func (d *drawing) head(answer reply.Reply) {
	if answer.Title != "" {
		d.line(d.brush.tone(clean(answer.Title), answer.Tone))
	}
	if answer.Subject != "" {
		d.line(d.brush.paint(clean(answer.Subject), reply.Code))
	}
}

func (d *drawing) body(indent string, lines []reply.Line) {
	for _, line := range lines {
		if len(line) == 1 && line[0].Style&reply.Block != 0 {
			d.block(indent, line[0].Text)
			continue
		}
		text := indent
		for _, span := range line {
			text += d.span(span)
		}
		d.line(text)
	}
}

func (d *drawing) block(indent, text string) {
	for _, line := range cleanLines(text) {
		d.WriteString(indent + "  " + line + "\n")
	}
}

func (d *drawing) span(span reply.Span) string {
	text := d.brush.paint(clean(span.Text), span.Style)
	if span.Link != "" {
		text += " <" + clean(span.Link) + ">"
	}
	return text
}

// file shows a file: what stands for a picture, a text as it is, anything else by its name.
func (d *drawing) file(file reply.File) {
	switch {
	case len(file.Text) > 0:
		d.body("", file.Text)
	case isText(file.Type) && len(file.Data) <= maxFile:
		d.line(d.brush.paint(clean(file.Name), reply.Bold))
		d.block("", string(file.Data))
	default:
		d.line(fmt.Sprintf("[%s, %s, %d B] %s", clean(file.Name), clean(file.Type), len(file.Data), clean(file.Alt)))
	}
}

func isText(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || strings.HasPrefix(mediaType, "application/json")
}

// controls lists what can be pressed, under the handle that presses it.
func (d *drawing) controls(answer reply.Reply) {
	pick := answer.Select
	if pick != nil && pick.Placeholder != "" {
		d.line(d.brush.paint(clean(pick.Placeholder), reply.Faint))
	}
	for i, c := range controls(answer) {
		text := d.brush.handle(c.handle) + " " + c.label
		if pick != nil && i < len(pick.Choices) {
			text += choiceMarks(pick.Choices[i])
		}
		d.line(text)
	}
	for _, button := range answer.Buttons {
		if button.Link != "" {
			d.line(clean(button.Label) + " <" + clean(button.Link) + ">")
		}
	}
}

func choiceMarks(choice reply.Choice) string {
	marks := ""
	if choice.Detail != "" {
		marks = " · " + clean(choice.Detail)
	}
	if choice.Chosen {
		marks += " *"
	}
	return marks
}
