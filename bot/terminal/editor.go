package terminal

import (
	"errors"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// tab is the key that completes.
const tab = '\t'

// editor reads lines from a terminal, with history and completion. The terminal is raw only while a line is being read, so that
// interrupting a command works as everywhere.
type editor struct {
	in, out *os.File
	term    *term.Terminal

	mu  sync.Mutex
	was *term.State // how the terminal was, while it is raw
}

var _ lineReader = (*editor)(nil)

// NewInteractive makes a Face for a person at a terminal: it greets, edits lines, and completes them. Both files must be
// terminals.
func NewInteractive(options Options, in, out *os.File) *Face {
	screen := struct {
		io.Reader
		io.Writer
	}{in, out}
	e := &editor{in: in, out: out, term: term.NewTerminal(screen, "")}
	f := newFace(options, e, out)
	e.term.AutoCompleteCallback = func(line string, pos int, key rune) (string, int, bool) {
		if key != tab {
			return "", 0, false
		}
		return f.completed(line, pos, e.term)
	}
	f.tell(PhraseGreeting)
	return f
}

func (e *editor) ReadLine(prompt string) (string, error) {
	if err := e.raw(); err != nil {
		return "", err
	}
	defer e.Close() //nolint:errcheck // a terminal that can't be given back is gone
	if width, height, err := term.GetSize(int(e.out.Fd())); err == nil && width > 0 {
		_ = e.term.SetSize(width, height)
	}
	e.term.SetPrompt(prompt)
	line, err := e.term.ReadLine()
	if errors.Is(err, term.ErrPasteIndicator) {
		err = nil
	}
	return line, err
}

func (e *editor) raw() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	was, err := term.MakeRaw(int(e.in.Fd()))
	if err != nil {
		return err
	}
	e.was = was
	return nil
}

// Close gives the terminal back as it was before the line.
func (e *editor) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.was == nil {
		return nil
	}
	was := e.was
	e.was = nil
	return term.Restore(int(e.in.Fd()), was)
}
