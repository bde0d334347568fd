package character

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Model is a user's book, after what was done with it.
type Model struct {
	Done  done   `json:"-"`
	Book  Book   `json:"book"`
	Guild uint64 `json:"-"`
	// Pressed says that a button of an earlier, private list was pressed, which is then updated.
	Pressed bool `json:"-"`
}

// Describe lists the characters, the active one in bold, with a button for each.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.CharacterTitle), Private: true, Update: m.Pressed}
	if m.Done.message != "" {
		answer.Tone = reply.Good
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(m.Done.message, m.Done.args...))}, nil)
	}
	if len(m.Book.Characters) == 0 {
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.CharacterNone) + " " + say.Say(text.CharacterTryAdd))})
		return answer
	}
	active := m.Book.ActiveID(m.Guild)
	for _, character := range m.Book.Characters {
		answer.Body = append(answer.Body, character.lines(say, character.ID == active)...)
		answer.Buttons = append(answer.Buttons, button(character, character.ID == active))
	}
	return answer
}

func (c Character) lines(say text.Printer, active bool) []reply.Line {
	style, mark := reply.Plain, ""
	if active {
		style, mark = reply.Bold, "  "+say.Say(text.CharacterActive)
	}
	lines := []reply.Line{{
		reply.Text(strconv.Itoa(c.ID) + ". "), reply.Styled(c.Name, style), reply.Text("  "),
		reply.Styled(c.Initiative, reply.Code), reply.Styled(mark, reply.Faint),
	}}
	if len(c.Values) > 0 {
		lines = append(lines, reply.Line{reply.Styled("    "+c.values(), reply.Faint)})
	}
	return lines
}

// values lists the named values, cut where there are many.
func (c Character) values() string {
	const shown = 12
	names := slices.Sorted(maps.Keys(c.Values))
	parts := make([]string, 0, shown)
	for _, name := range names[:min(shown, len(names))] {
		parts = append(parts, "@"+name+" "+strconv.FormatInt(c.Values[name], 10))
	}
	if len(names) > shown {
		parts = append(parts, "…")
	}
	return strings.Join(parts, ", ")
}

func button(character Character, active bool) reply.Button {
	b := reply.Button{
		Label: strconv.Itoa(character.ID) + ". " + character.Name,
		Path:  "character/select", Args: []reply.Arg{{Name: "id", Value: strconv.Itoa(character.ID)}},
	}
	if active {
		b.Kind = reply.Primary
	}
	return b
}
