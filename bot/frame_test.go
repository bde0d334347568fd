package bot

import (
	"encoding/json"
	"testing"
)

func TestFrames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		raw, event, data string
		op               int
		seq              int64
	}{
		{`{"t":"READY","s":1,"op":0,"d":{"a":[1,"}]"]}}`, "READY", `{"a":[1,"}]"]}`, 0, 1},
		{`{"op":0,"d":{"x":"\\\"}"},"s":42,"t":"X"}`, "X", `{"x":"\\\"}"}`, 0, 42},
		{` { "d" : null , "op" : 11 } `, "", "null", 11, 0},
		{`{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}`, "null", `{"heartbeat_interval":41250}`, 10, 0},
		{`{"op":9,"d":true}`, "", "true", 9, 0},
		{`{"op":1,"d":17}`, "", "17", 1, 0},
		{`{"op":7}`, "", "", 7, 0},
	} {
		f, err := parseFrame([]byte(test.raw))
		if err != nil || f.op != test.op || f.seq != test.seq || string(f.event) != test.event || string(f.data()) != test.data {
			t.Errorf("%s is %+v %q %q, %v", test.raw, f, f.event, f.data(), err)
		}
	}
	for _, raw := range []string{``, `[]`, `{`, `{}`, `{"op"`, `{"op":`, `{"op":"x"}`, `{"d":{`, `{"d":"`, `null`, `{op:1}`} {
		if f, err := parseFrame([]byte(raw)); err == nil {
			t.Errorf("%q is read as %+v", raw, f)
		}
	}
}

// FuzzFrame: nothing makes the reader panic, and a value that it cuts out of valid JSON is valid itself.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{`{"t":"X","s":1,"op":0,"d":{}}`, `{"op":0,"d":"\"","s":2}`, `{"d":[[{}]],"op":1}`, `{"op":10,"d":`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := parseFrame(raw)
		if err != nil {
			return
		}
		if data := got.data(); len(data) > 0 && json.Valid(raw) && !json.Valid(data) {
			t.Errorf("%q holds the value %q", raw, data)
		}
	})
}
