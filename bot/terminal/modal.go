package terminal

import (
	"context"
	"strings"

	"feyre/backend"
	"feyre/backend/reply"
)

// ask fills in a modal, from the options given with the press where there are any, else by asking for one line each, and hands
// it in.
func (f *Face) ask(ctx context.Context, modal reply.Modal, given string) {
	options := backend.Options{}
	for _, arg := range modal.Args {
		options[arg.Name] = arg.Value
	}
	fill := f.askInputs
	if given != "" {
		fill = func(context.Context, reply.Modal, backend.Options) bool { return f.takeInputs(modal, given, options) }
	}
	if fill(ctx, modal, options) {
		req := f.pressing(modal.Path, options, backend.FromModal)
		f.show(req, f.options.Bus.Handle(ctx, req))
	}
}

// takeInputs reads the inputs as options of the line that pressed the button; what isn't given keeps its present value.
func (f *Face) takeInputs(modal reply.Modal, given string, into backend.Options) bool {
	declared := make([]backend.Option, len(modal.Inputs))
	for i, input := range modal.Inputs {
		declared[i] = backend.Option{Name: input.Name, Required: input.Required}
		into[input.Name] = input.Value
	}
	taken, twice := values(declared, given)
	if twice != "" {
		f.tell(PhraseTwice, twice)
		return false
	}
	for name, value := range taken {
		into[name] = value
	}
	return true
}

// askInputs asks for one line for each input; an empty line keeps what is there. It reports false when the input ended.
func (f *Face) askInputs(ctx context.Context, modal reply.Modal, into backend.Options) bool {
	f.print(f.brush.paint(clean(modal.Title), reply.Bold) + "\n")
	for _, input := range modal.Inputs {
		value, ok := f.askInput(ctx, input)
		if !ok {
			f.tell(PhraseCancelled)
			return false
		}
		into[input.Name] = value
	}
	return true
}

func (f *Face) askInput(ctx context.Context, input reply.Input) (value string, ok bool) {
	prompt := clean(input.Label)
	if input.Value != "" {
		prompt += " [" + clean(input.Value) + "]"
	}
	f.print(prompt + "\n")
	line, err := f.next(ctx, "  > ")
	if err != nil {
		return "", false
	}
	if line = strings.TrimSpace(line); line == "" {
		line = input.Value
	}
	if line == "" && input.Required {
		f.tell(PhraseRequired, clean(input.Label))
		return "", false
	}
	return line, true
}
