package bot

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// cursor reads a JSON text from front to back, each byte once, and passes over what nobody asks for. What Discord sends was measured to
// take encoding/json longer than everything else that is done for an interaction. A value of another type than the one asked for reads
// as none, as null does; where the text itself is broken the cursor stops, and bad says so.
type cursor struct {
	raw   []byte // what is left
	depth int
	bad   bool
}

// maxDepth bounds how deep values may nest.
const maxDepth = 64

// object goes through the members of an object. The loop's body has to take each member's value, or skip it.
func (c *cursor) object(yield func(key []byte) bool) {
	if !c.enter('{') {
		return
	}
	for more := !c.leave('}'); more && !c.bad; more = c.another('}') {
		key, after, ok := cutKey(c.raw)
		if !ok {
			c.fail()
			return
		}
		c.raw = after
		if !yield(key) {
			return
		}
	}
}

// array goes through the values of an array. The loop's body has to take each, or skip it.
func (c *cursor) array(yield func() bool) {
	if !c.enter('[') {
		return
	}
	for more := !c.leave(']'); more && !c.bad; more = c.another(']') {
		if !yield() {
			return
		}
	}
}

// enter steps into an object or an array; where there is none, it skips what there is.
func (c *cursor) enter(open byte) bool {
	c.space()
	switch {
	case len(c.raw) == 0 || c.depth == maxDepth:
		c.fail()
		return false
	case c.raw[0] != open:
		c.skip()
		return false
	}
	c.raw = c.raw[1:]
	c.depth++
	return true
}

// leave steps out if this is the end.
func (c *cursor) leave(closing byte) bool {
	c.space()
	if len(c.raw) == 0 || c.raw[0] != closing {
		return false
	}
	c.raw = c.raw[1:]
	c.depth--
	return true
}

// another says whether one more member follows.
func (c *cursor) another(closing byte) bool {
	if c.leave(closing) {
		return false
	}
	if len(c.raw) == 0 || c.raw[0] != ',' {
		c.fail()
		return false
	}
	c.raw = c.raw[1:]
	c.space()
	return true
}

// value takes a value as it is written. It points into the text.
func (c *cursor) value() []byte {
	c.space()
	end := valueEnd(c.raw)
	if end < 0 {
		c.fail()
		return nil
	}
	value := c.raw[:end]
	c.raw = c.raw[end:]
	return value
}

func (c *cursor) skip() { c.value() }

// text takes a string.
func (c *cursor) text() string {
	value := c.value()
	if len(value) == 0 || value[0] != '"' {
		return ""
	}
	plain := value[1 : len(value)-1]
	if bytes.IndexByte(plain, '\\') < 0 && utf8.Valid(plain) {
		return string(plain)
	}
	var s string
	if json.Unmarshal(value, &s) != nil {
		c.fail()
	}
	return s
}

// word takes a string as it is, and anything else as it is written: an option's value.
func (c *cursor) word() string {
	if c.space(); len(c.raw) > 0 && c.raw[0] == '"' {
		return c.text()
	}
	return string(c.value())
}

// id takes one of Discord's ids, a number in a string. One that is too large is none: permissions that aren't known are not granted.
func (c *cursor) id() uint64 {
	n, err := strconv.ParseUint(string(bytes.Trim(c.value(), `"`)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (c *cursor) whole() int {
	n, err := strconv.Atoi(string(c.value()))
	if err != nil {
		return 0
	}
	return n
}

func (c *cursor) truth() bool { return string(c.value()) == "true" }

func (c *cursor) space() { c.raw = trimSpace(c.raw) }

// fail stops the cursor.
func (c *cursor) fail() { c.raw, c.bad = nil, true }
