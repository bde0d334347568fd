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
		{"/init ", "/init ", "/init join    /init get"},
		{"/init j", "/init join ", ""},
		{"/init join ch", "/init join character:", ""},
		{"/init join character:Bob c", "/init join character:Bob count:", ""},
		{"/init join count:tw", "/init join count:tw", ""},
		{"/init join count:", "/init join count:2", ""},
		{"press pick/", "press pick/one?id=", ""},
		{"/x", "/x", ""},
	} {
		var above strings.Builder
		got, pos, ok := face.completed(test.line, len(test.line), &above)
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
	got, pos, _ := face.completed("/ro4d6", 3, io.Discard)
	if got != "/roll 4d6" || pos != len("/roll ") {
		t.Errorf("got %q, cursor %d", got, pos)
	}
}
