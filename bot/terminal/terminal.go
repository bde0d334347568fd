package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"feyre/backend"
	"feyre/backend/reply"
)

// Identity is who types, and where. Guild 0 is a direct message.
type Identity struct{ User, Guild, Channel uint64 }

// Options are what a Face works with.
type Options struct {
	Bus backend.Bus
	Identity
	// Locale is the language that replies are asked for in, such as "de" or "en-GB".
	Locale string
	// Say puts a Phrase into words.
	Say func(phrase Phrase, args ...any) string
	// Meant tells which line was meant by one that names no command, "" where it can't tell; may be nil.
	Meant func(line string) string
	// Color draws styles with escape sequences instead of signs.
	Color bool
}

// Face reads commands as lines and writes replies as text. It serves one person at a time.
type Face struct {
	options Options
	me      Identity
	lines   lineReader
	out     io.Writer
	brush   brush
	shown   shown
	asked   int
	width   func() int // columns of the terminal, 0 where it is none
	lost    error      // why an answer could not be written
}

// lineReader reads one line after the other; io.EOF ends it. errTooLong is a line that was skipped.
type lineReader interface {
	ReadLine(prompt string) (string, error)
	// Close gives the terminal back as it was, also while a ReadLine waits. It may be called more than once.
	Close() error
}

// byteOrderMark begins files that some editors write.
const byteOrderMark = "\ufeff"

// New makes a Face that reads plain lines from in and writes to out.
func New(options Options, in io.Reader, out io.Writer) *Face {
	return newFace(options, newPipe(in), out)
}

func newFace(options Options, lines lineReader, out io.Writer) *Face {
	return &Face{
		options: options, me: options.Identity, lines: lines, out: out,
		brush: brush{color: options.Color}, width: func() int { return 0 },
	}
}

// Run answers lines until the input ends, the person leaves, or ctx ends; none of these is an error. An answer that can't be written is.
func (f *Face) Run(ctx context.Context) error {
	defer f.lines.Close() //nolint:errcheck // the terminal is given back as far as it goes
	for first := true; ; first = false {
		line, err := f.next(ctx, f.prompt())
		if first {
			line = strings.TrimPrefix(line, byteOrderMark)
		}
		switch {
		case errors.Is(err, errTooLong):
			f.tell(PhraseTooLong, maxLine)
			continue
		case errors.Is(err, io.EOF), ctx.Err() != nil:
			return nil
		case err != nil:
			return fmt.Errorf("read a line: %w", err)
		}
		if line = strings.TrimSpace(line); line == "quit" || line == "exit" {
			return nil
		}
		if f.answer(ctx, line); f.lost != nil {
			return fmt.Errorf("write an answer: %w", f.lost)
		}
	}
}

// next waits for a line or for ctx. A read that ctx overtakes is left behind; nothing is read after it.
func (f *Face) next(ctx context.Context, prompt string) (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := f.lines.ReadLine(prompt)
		read <- result{line, err}
	}()
	select {
	case r := <-read:
		return r.line, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (f *Face) answer(ctx context.Context, line string) {
	word, rest := cutWord(line)
	switch {
	case word == "":
	case rest == "" && (word == "as" || word == "in"):
		f.tell(PhraseNoID, word)
	case word == "as":
		f.become(&f.me.User, rest)
	case word == "in":
		f.become(&f.me.Channel, rest)
	case word == "press":
		f.press(ctx, rest)
	default:
		f.command(ctx, line)
	}
}

// become changes one part of the identity.
func (f *Face) become(part *uint64, id string) {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		f.tell(PhraseID, clean(id))
		return
	}
	*part = n
	f.tell(PhraseNow, f.me.User, f.me.Guild, f.me.Channel)
}

func (f *Face) command(ctx context.Context, line string) {
	read := f.read(line)
	switch {
	case len(read.verbs) > 0:
		f.tell(PhraseVerbs, strings.Join(read.verbs, ", "))
	case read.twice != "":
		f.tell(PhraseTwice, read.twice)
	default:
		req := f.request(read.path, read.options, backend.FromSlash)
		f.show(req, f.options.Bus.Handle(ctx, req))
	}
}

func (f *Face) read(line string) command {
	commands := f.options.Bus.Commands()
	read := parse(commands, line)
	if read.unknown && f.options.Meant != nil {
		if meant := f.options.Meant(line); meant != "" {
			return parse(commands, meant)
		}
	}
	return read
}

// request makes the next request of the one who types.
func (f *Face) request(path string, options backend.Options, source backend.Source) backend.Request {
	f.asked++
	return backend.Request{
		ID: "line-" + strconv.Itoa(f.asked), User: f.me.User, UserName: fmt.Sprintf("user %d", f.me.User),
		Guild: f.me.Guild, Channel: f.me.Channel, Path: path, Options: options, Source: source, Locale: f.options.Locale,
	}
}

// show writes a reply and remembers what can be pressed on it.
func (f *Face) show(req backend.Request, answer reply.Reply) {
	f.shown.replace(req, answer)
	f.write(answer)
	for _, next := range answer.Next {
		f.write(next)
	}
}

func (f *Face) tell(phrase Phrase, args ...any) {
	f.print(wrap(f.options.Say(phrase, args...), f.width()) + "\n")
}

// print writes what is already clean.
func (f *Face) print(text string) {
	if _, err := io.WriteString(f.out, text); err != nil && f.lost == nil {
		f.lost = err
	}
}

func (f *Face) prompt() string { return f.brush.paint("feyre> ", reply.Bold) }
