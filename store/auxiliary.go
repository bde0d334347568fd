package store

import "strconv"

// Keys of Feyre's own bookkeeping. They aren't mirrored: losing them costs work or a repeated warning, never a person's data. Braces
// put a key onto the same server of a Cluster as the key that they name.
const (
	// StateKey holds the syncer's notes (State) as JSON.
	StateKey Key = "feyre:state"
	// FloorKey holds a time that every new updated_time exceeds, so that a buried tombstone stays older than what is written after it, even
	// when the clock is put back.
	FloorKey Key = "feyre:floor:{dirty}"
	// CountersKey is the set of the counters' keys, so that nobody has to search for them.
	CountersKey Key = "feyre:counters"
	// GoneKey is a hash of users taken out of UserSet: the tombstones of a set's members.
	GoneKey Key = "feyre:gone:{user_set}"
)

// MarkerKey is the set of what was already added to a counter (see Mirrored.AddOnce).
func MarkerKey(counter Key) Key { return "feyre:added:{" + counter + "}" }

// LeaseKey is the lock that one of many processes holds while it does the named work.
func LeaseKey(name string) Key { return Key("feyre:lease:" + name) }

// IdentifyKey exists for as long as nobody may identify to the gateway in this bucket. It expires.
func IdentifyKey(bucket string) Key { return Key("feyre:identify:" + bucket) }

// SeenKey exists for as long as an interaction with this id would be a replay. It expires.
func SeenKey(id string) Key { return Key("feyre:seen:" + id) }

// StickyKey holds the newest message of a kind in a channel. It expires.
func StickyKey(channel uint64, kind string) Key {
	return Key("feyre:sticky:" + strconv.FormatUint(channel, 10) + ":" + kind)
}
