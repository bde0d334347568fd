package store

import (
	"strconv"
	"strings"
)

// Key names one value in the store. This file is the only place that knows how keys are written.
type Key string

// UserSet is the set of every user who ever made a request.
const UserSet Key = "user_set"

// CounterStamp is the one updated_time that all counters share.
const CounterStamp Key = "c_:updated_time"

// Index is the sorted set of changed slots (see Slot.String) by the time of their change.
const Index Key = "dirty"

const (
	userPrefix    = "user_"
	counterPrefix = "c_"
	trackerPrefix = "init_"
	stampSuffix   = ":updated_time"
	originMark    = "@" // no command has it in its name
)

// UserKey is the key of a user's personal data.
func UserKey(user uint64) Key { return Key(userPrefix + strconv.FormatUint(user, 10)) }

// TrackerKey is the key of a channel's initiative tracker.
func TrackerKey(channel uint64) Key { return Key(trackerPrefix + strconv.FormatUint(channel, 10)) }

// CounterKey is the key of a command's counter.
func CounterKey(command string) Key { return Key(counterPrefix + command) }

// CounterFrom is the key of what was counted for a command elsewhere, before its data came from origin. It is a counter of its own: to take
// such a count over again changes nothing, whatever was lost and restored meanwhile. No command, "", marks the origin itself and counts nothing.
func CounterFrom(command, origin string) Key { return CounterKey(command) + originMark + Key(origin) }

// Stamp is the key that holds when k last changed.
func (k Key) Stamp() Key {
	if k.Kind() == Counter {
		return CounterStamp
	}
	return k + stampSuffix
}

// Kind says what a key holds.
type Kind uint8

// The kinds of key.
const (
	Unknown Kind = iota
	Users        // the set of users
	User         // a user's document
	Counter      // a command's counter
	Tracker      // a channel's tracker
)

// Kind tells what k holds; Unknown for a key that isn't Feyre's.
func (k Key) Kind() Kind {
	s := string(k)
	switch {
	case strings.HasSuffix(s, stampSuffix):
		return Unknown
	case k == UserSet:
		return Users
	case strings.HasPrefix(s, userPrefix) && isID(s[len(userPrefix):]):
		return User
	case strings.HasPrefix(s, trackerPrefix) && isID(s[len(trackerPrefix):]):
		return Tracker
	case strings.HasPrefix(s, counterPrefix) && len(s) > len(counterPrefix):
		return Counter
	default:
		return Unknown
	}
}

// ID is the snowflake in a user's or a tracker's key, 0 for other keys.
func (k Key) ID() uint64 {
	switch k.Kind() {
	case User:
		return parseID(string(k)[len(userPrefix):])
	case Tracker:
		return parseID(string(k)[len(trackerPrefix):])
	default:
		return 0
	}
}

// Command is the command that a counter's key counts, "" for other keys.
func (k Key) Command() string {
	if k.Kind() != Counter {
		return ""
	}
	command, _, _ := strings.Cut(string(k)[len(counterPrefix):], originMark)
	return command
}

// Origin is where a counter's count came from, "" for what was counted here and for other keys.
func (k Key) Origin() string {
	if k.Kind() != Counter {
		return ""
	}
	_, origin, _ := strings.Cut(string(k), originMark)
	return origin
}

func isID(s string) bool {
	return s != "" && (s[0] != '0' || s == "0") && parseErr(s) == nil
}

func parseErr(s string) error {
	_, err := strconv.ParseUint(s, 10, 64)
	return err
}

func parseID(s string) uint64 {
	id, _ := strconv.ParseUint(s, 10, 64)
	return id
}
