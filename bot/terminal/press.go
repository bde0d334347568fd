package terminal

import (
	"context"
	"slices"
	"strings"

	"feyre/backend"
	"feyre/backend/reply"
)

// control is something on a reply that can be pressed.
type control struct {
	// handle is how the control is written: its path, with its arguments where the path alone would fit several.
	handle  string
	label   string
	path    string
	options backend.Options
}

// shown is the last reply that had controls, and where it was said.
type shown struct {
	controls       []control
	subject        string
	private        bool
	guild, channel uint64
}

// replace notes what can be pressed from now on. A reply without controls leaves those of the message above it, unless it takes
// that message's place.
func (s *shown) replace(req backend.Request, answer reply.Reply) {
	controls := controls(answer)
	pressed := req.Source == backend.FromButton || req.Source == backend.FromModal
	gone := pressed && (answer.Update || answer.Delete)
	if len(controls) == 0 && !gone {
		return
	}
	*s = shown{
		controls: controls, subject: answer.Subject, private: answer.Private,
		guild: req.Guild, channel: req.Channel,
	}
}

// controls lists what can be pressed on a reply, in the order in which it is drawn.
func controls(answer reply.Reply) []control {
	var found []control
	if pick := answer.Select; pick != nil {
		for _, choice := range pick.Choices {
			args := append(slices.Clone(pick.Args), reply.Arg{Name: pick.Option, Value: choice.Value})
			found = append(found, newControl(choice.Label, pick.Path, args))
		}
	}
	for _, button := range answer.Buttons {
		if button.Link == "" && !button.Disabled {
			found = append(found, newControl(button.Label, button.Path, button.Args))
		}
	}
	for i := range found {
		alone := !slices.ContainsFunc(found[i+1:], func(c control) bool { return c.path == found[i].path }) &&
			!slices.ContainsFunc(found[:i], func(c control) bool { return c.path == found[i].path })
		if alone {
			found[i].handle = found[i].path
		}
	}
	return found
}

func newControl(label, path string, args []reply.Arg) control {
	c := control{label: clean(label), path: path, options: backend.Options{}}
	var query []string
	for _, arg := range args {
		c.options[arg.Name] = arg.Value
		query = append(query, arg.Name+"="+arg.Value)
	}
	c.handle = clean(path + "?" + strings.Join(query, "&"))
	return c
}

// press presses what line names on the last reply with controls: a handle or a label, followed by the options of its modal.
func (f *Face) press(ctx context.Context, line string) {
	pressed, rest, found := f.shown.find(line)
	if !found {
		f.tellMissing(line)
		return
	}
	req := f.pressing(pressed.path, pressed.options, backend.FromButton)
	answer := f.options.Bus.Handle(ctx, req)
	if answer.Modal == nil {
		f.show(req, answer)
		return
	}
	f.ask(ctx, *answer.Modal, rest)
}

// pressing makes a request that comes from the reply that is shown.
func (f *Face) pressing(path string, options backend.Options, source backend.Source) backend.Request {
	req := f.request(path, options, source)
	req.Guild, req.Channel = f.shown.guild, f.shown.channel
	req.Subject, req.SubjectPrivate = f.shown.subject, f.shown.private
	return req
}

// find looks for the control that line begins with, the longest handle first, then by label.
func (s *shown) find(line string) (found control, rest string, ok bool) {
	for _, c := range s.controls {
		after, fits := cutHandle(line, c.handle)
		if fits && (!ok || len(c.handle) > len(found.handle)) {
			found, rest, ok = c, after, true
		}
	}
	if ok {
		return found, rest, true
	}
	for _, c := range s.controls {
		if strings.EqualFold(c.label, line) {
			return c, "", true
		}
	}
	return control{}, "", false
}

func cutHandle(line, handle string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(line, handle)
	if !ok || rest != "" && rest[0] != ' ' {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

// tellMissing says that nothing fits, or which controls there are, or which share the path that was given.
func (f *Face) tellMissing(line string) {
	var handles []string
	for _, c := range f.shown.controls {
		if c.path == line || line == "" {
			handles = append(handles, c.handle)
		}
	}
	switch listed := strings.Join(handles, ", "); {
	case listed == "":
		f.tell(PhraseNoButton, clean(line))
	case line == "":
		f.tell(PhrasePress, listed)
	default:
		f.tell(PhraseWhich, line, listed)
	}
}
