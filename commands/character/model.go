package character

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Model is a user's book, after what was done with it.
type Model struct {
	Done done `json:"-"`
	// Missing are the names that the initiative of the character that was added or changed needs and nothing has yet.
	Missing []string `json:"missing,omitempty"`
	Book    Book     `json:"book"`
	Guild   uint64   `json:"-"`
	// Pressed says that a button of an earlier, private list was pressed, which is then updated.
	Pressed bool `json:"-"`
}

// Describe lists the characters, the active one in bold, with a button for each.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.CharacterTitle), Private: true, Update: m.Pressed}
	if m.Done.message != "" {
		answer.Tone = reply.Good
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(m.Done.message, m.Done.args...))})
		answer.Body = append(append(answer.Body, m.missing(say)...), nil)
	}
	if len(m.Book.Characters) == 0 {
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.CharacterNone) + " " + say.Say(text.CharacterTryAdd))})
		return answer
	}
	active := m.Book.ActiveID(m.Guild)
	room := maxList / len(m.Book.Characters)
	for _, character := range m.Book.Characters {
		answer.Body = append(answer.Body, character.lines(say, character.ID == active, room)...)
		answer.Buttons = append(answer.Buttons, button(character, character.ID == active))
	}
	return answer
}

// missing tells which values the initiative roll still needs, and how the first of them is given.
func (m Model) missing(say text.Printer) []reply.Line {
	if len(m.Missing) == 0 {
		return nil
	}
	give := "/character set name:" + m.Missing[0] + " value:3 id:" + strconv.Itoa(m.Done.id)
	return []reply.Line{
		{reply.Text(say.Say(text.CharacterMissing, "@"+strings.Join(m.Missing, ", @")))},
		{reply.Styled("→ ", reply.Faint), reply.Text(say.Say(text.RollTry, text.Typed(give)))},
	}
}

// What the smallest face has room for, in characters as they are written there.
const (
	maxList  = 3_600
	nameRoom = 170 // a name of which each sign is written with another before it, and what stands around it
)

// lines shows one character in at most room characters: its expression gets half of what its name leaves, its values the rest.
func (c Character) lines(say text.Printer, active bool, room int) []reply.Line {
	style, mark := reply.Plain, ""
	if active {
		style, mark = reply.Bold, "  "+say.Say(text.CharacterActive)
	}
	room -= nameRoom
	initiative := cut(c.Initiative, room/2)
	lines := []reply.Line{{
		reply.Text(strconv.Itoa(c.ID) + ". "), reply.Styled(c.Name, style), reply.Text("  "),
		reply.Styled(initiative, reply.Code), reply.Styled(mark, reply.Faint),
	}}
	if len(c.Values) > 0 {
		lines = append(lines, reply.Line{reply.Styled("    "+c.values(room-cost(initiative)), reply.Faint)})
	}
	return lines
}

// values lists the named values that have room, in their order.
func (c Character) values(room int) string {
	const around = 10 // indent, style, and the sign for more
	room -= around
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(c.Values)) {
		part := "@" + name + " " + strconv.FormatInt(c.Values[name], 10)
		if room -= cost(part) + len(", "); room < 0 {
			return strings.Join(append(parts, "…"), ", ")
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// cost is how many characters a text may take where some are written with another before or behind them.
func cost(s string) int {
	return utf8.RuneCountInString(s) + strings.Count(s, "_") + strings.Count(s, "`")
}

// cut is the beginning of a text that costs no more than room.
func cut(s string, room int) string {
	if cost(s) <= room {
		return s
	}
	letters := []rune(s)
	letters = letters[:min(len(letters), room)]
	for cost(string(letters)) >= room {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
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
