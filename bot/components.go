package bot

import (
	"net/url"

	"feyre/backend/reply"
)

// Styles of button.
//
// https://discord.com/developers/docs/components/reference#button-button-styles
const (
	stylePrimary   = 1
	styleSecondary = 2
	styleDanger    = 4
	styleLink      = 5
)

// rows writes a reply's buttons and its select, in rows of five.
func (m *letter) rows(r reply.Reply) []part {
	rows := []part{}
	seen := map[string]int{}
	var row []part
	for _, button := range r.Buttons {
		b, ok := m.button(button, seen)
		if !ok {
			continue
		}
		row = append(row, b)
		if len(row) == maxRowButtons {
			rows, row = append(rows, part{Type: partRow, Components: row}), nil
		}
	}
	if len(row) > 0 {
		rows = append(rows, part{Type: partRow, Components: row})
	}
	most := maxRows
	if r.Select != nil {
		most--
	}
	if len(rows) > most {
		rows = rows[:most]
		m.note("buttons", true)
	}
	if s, ok := m.selection(r.Select, seen); ok {
		rows = append(rows, part{Type: partRow, Components: []part{s}})
	}
	return rows
}

func (m *letter) button(b reply.Button, seen map[string]int) (part, bool) {
	label, cut := cutText(b.Label, maxButtonLabel)
	m.note("label", cut)
	p := part{Type: partButton, Label: firstOf(label, "…"), Style: styleSecondary, Disabled: b.Disabled}
	if b.Link != "" {
		p.Style, p.URL = styleLink, b.Link
		address, err := url.Parse(b.Link)
		ok := err == nil && address.Scheme == "https" && len(b.Link) <= maxButtonLink
		m.note("button", !ok)
		return p, ok
	}
	switch b.Kind {
	case reply.Primary:
		p.Style = stylePrimary
	case reply.Danger:
		p.Style = styleDanger
	}
	p.CustomID = uniqueID(b.Path, b.Args, "", seen)
	m.note("button", p.CustomID == "")
	return p, p.CustomID != ""
}

func (m *letter) selection(s *reply.Select, seen map[string]int) (part, bool) {
	if s == nil || len(s.Choices) == 0 {
		return part{}, false
	}
	p := part{Type: partSelect, CustomID: uniqueID(s.Path, s.Args, s.Option, seen)}
	p.Placeholder, _ = cutText(s.Placeholder, maxPlaceholder)
	values := map[string]bool{}
	for _, choice := range s.Choices {
		if len(p.Options) == maxSelect || len([]rune(choice.Value)) > maxSelectText || choice.Value == "" || values[choice.Value] {
			m.note("choices", true)
			continue
		}
		values[choice.Value] = true
		label, cut := cutText(firstOf(choice.Label, choice.Value), maxSelectText)
		detail, cutDetail := cutText(choice.Detail, maxSelectText)
		m.note("choice", cut || cutDetail)
		p.Options = append(p.Options, partOption{Label: firstOf(label, "…"), Value: choice.Value, Description: detail, Default: choice.Chosen})
	}
	ok := p.CustomID != "" && len(p.Options) > 0
	m.note("select", !ok)
	return p, ok
}

// uniqueID is a custom id that no other component of the message has.
func uniqueID(path string, args []reply.Arg, option string, seen map[string]int) string {
	id := customID(path, args, option, 0)
	number := seen[id]
	seen[id]++
	if number > 0 {
		id = customID(path, args, option, number)
	}
	return id
}

// modal writes a form.
func modal(form *reply.Modal) (modalBody, bool) {
	title, _ := cutText(form.Title, maxModalTitle)
	body := modalBody{CustomID: customID(form.Path, form.Args, "", 0), Title: firstOf(title, "…")}
	for _, input := range form.Inputs[:min(len(form.Inputs), maxModalInputs)] {
		body.Components = append(body.Components, formInput(input))
	}
	return body, body.CustomID != "" && len(body.Components) > 0
}

func formInput(input reply.Input) part {
	const short, long = 1, 2
	box := part{Type: partInput, CustomID: input.Name, Style: short, Required: &input.Required, MaxLength: maxInputValue}
	if input.Long {
		box.Style = long
	}
	if input.Max > 0 {
		box.MaxLength = min(input.Max, maxInputValue)
	}
	box.Value = firstRunes(input.Value, box.MaxLength)
	box.Placeholder, _ = cutText(input.Placeholder, maxInputHint)
	label, _ := cutText(input.Label, maxInputLabel)
	return part{Type: partLabel, Label: firstOf(label, input.Name), Component: &box}
}
