package bot

import "strings"

// subjectLanguage marks the block that shows what a reply is about. Discord doesn't show the name of a language that it can't colour.
const subjectLanguage = "dice"

const (
	subjectOpen  = "```" + subjectLanguage + "\n"
	subjectClose = "\n```"
)

// subjectBlock shows a subject word for word. It is empty where the subject takes more than limit characters: half an expression is
// another expression.
func subjectBlock(subject string, limit int) string {
	if strings.TrimSpace(clean(subject)) == "" {
		return ""
	}
	block := newCanvas(limit, false)
	block.fenced(subjectLanguage, subject)
	if block.cut {
		return ""
	}
	return block.out.String()
}

// readSubject reads the subject back from a message of the bot's own; empty where it has none.
func readSubject(m *message) string {
	shown := m.Content
	if m.Shown != "" {
		shown = m.Shown
	}
	rest, found := strings.CutPrefix(shown, subjectOpen)
	if !found {
		return ""
	}
	subject, _, found := strings.Cut(rest, subjectClose)
	if !found {
		return ""
	}
	return strings.ReplaceAll(subject, "`"+noBreak, "`")
}
