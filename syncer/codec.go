package syncer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"feyre/store"
)

// errValue: a stored value is not JSON and has no place in a line of JSON.
var errValue = errors.New("value is not JSON")

// appendRecord appends a record as one line of JSON. errValue: its value has no place in one.
func appendRecord(b []byte, r *store.Record) ([]byte, error) {
	one := *r
	if err := fit(&one); err != nil {
		return b, err
	}
	return appendLine(b, &one), nil
}

// fit makes a record's value one that has its place in a line. errValue: it can't be.
func fit(r *store.Record) error {
	if len(r.Value) == 0 || r.Deleted {
		return nil
	}
	value, err := oneLine(r.Value)
	if err != nil {
		return fmt.Errorf("%s: %w", r.Key, err)
	}
	r.Value = value
	return nil
}

// appendLine appends a record that fits. The fields come in a fixed order, the value last.
func appendLine(b []byte, r *store.Record) []byte {
	b = append(b, `{"key":`...)
	b = appendText(b, string(r.Key))
	if r.Member != "" {
		b = append(b, `,"member":`...)
		b = appendText(b, r.Member)
	}
	b = append(b, `,"updated_time":`...)
	b = strconv.AppendInt(b, r.Time, 10)
	if r.Deleted {
		b = append(b, `,"deleted":true`...)
	}
	if r.Erased {
		b = append(b, `,"erased":true`...)
	}
	if len(r.Value) > 0 && !r.Deleted {
		b = append(b, `,"value":`...)
		b = append(b, r.Value...)
	}
	return append(b, '}', '\n')
}

// oneLine is a value without line breaks.
func oneLine(value []byte) ([]byte, error) {
	if !json.Valid(value) {
		return nil, errValue
	}
	if bytes.IndexByte(value, '\n') < 0 {
		return value, nil
	}
	var compact bytes.Buffer
	err := json.Compact(&compact, value)
	return compact.Bytes(), err
}

func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, _ := json.Marshal(s) // strings always marshal
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// parseRecord reads a line. The record's value is part of the line, not a copy. Lines in the order that appendRecord writes take
// the short way: a restore reads millions.
func parseRecord(line []byte) (store.Record, error) {
	if r, ok := parseCanonical(line); ok {
		return r, nil
	}
	var r store.Record
	if err := json.Unmarshal(line, &r); err != nil {
		return r, fmt.Errorf("record: %w", err)
	}
	if r.Key == "" {
		return r, errors.New("record without a key")
	}
	return r, nil
}

func parseCanonical(line []byte) (store.Record, bool) {
	var r store.Record
	rest, ok := bytes.CutPrefix(bytes.TrimSuffix(line, []byte{'\n'}), []byte(`{"key":"`))
	if !ok {
		return r, false
	}
	text, rest, ok := cutText(rest)
	if !ok || text == "" {
		return r, false
	}
	r.Key = store.Key(text)
	if after, found := bytes.CutPrefix(rest, []byte(`,"member":"`)); found {
		if r.Member, rest, ok = cutText(after); !ok {
			return r, false
		}
	}
	if r.Time, rest, ok = cutTime(rest); !ok {
		return r, false
	}
	if after, found := bytes.CutPrefix(rest, []byte(`,"deleted":true`)); found {
		r.Deleted, rest = true, after
	}
	if after, found := bytes.CutPrefix(rest, []byte(`,"erased":true`)); found {
		r.Erased, rest = true, after
	}
	return cutValue(r, rest)
}

// cutText takes a string without escapes, whose opening quote is gone.
func cutText(b []byte) (text string, rest []byte, ok bool) {
	end := bytes.IndexByte(b, '"')
	if end < 0 || bytes.IndexByte(b[:end], '\\') >= 0 {
		return "", nil, false
	}
	return string(b[:end]), b[end+1:], true
}

func cutTime(b []byte) (t int64, rest []byte, ok bool) {
	b, ok = bytes.CutPrefix(b, []byte(`,"updated_time":`))
	end := 0
	for end < len(b) && b[end] >= '0' && b[end] <= '9' {
		t = t*10 + int64(b[end]-'0')
		end++
	}
	return t, b[end:], ok && end > 0 && end < 19
}

func cutValue(r store.Record, rest []byte) (store.Record, bool) {
	if len(rest) == 1 && rest[0] == '}' {
		return r, true
	}
	value, ok := bytes.CutPrefix(rest, []byte(`,"value":`))
	if !ok || len(value) < 2 || value[len(value)-1] != '}' {
		return r, false
	}
	r.Value = value[: len(value)-1 : len(value)-1]
	return r, true
}
