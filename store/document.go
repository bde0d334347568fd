package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
)

// documentVersion is written into every document as "version".
const documentVersion = "1"

// View decodes the part of a key's document that T describes; the zero T where there is no document.
func View[T any](ctx context.Context, documents Documents, key Key) (T, error) {
	var part T
	raw, err := documents.Load(ctx, key)
	if err != nil || raw == nil {
		return part, err
	}
	if err := json.Unmarshal(raw, &part); err != nil {
		return part, fmt.Errorf("document %s: %w", key, err)
	}
	return part, nil
}

// Edit changes the part of a key's document that T describes, atomically. Top-level fields that T doesn't name survive, whoever
// wrote them. change may be called several times; its error ends the edit and nothing is written. A change that leaves
// the document as it was writes nothing.
func Edit[T any](ctx context.Context, documents Documents, key Key, change func(*T) error) error {
	return documents.Update(ctx, key, func(old []byte) ([]byte, error) {
		var part T
		unknown := Unread{}
		if old != nil {
			if err := Decode(old, &part, &unknown); err != nil {
				return nil, fmt.Errorf("document %s: %w", key, err)
			}
		}
		if err := change(&part); err != nil {
			return nil, err
		}
		if _, versioned := unknown["version"]; !versioned {
			unknown["version"] = json.RawMessage(documentVersion)
		}
		edited, err := Encode(part, unknown)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", key, err)
		}
		if bytes.Equal(edited, old) {
			return old, nil // the very bytes: nothing is written
		}
		return edited, nil
	})
}

// Unread holds the JSON fields of an object that this version of the program doesn't know, so that they survive being read and written.
type Unread map[string]json.RawMessage

// Decode reads an object into part, a pointer to a struct, and keeps the fields that part doesn't name in unknown.
func Decode(raw []byte, part any, unknown *Unread) error {
	if err := json.Unmarshal(raw, part); err != nil {
		return err
	}
	if err := json.Unmarshal(raw, unknown); err != nil {
		return err
	}
	for _, name := range fieldNames(reflect.TypeOf(part).Elem()) {
		delete(*unknown, name)
	}
	return nil
}

// Encode writes the struct part as an object together with the unknown fields that Decode kept.
func Encode(part any, unknown Unread) ([]byte, error) {
	raw, err := json.Marshal(part)
	if err != nil || len(unknown) == 0 {
		return raw, err
	}
	fields := maps.Clone(unknown)
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	return json.Marshal(fields)
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			names = append(names, name)
		}
	}
	return names
}
