package app

import (
	"os"
	"strings"
	"testing"
)

func TestScreenOfAPipe(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer write.Close()
	s := NewScreen(read, write, []string{"TERM=xterm"})
	if s.Color || s.InFile != nil || s.OutFile != nil {
		t.Errorf("a pipe is taken for a terminal: %+v", s)
	}
	if Terminal(strings.NewReader("")) != nil {
		t.Error("a reader is taken for a terminal")
	}
}

func TestLocale(t *testing.T) {
	for _, test := range []struct {
		environment []string
		want        string
	}{
		{nil, ""},
		{[]string{"LANG=de_DE.UTF-8"}, "de-DE"},
		{[]string{"LANG=de_DE.UTF-8", "LC_ALL=fr_FR"}, "fr-FR"},
		{[]string{"LANG=de_DE", "LC_MESSAGES=C"}, "C"},
		{[]string{"LANG=de", "LANG=fr"}, "fr"},
	} {
		if got := locale(test.environment); got != test.want {
			t.Errorf("%v: %q, want %q", test.environment, got, test.want)
		}
	}
}
