package privacy

import (
	"bytes"
	"encoding/json"
	"strconv"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// summary says what is kept.
type summary struct {
	User       uint64 `json:"user,string"`
	Characters int    `json:"characters"`
	Saved      int    `json:"saved"`
}

// Describe lists what is kept and for how long.
func (s summary) Describe(say text.Printer) reply.Reply {
	return reply.Reply{
		Title: say.Say(text.PrivacyTitle), Private: true,
		Body: reply.Lines(
			say.Say(text.PrivacyUser, strconv.FormatUint(s.User, 10)), say.Say(text.PrivacyCharacters, s.Characters),
			say.Say(text.PrivacySaved, s.Saved), say.Say(text.PrivacyTrackers), say.Say(text.PrivacyCounts), "",
			say.Say(text.PrivacyHistory),
		),
	}
}

// export is everything that is kept about one user.
type export struct {
	User     uint64          `json:"user,string"`
	Document json.RawMessage `json:"document"`

	file []byte
}

func newExport(user uint64, document []byte) (export, error) {
	e := export{User: user, Document: document}
	if document == nil {
		e.Document = json.RawMessage("null")
	}
	raw, err := json.Marshal(e)
	if err != nil {
		return export{}, err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, raw, "", "  "); err != nil {
		return export{}, err
	}
	indented.WriteByte('\n')
	e.file = indented.Bytes()
	return e, nil
}

// shownLines is how much of the file a face without files shows.
const shownLines = 200

// Describe attaches the data as a file.
func (e export) Describe(say text.Printer) reply.Reply {
	lines := bytes.SplitN(bytes.TrimSuffix(e.file, []byte("\n")), []byte("\n"), shownLines+1)
	shown := make([]reply.Line, 0, len(lines))
	for _, line := range lines[:min(len(lines), shownLines)] {
		shown = append(shown, reply.Line{reply.Text(string(line))})
	}
	return reply.Reply{
		Title: say.Say(text.PrivacyTitle), Private: true, Body: reply.Lines(say.Say(text.PrivacyExported)),
		Files: []reply.File{{Name: "feyre.json", Type: "application/json", Data: e.file, Text: shown}},
	}
}

// question asks before anything is deleted.
type question struct{}

// Describe says what will be gone, with the button that does it.
func (question) Describe(say text.Printer) reply.Reply {
	return reply.Reply{
		Title: say.Say(text.PrivacyTitle), Private: true, Tone: reply.Warning, Body: reply.Lines(say.Say(text.PrivacyAsk)),
		Buttons: []reply.Button{{Label: say.Say(text.PrivacyErase), Kind: reply.Danger, Path: "privacy/erase"}},
	}
}

// erased says that it is done.
type erased struct{}

// Describe takes the place of the question.
func (erased) Describe(say text.Printer) reply.Reply {
	return reply.Reply{
		Title: say.Say(text.PrivacyTitle), Private: true, Update: true, Tone: reply.Good,
		Body: reply.Lines(say.Say(text.PrivacyErased), say.Say(text.PrivacyHistory)),
	}
}
