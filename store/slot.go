package store

import (
	"strconv"
	"strings"
)

// Member is the slot of one user in the set of users.
func Member(user uint64) Slot {
	return Slot{Key: UserSet, Member: strconv.FormatUint(user, 10)}
}

// String is how the index of changes writes a slot: its key, and after a space its member. No key contains a space.
func (s Slot) String() string {
	if s.Member == "" {
		return string(s.Key)
	}
	return string(s.Key) + " " + s.Member
}

// ParseSlot reads what String wrote.
func ParseSlot(entry string) Slot {
	key, member, _ := strings.Cut(entry, " ")
	return Slot{Key: Key(key), Member: member}
}

// Valid says whether s can hold a record: a member of the set of users, or a key of another kind.
func (s Slot) Valid() bool {
	switch s.Key.Kind() {
	case Users:
		return isID(s.Member)
	case User, Tracker, Counter:
		return s.Member == ""
	default:
		return false
	}
}
