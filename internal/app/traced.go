package app

import (
	"context"

	"feyre/store"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// tracedStore is a store with a span around each call of a request. Spans tell neither keys nor users.
type tracedStore struct {
	liveStore
	tracer trace.Tracer
}

// within runs one call in a span. That a document is refused or contended is in the request's own span; here only whether it worked.
func (s *tracedStore) within(ctx context.Context, operation string, call func(ctx context.Context) error) error {
	ctx, span := s.tracer.Start(ctx, "store "+operation, trace.WithSpanKind(trace.SpanKindClient))
	defer span.End()
	err := call(ctx)
	if err != nil {
		span.SetStatus(codes.Error, "")
	}
	return err
}

// Load reads a document, in a span.
func (s *tracedStore) Load(ctx context.Context, key store.Key) (document []byte, err error) {
	err = s.within(ctx, "load", func(ctx context.Context) error {
		document, err = s.liveStore.Load(ctx, key)
		return err
	})
	return document, err
}

// Update changes a document, in a span.
func (s *tracedStore) Update(ctx context.Context, key store.Key, change func(old []byte) ([]byte, error)) error {
	return s.within(ctx, "update", func(ctx context.Context) error { return s.liveStore.Update(ctx, key, change) })
}

// Erase deletes a document, in a span.
func (s *tracedStore) Erase(ctx context.Context, key store.Key) error {
	return s.within(ctx, "erase", func(ctx context.Context) error { return s.liveStore.Erase(ctx, key) })
}

// Record counts a command, in a span.
func (s *tracedStore) Record(ctx context.Context, command string, user uint64) error {
	return s.within(ctx, "record", func(ctx context.Context) error { return s.liveStore.Record(ctx, command, user) })
}

// Counts reads how often each command was served, in a span.
func (s *tracedStore) Counts(ctx context.Context) (counts map[string]int64, err error) {
	err = s.within(ctx, "counts", func(ctx context.Context) error {
		counts, err = s.liveStore.Counts(ctx)
		return err
	})
	return counts, err
}

// Users counts the users, in a span.
func (s *tracedStore) Users(ctx context.Context) (users int64, err error) {
	err = s.within(ctx, "users", func(ctx context.Context) error {
		users, err = s.liveStore.Users(ctx)
		return err
	})
	return users, err
}
