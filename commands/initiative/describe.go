package initiative

import (
	"strconv"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// The kinds of message of which a channel has one: the tracker, and the line that tells who is next.
const (
	stickyTracker = "init"
	stickyTurn    = "init.turn"
)

// Describe draws the fight.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: m.title(say), Update: m.update, Private: m.Secret}
	answer.Body = newsLines(say, m.News)
	if len(answer.Body) > 0 {
		answer.Body = append(answer.Body, nil)
	}
	if len(m.Combatants) == 0 && !m.Unseen {
		answer.Body = append(answer.Body,
			reply.Line{reply.Text(say.Say(text.InitEmpty))}, reply.Line{reply.Styled(say.Say(text.InitTryJoin), reply.Code)})
	}
	answer.Body = append(answer.Body, listLines(say, m.Combatants)...)
	if m.Unseen {
		answer.Body = append(answer.Body, reply.Line{reply.Text("▶ "), reply.Styled(say.Say(text.InitSomebody), reply.Bold)})
	}
	if m.Secret {
		answer.Buttons = []reply.Button{{Label: say.Say(text.InitButtonRefresh), Path: "init/gm"}}
		return answer
	}
	answer.Sticky = stickyTracker
	answer.Buttons = m.buttons(say)
	if m.Began != nil {
		answer.Next = []reply.Reply{m.Began.describe(say)}
	}
	return answer
}

func (m Model) title(say text.Printer) string {
	switch {
	case m.Secret:
		return say.Say(text.InitTitleGM)
	case m.Round == 0:
		return say.Say(text.InitTitle)
	default:
		return say.Say(text.InitTitleRound, m.Round)
	}
}

func (m Model) buttons(say text.Printer) []reply.Button {
	next, turn, step := text.InitButtonNext, arg("turn", m.Turn), arg("step", m.Step)
	if m.Round == 0 {
		next = text.InitButtonBegin
	}
	empty := len(m.Combatants) == 0 && !m.Unseen
	return []reply.Button{
		{Label: say.Say(text.InitButtonJoin), Path: "init/join"},
		{Label: say.Say(next), Kind: reply.Primary, Path: "init/next", Args: turn, Disabled: empty},
		{Label: say.Say(text.InitButtonPrev), Path: "init/prev", Args: turn, Disabled: !m.canGoBack},
		{Label: say.Say(text.InitButtonUndo), Path: "init/undo", Args: step, Disabled: !m.canUndo},
		{Label: say.Say(text.InitButtonGM), Path: "init/gm"},
	}
}

func arg(name string, value uint64) []reply.Arg {
	return []reply.Arg{{Name: name, Value: strconv.FormatUint(value, 10)}}
}

// describe is the line that tells a person, and nobody else, that their turn began.
func (b Began) describe(say text.Printer) reply.Reply {
	line := say.Say(text.InitYourTurn, b.Name)
	if b.Name == "" {
		line = say.Say(text.InitYourTurnToo)
	}
	who := reply.Span{Text: "@" + strconv.FormatUint(b.User, 10), User: b.User}
	return reply.Reply{Body: []reply.Line{{who, reply.Text(" " + line)}}, Mention: b.User, Sticky: stickyTurn}
}

// Describe lists the settings.
func (s settings) Describe(say text.Printer) reply.Reply {
	who, downed := text.InitSettingsClosed, text.InitSettingsKeep
	if s.Open {
		who = text.InitSettingsOpen
	}
	if s.SkipDowned {
		downed = text.InitSettingsSkip
	}
	answer := reply.Reply{Title: say.Say(text.InitSettingsTitle), Body: reply.Lines(say.Say(who), say.Say(downed))}
	if s.GameMaster != 0 {
		master := reply.Span{Text: strconv.FormatUint(s.GameMaster, 10), User: s.GameMaster}
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.InitSettingsMaster)), master})
	}
	return answer
}

// Describe asks.
func (a askReset) Describe(say text.Printer) reply.Reply {
	return reply.Reply{
		Private: true, Tone: reply.Warning, Body: reply.Lines(say.Say(text.InitResetAsk, a.Combatants)),
		Buttons: []reply.Button{
			{Label: say.Say(text.InitButtonReset), Kind: reply.Danger, Path: "init/confirm", Args: arg("step", a.Step)},
			{Label: say.Say(text.InitButtonKeep), Path: "init/keep"},
		},
	}
}

// Describe closes the question and shows the tracker in a message of its own.
func (w wasReset) Describe(say text.Printer) reply.Reply {
	fight := w.Fight.Describe(say)
	fight.Update = false
	return reply.Reply{Private: true, Update: true, Body: reply.Lines(say.Say(text.InitResetDone)), Next: []reply.Reply{fight}}
}

// Describe closes the question.
func (kept) Describe(say text.Printer) reply.Reply {
	return reply.Reply{Private: true, Update: true, Body: reply.Lines(say.Say(text.InitResetKept))}
}

// Describe is the form.
func (f joinForm) Describe(say text.Printer) reply.Reply {
	return reply.Reply{Modal: &reply.Modal{
		Title: say.Say(text.InitModalTitle), Path: "init/join",
		Inputs: []reply.Input{
			{Name: "character", Label: say.Say(text.InitModalName), Value: firstRunes(f.name, maxName), Required: true, Max: maxName},
			{Name: "roll", Label: say.Say(text.InitModalRoll), Placeholder: "1d20+3", Required: true, Max: maxExpression},
		},
	}}
}
