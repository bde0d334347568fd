package commands

import (
	"encoding/json"
	"fmt"
	"maps"

	"feyre/commands/character"
	"feyre/commands/initiative"
	"feyre/commands/save"
	"feyre/store"
)

// Unite makes one document of two that grew apart under a key, without losing what people made. It is pure, and uniting the result
// with the older copy again gives the result.
func Unite(key store.Key, newer, older []byte) ([]byte, error) {
	switch key.Kind() {
	case store.Tracker:
		return initiative.Merge(newer, older)
	case store.User:
		return unitePerson(newer, older)
	default:
		return nil, fmt.Errorf("unite %s: %w", key, store.ErrKey)
	}
}

// unitePerson merges the parts of a user's document that commands own; of everything else the newer copy's counts.
func unitePerson(newer, older []byte) ([]byte, error) {
	fields := map[string]json.RawMessage{}
	for _, document := range [][]byte{older, newer} {
		var more map[string]json.RawMessage
		if err := json.Unmarshal(document, &more); err != nil {
			return nil, fmt.Errorf("user: %w", err)
		}
		maps.Copy(fields, more)
	}
	united, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	if united, err = mergePart(united, newer, older, (*character.Book).Merge); err != nil {
		return nil, fmt.Errorf("characters: %w", err)
	}
	if united, err = mergePart(united, newer, older, (*save.Shelf).Merge); err != nil {
		return nil, fmt.Errorf("saved rolls: %w", err)
	}
	return united, nil
}

// mergePart puts what merge makes of one part of two documents in its place in a third.
func mergePart[T any](into, newer, older []byte, merge func(now *T, before T)) ([]byte, error) {
	var now, before, replaced T
	if err := json.Unmarshal(newer, &now); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(older, &before); err != nil {
		return nil, err
	}
	merge(&now, before)
	rest := store.Unread{}
	if err := store.Decode(into, &replaced, &rest); err != nil {
		return nil, err
	}
	return store.Encode(now, rest)
}
