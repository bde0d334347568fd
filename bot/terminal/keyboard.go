package terminal

import (
	"bytes"
	"io"
)

// interrupted is the key that stands for Ctrl-C: the line editor would end the program for Ctrl-C itself, but passes this one on.
const interrupted = '\x18'

// keyboard has Ctrl-C do what shells have it do: it throws away the line that is being typed. Where there is none, it ends the input.
type keyboard struct {
	in   io.Reader
	over bool
}

func (k *keyboard) Read(p []byte) (int, error) {
	if k.over {
		return 0, io.EOF
	}
	n, err := k.in.Read(p)
	copy(p, bytes.ReplaceAll(p[:n], []byte{'\x03'}, []byte{interrupted}))
	return n, err
}

// interrupt says whether the line is to be thrown away, and shows it above as it stood behind its prompt.
func (k *keyboard) interrupt(prompt, line string, above io.Writer) bool {
	if line == "" {
		k.over = true
		return false
	}
	_, _ = io.WriteString(above, prompt+line+"^C\n")
	return true
}
