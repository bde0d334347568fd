package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// documentVersion is written into every document as "version".
const documentVersion = 1

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
		fields := map[string]json.RawMessage{}
		if old != nil {
			if err := decodeBoth(old, &part, &fields); err != nil {
				return nil, fmt.Errorf("document %s: %w", key, err)
			}
		}
		if err := change(&part); err != nil {
			return nil, err
		}
		edited, err := merge(fields, part)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", key, err)
		}
		if bytes.Equal(edited, old) {
			return old, nil
		}
		return edited, nil
	})
}

func decodeBoth[T any](raw []byte, part *T, fields *map[string]json.RawMessage) error {
	if err := json.Unmarshal(raw, part); err != nil {
		return err
	}
	return json.Unmarshal(raw, fields)
}

// merge lays part over fields: what T names comes from part, everything else stays.
func merge[T any](fields map[string]json.RawMessage, part T) ([]byte, error) {
	raw, err := json.Marshal(part)
	if err != nil {
		return nil, err
	}
	for _, name := range fieldNames(reflect.TypeFor[T]()) {
		delete(fields, name)
	}
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	if _, versioned := fields["version"]; !versioned {
		fields["version"] = json.RawMessage(fmt.Sprint(documentVersion))
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
