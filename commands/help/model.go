package help

import (
	"strings"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

// overview lists every command.
type overview struct {
	commands []backend.Command
	links    Links
}

// Describe shows each command with its summary.
func (o overview) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.HelpTitle)}
	answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.HelpIntro))}, nil)
	for _, command := range o.commands {
		if command.Kind != backend.Slash {
			continue
		}
		answer.Body = append(answer.Body, reply.Line{
			reply.Styled(say.Command(command.Name), reply.Code), reply.Text("  " + say.Say(command.Summary)),
		})
	}
	answer.Body = append(answer.Body, nil, reply.Line{reply.Styled(say.Say(text.HelpMore), reply.Faint)})
	link := func(label text.ID, address string) {
		if address != "" {
			answer.Buttons = append(answer.Buttons, reply.Button{Label: say.Say(label), Link: address})
		}
	}
	link(text.HelpDocumentation, o.links.Documentation)
	if o.links.Invite != nil {
		link(text.HelpInvite, o.links.Invite())
	}
	return answer
}

// page explains one command.
type page struct {
	command   backend.Command
	reference func(text.Printer) []reply.Field
}

// Describe shows the command's verbs with their options, an example, and what the command itself adds.
func (p page) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Command(p.command.Name)}
	explained := p.command.Details
	if explained == "" {
		explained = p.command.Summary
	}
	answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(explained))})
	for _, verb := range p.command.Verbs {
		if !verb.Hidden {
			answer.Body = append(answer.Body, nil)
			answer.Body = append(answer.Body, verbLines(say, verb)...)
		}
	}
	answer.Body = append(answer.Body, exampleLines(say, p.command.Example)...)
	if p.reference != nil {
		answer.Fields = p.reference(say)
	}
	return answer
}

// verbPage explains one verb of a command that has several.
type verbPage struct {
	command backend.Command
	verb    backend.Verb
}

// Describe shows the verb with its options, and the command's example where it is one of this verb.
func (p verbPage) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Command(p.verb.Path), Body: verbLines(say, p.verb)}
	if strings.HasPrefix(p.command.Example+" ", strings.ReplaceAll(p.verb.Path, "/", " ")+" ") {
		answer.Body = append(answer.Body, exampleLines(say, p.command.Example)...)
	}
	return answer
}

// exampleLines shows what could be typed, below what explains it.
func exampleLines(say text.Printer, example string) []reply.Line {
	if example == "" {
		return nil
	}
	return []reply.Line{nil, {reply.Styled(say.Say(text.HelpExample)+"  ", reply.Faint), reply.Styled(say.Typed("/"+example), reply.Code)}}
}

// verbLines shows how a verb is typed, what it does, and its options.
func verbLines(say text.Printer, verb backend.Verb) []reply.Line {
	lines := []reply.Line{{reply.Styled(say.Command(verb.Path), reply.Code), reply.Text("  " + say.Say(verb.Summary))}}
	for _, option := range verb.Options {
		if option.Hidden {
			continue
		}
		line := reply.Line{
			reply.Text("    "), reply.Styled(say.Option(option.Name), reply.Bold), reply.Text("  " + say.Say(option.Summary)),
		}
		if option.Required {
			line = append(line, reply.Styled("  ("+say.Say(text.HelpRequired)+")", reply.Faint))
		}
		lines = append(lines, line)
	}
	return lines
}
