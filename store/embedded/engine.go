package embedded

// table names one ordered table of an engine.
type table string

const (
	records table = "records" // store.Slot.String -> record
	changes table = "changes" // when, slot -> nothing: the index of changes in order
	marks   table = "marks"   // slot -> when: the same index by slot
	notes   table = "notes"   // what the store knows of itself
	added   table = "added"   // marker of AddOnce -> nothing
	sticky  table = "sticky"  // channel and kind -> message
)

func tables() []table { return []table{records, changes, marks, notes, added, sticky} }

// engine keeps ordered tables of keys and values. view may run concurrently with everything, update with views only.
type engine interface {
	// view runs f over one consistent state.
	view(f func(tx) error) error
	// update commits what f does, or nothing of it when f fails.
	update(f func(tx) error) error
}

// tx is one view or update. Values it hands out are valid until it ends and must not be written to.
type tx interface {
	get(t table, key string) []byte
	// put and remove need an update; an error they meet is update's.
	put(t table, key string, value []byte)
	remove(t table, key string)
	// each calls f with the entries from the given key on, in order, until f returns false. f must not write.
	each(t table, from string, f func(key string, value []byte) bool)
	// broken reports, while a panic is under way, that it is the engine's and not a caller's.
	broken() bool
}
