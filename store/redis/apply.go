package redis

import (
	"context"
	"fmt"
	"slices"

	"feyre/store"
)

// Apply writes what the store has no newer of.
func (s *Store) Apply(ctx context.Context, records []store.Record) (written int, err error) {
	documents, counters, members, err := sortKinds(records)
	if err != nil {
		return 0, fmt.Errorf("apply %w", err)
	}
	for _, kind := range []struct {
		records []store.Record
		apply   func(context.Context, []store.Record) (int, error)
	}{{documents, s.layout.applyDocuments}, {counters, s.layout.applyCounters}, {members, s.layout.applyMembers}} {
		for part := range slices.Chunk(kind.records, s.layout.portion()) {
			n, err := kind.apply(ctx, part)
			written += n
			if err != nil {
				return written, err
			}
		}
	}
	return written, nil
}

// AddOnce adds an archived count once for each marker.
func (s *Store) AddOnce(ctx context.Context, counter store.Record, marker string) error {
	if counter.Key.Kind() != store.Counter {
		return fmt.Errorf("add to %q: %w", counter.Key, store.ErrKey)
	}
	return s.layout.add(ctx, counter.Key, countOf(counter), marker)
}
