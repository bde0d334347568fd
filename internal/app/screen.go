package app

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Screen is where a command of the command line reads and writes.
type Screen struct {
	In  io.Reader
	Out io.Writer
	// InFile and OutFile are the terminal, where both In and Out are one.
	InFile, OutFile *os.File
	// Color says that escape sequences are understood and wanted.
	Color bool
	// Locale is the person's language as Discord writes it, such as "de-DE"; it may be empty.
	Locale string
}

// NewScreen looks at what a program reads and writes, and at its environment as os.Environ gives it.
func NewScreen(in io.Reader, out io.Writer, environment []string) Screen {
	s := Screen{In: in, Out: out, Locale: locale(environment)}
	outFile := Terminal(out)
	if outFile == nil {
		return s
	}
	s.Color = lookup(environment, "NO_COLOR") == "" && lookup(environment, "TERM") != "dumb"
	if inFile := Terminal(in); inFile != nil {
		s.InFile, s.OutFile = inFile, outFile
	}
	return s
}

// Terminal is the file behind a stream where that is a terminal, else nil.
func Terminal(stream any) *os.File {
	file, isFile := stream.(*os.File)
	if !isFile || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return file
}

// locale reads the language of the environment, by the order that POSIX gives its variables: "de_DE.UTF-8" is "de-DE".
func locale(environment []string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := lookup(environment, name); value != "" {
			language, _, _ := strings.Cut(value, ".")
			return strings.ReplaceAll(language, "_", "-")
		}
	}
	return ""
}

// lookup finds a variable; where it is set twice, the last counts.
func lookup(environment []string, name string) string {
	value := ""
	for _, variable := range environment {
		if after, found := strings.CutPrefix(variable, name+"="); found {
			value = after
		}
	}
	return value
}
