package bot

import (
	"feyre/backend"
	"feyre/backend/text"
)

// decoder turns what Discord sends into requests. It is made once, from the declarations.
type decoder struct {
	verbs  map[string]backend.Verb
	labels map[string]string // a message command's name in the menu to its path
	legacy func(customID string) (string, backend.Options, bool)
}

func newDecoder(bus backend.Bus, catalog *text.Catalog) *decoder {
	d := &decoder{verbs: map[string]backend.Verb{}, labels: map[string]string{}, legacy: bus.Legacy}
	for _, command := range bus.Commands() {
		for _, verb := range command.Verbs {
			d.verbs[verb.Path] = verb
		}
		if command.Kind == backend.OnMessage && len(command.Verbs) > 0 {
			d.labels[menuName(command, catalog)] = command.Verbs[0].Path
		}
	}
	return d
}

// request makes a Request of an interaction. It says false where there is none to make: the interaction is of a kind that this program
// doesn't know, or its component leads nowhere. The Request then holds who asked and in which language all the same.
func (d *decoder) request(in *interaction) (backend.Request, bool) {
	req := asker(in)
	found := false
	switch in.Kind {
	case kindCommand, kindAutocomplete:
		found = d.command(in, &req)
	case kindComponent, kindModal:
		found = d.component(in, &req)
	}
	return req, found
}

// asker fills in who asks, where, and in which language.
func asker(in *interaction) backend.Request {
	req := backend.Request{ID: decimal(in.ID), Guild: in.GuildID, Channel: in.ChannelID, Locale: in.Locale, LocalNames: true}
	who := in.User
	if in.Member != nil {
		who = &in.Member.User
		req.Permissions = backend.Permission(in.Member.Permissions)
		req.UserName = in.Member.Nick
	}
	if who != nil {
		req.User = who.ID
		req.UserName = firstOf(req.UserName, who.GlobalName, who.Username)
	}
	return req
}

func (d *decoder) command(in *interaction, req *backend.Request) bool {
	const onMessage = 3
	req.Options = backend.Options{}
	if in.Data.Type == onMessage {
		req.Source, req.Path = backend.FromMessage, firstOf(d.labels[in.Data.Name], in.Data.Name)
		target := in.Data.Target
		if target == nil || target.ID != in.Data.TargetID {
			return false
		}
		req.Target = &backend.Message{ID: target.ID, Author: target.Author.ID, Content: target.Content}
		return true
	}
	req.Source, req.Path = backend.FromSlash, in.Data.Name
	if in.Kind == kindAutocomplete {
		req.Source = backend.FromAutocomplete
	}
	options := in.Data.Options
	for len(options) == 1 && (options[0].Type == optionSubcommand || options[0].Type == optionGroup) {
		req.Path += "/" + options[0].Name
		options = options[0].Options
	}
	for _, option := range options {
		req.Options[option.Name] = option.Value
		if option.Focused {
			req.Focus = option.Name
		}
	}
	return true
}

// kind is that of the option being typed.
func (d *decoder) kind(req backend.Request) backend.OptionKind {
	for _, option := range d.verbs[req.Path].Options {
		if option.Name == req.Focus {
			return option.Kind
		}
	}
	return backend.String
}

func (d *decoder) component(in *interaction, req *backend.Request) bool {
	req.Source = backend.FromButton
	t, found := d.target(in.Data.CustomID)
	if !found {
		return false
	}
	req.Path, req.Options = t.path, t.options
	if in.Kind == kindModal {
		req.Source = backend.FromModal
		for _, part := range in.Data.Components {
			part.collect(req.Options)
		}
	} else if t.option != "" && len(in.Data.Values) > 0 {
		req.Options[t.option] = in.Data.Values[0]
	}
	if in.Message != nil {
		req.Subject = readSubject(in.Message)
		req.SubjectPrivate = in.Message.Flags&flagEphemeral != 0
	}
	return true
}

// target finds what a custom id leads to: a verb that there is, or what an earlier version meant by it.
func (d *decoder) target(id string) (target, bool) {
	if t, ok := parseCustomID(id); ok {
		if _, found := d.verbs[t.path]; found {
			return t, true
		}
	}
	path, options, ok := d.legacy(id)
	if !ok {
		return target{}, false
	}
	if options == nil {
		options = backend.Options{}
	}
	return target{path: path, options: options}, true
}

// collect gathers the inputs of a modal, however they are nested.
func (c component) collect(into backend.Options) {
	if c.CustomID != "" {
		if c.Value != "" {
			into[c.CustomID] = c.Value
		}
		return
	}
	for _, part := range c.Components {
		part.collect(into)
	}
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
