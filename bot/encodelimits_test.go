package bot

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"feyre/backend/reply"
)

// large is a reply that is over every limit there is.
func large() reply.Reply {
	many := strings.Repeat("ü*", 5000)
	r := reply.Reply{
		Title: many, Subject: "4d6", Footer: many, Tone: reply.Good,
		Select: &reply.Select{Placeholder: many, Path: "act", Option: "id"},
	}
	for range 400 {
		r.Body = append(r.Body, reply.Line{reply.Styled(many[:300], reply.Bold)})
	}
	for range 40 {
		r.Fields = append(r.Fields, reply.Field{Name: many[:600], Value: reply.Lines(many)})
		r.Buttons = append(r.Buttons, reply.Button{Label: many, Path: "act"})
	}
	for i := range 40 {
		r.Select.Choices = append(r.Select.Choices, reply.Choice{Label: many, Value: decimal(uint64(i)), Detail: many})
	}
	return r
}

func checkLimits(t *testing.T, m letter) {
	t.Helper()
	within := func(what, text string, most int) int {
		n := utf8.RuneCountInString(text)
		if n > most {
			t.Errorf("%s has %d characters of %d", what, n, most)
		}
		return n
	}
	within("content", m.Content, maxContent)
	total := 0
	for _, e := range m.Embeds {
		total += within("title", e.Title, maxEmbedTitle) + within("description", e.Description, maxEmbedDescription)
		if e.Footer != nil {
			total += within("footer", e.Footer.Text, maxEmbedFooter)
		}
		if len(e.Fields) > maxEmbedFields {
			t.Errorf("%d fields", len(e.Fields))
		}
		for _, field := range e.Fields {
			total += within("field name", field.Name, maxFieldName) + within("field value", field.Value, maxFieldValue)
			if field.Name == "" || field.Value == "" {
				t.Error("empty field")
			}
		}
	}
	if total > maxEmbedTotal {
		t.Errorf("%d characters in all embeds", total)
	}
	if len(m.Components) > maxRows {
		t.Errorf("%d rows", len(m.Components))
	}
	seen := map[string]bool{}
	for _, row := range m.Components {
		for _, p := range row.Components {
			within("label", p.Label, maxButtonLabel)
			within("placeholder", p.Placeholder, maxPlaceholder)
			if within("custom id", p.CustomID, maxCustomID); p.CustomID == "" || seen[p.CustomID] {
				t.Errorf("custom id %q is empty or there twice", p.CustomID)
			}
			seen[p.CustomID] = true
		}
	}
}

func TestLimitsHold(t *testing.T) {
	t.Parallel()
	for name, to := range map[string]layout{"embed": {fileBytes: maxFileBytes}, "plain": {plain: true}} {
		m := encode(large(), to)
		checkLimits(t, m)
		for _, part := range []string{"title", "body", "buttons", "choices", "label"} {
			if name == "embed" && !slices.Contains(m.cut, part) {
				t.Errorf("%s: that %s was cut isn't noted: %v", name, part, m.cut)
			}
		}
	}
}
