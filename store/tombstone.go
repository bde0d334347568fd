package store

// What stands under a document's key after it was deleted. No document of Feyre's looks like one.
const (
	deletedDocument = `{"deleted":true}`
	erasedDocument  = `{"deleted":true,"erased":true}`
)

// Tombstone is the document that replaces a deleted one; erased where a person asked for it.
func Tombstone(erased bool) []byte {
	if erased {
		return []byte(erasedDocument)
	}
	return []byte(deletedDocument)
}

// Buried tells whether a stored document is a tombstone, and which.
func Buried(document []byte) (deleted, erased bool) {
	switch string(document) {
	case deletedDocument:
		return true, false
	case erasedDocument:
		return true, true
	default:
		return false, false
	}
}

// Living is a stored document as a reader sees it: nil where there is none or a tombstone.
func Living(document []byte) []byte {
	if deleted, _ := Buried(document); deleted || len(document) == 0 {
		return nil
	}
	return document
}
