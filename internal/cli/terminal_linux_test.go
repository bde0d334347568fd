package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pseudoTerminal is a terminal with the test at its keyboard.
type pseudoTerminal struct {
	t        *testing.T
	keyboard *os.File
	screen   bytes.Buffer
	read     chan []byte
}

// startOnTerminal runs the program on a new terminal.
func startOnTerminal(t *testing.T, environment []string, args ...string) (*pseudoTerminal, *exec.Cmd) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keyboard.Close() })
	number, err := unix.IoctlGetInt(int(keyboard.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(keyboard.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	window := &unix.Winsize{Row: 24, Col: 80}
	if err := unix.IoctlSetWinsize(int(keyboard.Fd()), unix.TIOCSWINSZ, window); err != nil {
		t.Fatal(err)
	}
	terminal, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "feyre", args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Dir = terminal, terminal, terminal, t.TempDir()
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "TERM=xterm"}, environment...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &pseudoTerminal{t: t, keyboard: keyboard, read: make(chan []byte)}
	go p.watch()
	return p, cmd
}

// watch reads what appears until the program has gone.
func (p *pseudoTerminal) watch() {
	defer close(p.read)
	for {
		buffer := make([]byte, 4096)
		n, err := p.keyboard.Read(buffer)
		if err != nil {
			return
		}
		p.read <- buffer[:n]
	}
}

// sees waits until the screen shows a text, and forgets what came before it.
func (p *pseudoTerminal) sees(want string) {
	p.t.Helper()
	deadline := time.After(patience)
	for !strings.Contains(p.screen.String(), want) {
		select {
		case more, ok := <-p.read:
			if !ok {
				p.t.Fatalf("the program ended; the screen showed %q, not %q", p.screen.String(), want)
			}
			p.screen.Write(more)
		case <-deadline:
			p.t.Fatalf("the screen showed %q, never %q", p.screen.String(), want)
		}
	}
	_, after, _ := strings.Cut(p.screen.String(), want)
	p.screen.Reset()
	p.screen.WriteString(after)
}

func (p *pseudoTerminal) types(keys string) {
	p.t.Helper()
	if _, err := p.keyboard.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
}

// On a terminal, feyre play greets, has colors, completes, remembers lines, throws one away with Ctrl-C, and ends with Ctrl-D.
func TestPlayOnATerminal(t *testing.T) {
	t.Parallel()
	p, cmd := startOnTerminal(t, nil, "play", "--memory")
	p.sees("Feyre rolls your dice")
	p.sees("feyre> ")
	p.types("/ro\t3+4\r")
	p.sees("/roll 3+4")
	p.sees("\x1b[1m7")
	p.sees("feyre> ")
	const up = "\x1b[A"
	p.types(up + "\r")
	p.sees("/roll 3+4")
	p.sees("\x1b[1m7")
	p.sees("feyre> ")
	p.types("nonsense\x03")
	p.sees("feyre> \x1b[0mnonsense^C")
	p.types("/roll 1+1\r")
	p.sees("\x1b[1m2")
	p.sees("feyre> ")
	p.types("\x04")
	p.sees("\r\n")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// NO_COLOR is respected, also on a terminal.
func TestNoColor(t *testing.T) {
	t.Parallel()
	p, cmd := startOnTerminal(t, []string{"NO_COLOR=1"}, "roll", "3+4")
	p.sees("7\r\n`3+4`\r\n")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
