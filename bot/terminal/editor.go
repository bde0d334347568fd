package terminal

import (
	"errors"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// tab is the key that completes, newWidth what a terminal has that doesn't tell its width.
const (
	tab      = '\t'
	newWidth = 80
)

// editor reads lines from a terminal, with history and completion. The terminal is raw only while a line is being read, so that
// interrupting a command works as everywhere.
type editor struct {
	in, out *os.File
	term    *term.Terminal
	width   int // columns, of the terminal as it was when the line began

	mu  sync.Mutex
	was *term.State // how the terminal was, while it is raw
}

var _ lineReader = (*editor)(nil)

// NewInteractive makes a Face for a person at a terminal: it greets, edits lines, and completes them. Both files must be
// terminals.
func NewInteractive(options Options, in, out *os.File) *Face {
	keys := &keyboard{in: in}
	screen := struct {
		io.Reader
		io.Writer
	}{keys, out}
	e := &editor{in: in, out: out, term: term.NewTerminal(screen, ""), width: newWidth}
	f := newFace(options, e, out)
	f.width = func() int { return e.width }
	e.term.AutoCompleteCallback = func(line string, pos int, key rune) (string, int, bool) {
		switch key {
		case tab:
			return f.completed(line, pos, e.width, e.term)
		case interrupted:
			return "", 0, keys.interrupt(f.prompt(), line, e.term)
		}
		return "", 0, false
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
		e.width = width
	}
	e.term.SetPrompt(prompt)
	line, err := e.term.ReadLine()
	if errors.Is(err, term.ErrPasteIndicator) {
		err = nil
	}
	if errors.Is(err, io.EOF) {
		_, _ = io.WriteString(e.out, "\r\n") // what comes next shall not stand behind the prompt
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
