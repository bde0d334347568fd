package terminal

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"feyre/backend"
)

// completeTimeout bounds what a press of the tab key may take.
const completeTimeout = time.Second

// completed is what the tab key does to a line: it adds what all offers share, or lists them above the line.
func (f *Face) completed(line string, pos, width int, above io.Writer) (newLine string, newPos int, ok bool) {
	ctx, cancel := context.WithTimeout(context.Background(), completeTimeout)
	defer cancel()
	start, offers := f.offers(ctx, line[:pos])
	if len(offers) == 0 {
		return "", 0, false
	}
	typed, shared := line[start:pos], sharedPrefix(offers)
	if len(offers) > 1 && len(shared) <= len(typed) {
		_, _ = io.WriteString(above, columns(offers, width))
		return line, pos, true
	}
	return line[:start] + shared + line[pos:], start + len(shared), true
}

// offers lists what could stand in line from the byte start on.
func (f *Face) offers(ctx context.Context, line string) (start int, offers []string) {
	if rest, pressing := strings.CutPrefix(line, "press "); pressing {
		return len(line) - len(rest), f.handleOffers(rest)
	}
	verb, rest, found := route(f.options.Bus.Commands(), strings.TrimPrefix(line, "/"))
	if !found || rest == "" && !strings.HasSuffix(line, " ") {
		return 0, f.commandOffers(line)
	}
	return f.optionOffers(ctx, verb, line, len(line)-len(rest))
}

func (f *Face) handleOffers(typed string) []string {
	var offers []string
	for _, c := range f.shown.controls {
		if strings.HasPrefix(c.handle, typed) {
			offers = append(offers, c.handle)
		}
	}
	return offers
}

// commandOffers offers the word that is being typed: first commands, then the verbs of one.
func (f *Face) commandOffers(typed string) []string {
	typed = "/" + strings.TrimPrefix(typed, "/")
	var offers []string
	for _, command := range f.options.Bus.Commands() {
		for _, verb := range command.Verbs {
			words := "/" + strings.ReplaceAll(verb.Path, "/", " ") + " "
			if command.Kind != backend.Slash || verb.Hidden || !strings.HasPrefix(words, typed) {
				continue
			}
			end := len(typed) + strings.IndexByte(words[len(typed):]+" ", ' ') + 1
			offers = append(offers, words[:min(end, len(words))])
		}
	}
	return slices.Compact(offers)
}

// optionOffers offers values for the option that is being typed, and names of those that aren't given yet.
func (f *Face) optionOffers(ctx context.Context, verb backend.Verb, line string, begin int) (start int, offers []string) {
	options := visible(verb.Options)
	text := line[begin:]
	given, _ := values(options, text)
	start = begin
	if marks := marks(options, text); len(marks) > 0 {
		last := marks[len(marks)-1]
		start = begin + last.at + len(last.name) + 1
		offers = f.valueOffers(ctx, verb, given, last.name)
	}
	for start < len(line) && line[start] == ' ' {
		start++
	}
	if len(offers) > 0 {
		return start, offers
	}
	start = strings.LastIndexByte(line, ' ') + 1
	for _, option := range options {
		if !given.Given(option.Name) && strings.HasPrefix(option.Name, line[start:]) {
			offers = append(offers, option.Name+":")
		}
	}
	return start, offers
}

func (f *Face) valueOffers(ctx context.Context, verb backend.Verb, given backend.Options, focus string) []string {
	req := f.request(verb.Path, given, backend.FromAutocomplete)
	req.Focus = focus
	var offers []string
	for _, choice := range f.options.Bus.Complete(ctx, req) {
		// What says of a value only that it is one, as for an expression, adds nothing to it.
		if value := clean(choice.Value); value != given.Text(focus) && strings.HasPrefix(value, given.Text(focus)) {
			offers = append(offers, value)
		}
	}
	return slices.Compact(offers)
}

// columns sets offers in columns, on lines of so many characters.
func columns(offers []string, width int) string {
	widest := 0
	for _, offer := range offers {
		widest = max(widest, utf8.RuneCountInString(offer))
	}
	perLine := max(1, (width-1)/(widest+2))
	var set strings.Builder
	for i, offer := range offers {
		set.WriteString(offer)
		if (i+1)%perLine == 0 || i == len(offers)-1 {
			set.WriteByte('\n')
			continue
		}
		set.WriteString(strings.Repeat(" ", widest+2-utf8.RuneCountInString(offer)))
	}
	return set.String()
}

func sharedPrefix(offers []string) string {
	shared := offers[0]
	for _, offer := range offers[1:] {
		for !strings.HasPrefix(offer, shared) {
			shared = shared[:len(shared)-1]
		}
	}
	return shared
}
