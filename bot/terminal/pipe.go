package terminal

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 10

// errTooLong is returned for a line over maxLine, which is skipped as a whole.
var errTooLong = errors.New("line too long")

// pipe reads lines from anything that isn't a terminal; it shows no prompt.
type pipe struct{ in *bufio.Reader }

var _ lineReader = (*pipe)(nil)

func newPipe(in io.Reader) *pipe { return &pipe{in: bufio.NewReaderSize(in, maxLine)} }

func (p *pipe) ReadLine(string) (string, error) {
	line, err := p.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = p.in.ReadSlice('\n')
		}
		return "", errTooLong
	}
	if errors.Is(err, io.EOF) && len(line) > 0 {
		err = nil
	}
	return string(bytes.TrimRight(line, "\r\n")), err
}

func (p *pipe) Close() error { return nil }
