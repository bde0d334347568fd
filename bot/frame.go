package bot

import (
	"bytes"
	"errors"
	"strconv"
)

// Gateway opcodes.
//
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// frame is the envelope of a gateway message. Its slices point into the message.
type frame struct {
	op    int
	seq   int64  // 0 where there is none
	event []byte // name of a dispatched event
	rest  []byte // begins with the value of "d"; what follows it is not cut off yet
}

var errFrame = errors.New("malformed gateway message")

// parseFrame reads an envelope without looking at its data: most of what arrives is dropped by its name alone. It stops at "d" as soon
// as it knows everything else.
func parseFrame(raw []byte) (frame, error) {
	f := frame{op: -1}
	known := 0
	next := trimSpace(raw)
	if len(next) == 0 || next[0] != '{' {
		return f, errFrame
	}
	for len(next) > 0 && (next[0] == '{' || next[0] == ',') {
		key, value, ok := cutKey(trimSpace(next[1:]))
		if !ok {
			return f, errFrame
		}
		if string(key) == "d" {
			f.rest = value
			if known == 3 {
				return f, nil
			}
		}
		end := valueEnd(value)
		if end < 0 {
			return f, errFrame
		}
		known += f.set(string(key), value[:end])
		next = trimSpace(value[end:])
	}
	if f.op < 0 {
		return f, errFrame
	}
	return f, nil
}

// set takes one key of the envelope and says, as 0 or 1, how many it knew.
func (f *frame) set(key string, value []byte) int {
	switch key {
	case "op":
		op, err := strconv.Atoi(string(value))
		if err != nil {
			op = -1
		}
		f.op = op
	case "s":
		f.seq, _ = strconv.ParseInt(string(value), 10, 64) // null is no number
	case "t":
		f.event = bytes.Trim(value, `"`)
	default:
		return 0
	}
	return 1
}

// data is the value of "d", or nil where it is missing or cut off.
func (f frame) data() []byte {
	end := valueEnd(f.rest)
	if end < 0 {
		return nil
	}
	return f.rest[:end]
}

// trimSpace cuts off the white space in front.
func trimSpace(raw []byte) []byte {
	for len(raw) > 0 && (raw[0] == ' ' || raw[0] == '\n' || raw[0] == '\t' || raw[0] == '\r') {
		raw = raw[1:]
	}
	return raw
}

// cutKey reads an object's key and the colon behind it, and returns what follows, at its first byte.
func cutKey(raw []byte) (key, after []byte, ok bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return nil, nil, false
	}
	end := stringEnd(raw)
	if end < 0 {
		return nil, nil, false
	}
	after = trimSpace(raw[end:])
	if len(after) == 0 || after[0] != ':' {
		return nil, nil, false
	}
	return raw[1 : end-1], trimSpace(after[1:]), true
}

// valueEnd is the length of the JSON value that raw begins with, or -1 where it doesn't end. It finds the end and checks nothing else.
func valueEnd(raw []byte) int {
	if len(raw) == 0 {
		return -1
	}
	switch raw[0] {
	case '"':
		return stringEnd(raw)
	case '{', '[':
		return nestedEnd(raw)
	default:
		return plainEnd(raw)
	}
}

// plainEnd is the length of a number, a truth value or null.
func plainEnd(raw []byte) int {
	end := 0
	for end < len(raw) {
		switch raw[end] {
		case ',', '}', ']', ' ', '\t', '\r', '\n':
			if end == 0 {
				return -1
			}
			return end
		}
		end++
	}
	return end
}

func nestedEnd(raw []byte) int {
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i + 1
			}
		case '"':
			end := stringEnd(raw[i:])
			if end < 0 {
				return -1
			}
			i += end - 1
		}
	}
	return -1
}

// stringEnd is the length of the JSON string that raw begins with, or -1 where it doesn't end.
func stringEnd(raw []byte) int {
	for i := 1; i < len(raw); {
		quote := bytes.IndexByte(raw[i:], '"')
		if quote < 0 {
			return -1
		}
		i += quote
		slashes := 0
		for raw[i-1-slashes] == '\\' {
			slashes++
		}
		i++
		if slashes%2 == 0 {
			return i
		}
	}
	return -1
}
