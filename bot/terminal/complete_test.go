package terminal

import (
	"io"
	"strings"
	"testing"
)

func TestTab(t *testing.T) {
	face := New(options(t), strings.NewReader("/pick\n"), io.Discard)
	if err := face.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ line, want, listed string }{
		{"/ro", "/roll ", ""},
		{"ro", "/roll ", ""},
		{"/init", "/init ", ""},
		{"/init ", "/init ", "/init join   /init get"},
		{"/init j", "/init join ", ""},
		{"/init join ch", "/init join character:", ""},
		{"/init join character:Bob c", "/init join character:Bob count:", ""},
		{"/init join count:tw", "/init join count:tw", ""},
		{"/roll expression:4d6 se", "/roll expression:4d6 secret:", ""},
		{"/init join count:", "/init join count:2", ""},
		{"press pick/", "press pick/one?id=", ""},
		{"/x", "/x", ""},
	} {
		var above strings.Builder
		got, pos, ok := face.completed(test.line, len(test.line), 80, &above)
		if !ok {
			got, pos = test.line, len(test.line)
		}
		if got != test.want || pos != len(got) || strings.TrimSpace(above.String()) != test.listed {
			t.Errorf("%q became %q (cursor %d), listed %q; want %q, listed %q", test.line, got, pos, above.String(), test.want, test.listed)
		}
	}
}

func TestTabInTheMiddle(t *testing.T) {
	face := New(options(t), strings.NewReader(""), io.Discard)
	got, pos, _ := face.completed("/ro4d6", 3, 80, io.Discard)
	if got != "/roll 4d6" || pos != len("/roll ") {
		t.Errorf("got %q, cursor %d", got, pos)
	}
}

func TestColumns(t *testing.T) {
	offers := []string{"/roll ", "/odds ", "/character ", "/würfeln ", "/x "}
	for width, want := range map[int]string{
		80: "/roll        /odds        /character   /würfeln     /x \n",
		30: "/roll        /odds \n/character   /würfeln \n/x \n",
		5:  "/roll \n/odds \n/character \n/würfeln \n/x \n",
	} {
		if got := columns(offers, width); got != want {
			t.Errorf("%d wide: %q", width, got)
		}
	}
}

// TestInterrupt: Ctrl-C throws a line away, and ends the input where there is none.
func TestInterrupt(t *testing.T) {
	keys := &keyboard{in: strings.NewReader("ab\x03")}
	read := make([]byte, 8)
	if n, err := keys.Read(read); err != nil || string(read[:n]) != "ab"+string(interrupted) {
		t.Fatalf("read %q, %v", read[:n], err)
	}
	var above strings.Builder
	if !keys.interrupt("> ", "ab", &above) || above.String() != "> ab^C\n" || keys.over {
		t.Errorf("a line: shown %q, over %t", above.String(), keys.over)
	}
	if keys.interrupt("> ", "", io.Discard) {
		t.Error("an empty line is thrown away")
	}
	if n, err := keys.Read(read); n != 0 || err != io.EOF {
		t.Errorf("then read %d, %v", n, err)
	}
}
