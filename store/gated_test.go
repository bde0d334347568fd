package store_test

import (
	"errors"
	"testing"

	"feyre/store"
	"feyre/store/embedded"
)

func TestGated(t *testing.T) {
	t.Parallel()
	s := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = s.Close() })
	restoring := false
	gated := store.Gated(s, func() bool { return restoring })
	ctx, key := t.Context(), store.UserKey(1)
	write := func([]byte) ([]byte, error) { return []byte(`{"a":1}`), nil }
	calls := map[string]func() error{
		"load":   func() error { _, err := gated.Load(ctx, key); return err },
		"update": func() error { return gated.Update(ctx, key, write) },
		"erase":  func() error { return gated.Erase(ctx, key) },
	}
	restoring = true
	for name, call := range calls {
		if err := call(); !errors.Is(err, store.ErrRestoring) {
			t.Errorf("%s while restoring: %v", name, err)
		}
	}
	if err := gated.Record(ctx, "roll", 1); err != nil {
		t.Errorf("count while restoring: %v", err)
	}
	if records, _ := s.Read(ctx, []store.Slot{{Key: key}}); len(records) > 0 {
		t.Errorf("written while restoring: %v", records)
	}
	restoring = false
	for name, call := range calls {
		if err := call(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A gate that falls while a document is being read withholds it, and lets nothing be written on the strength of it.
func TestGateFalls(t *testing.T) {
	t.Parallel()
	s := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = s.Close() })
	asked := 0
	gated := store.Gated(s, func() bool { asked++; return asked > 1 })
	if document, err := gated.Load(t.Context(), store.UserKey(1)); !errors.Is(err, store.ErrRestoring) || document != nil {
		t.Errorf("loaded %q, %v", document, err)
	}
	asked = 0
	err := gated.Update(t.Context(), store.UserKey(1), func([]byte) ([]byte, error) {
		t.Error("asked to change what can't be trusted")
		return []byte(`{}`), nil
	})
	if !errors.Is(err, store.ErrRestoring) {
		t.Errorf("updated, %v", err)
	}
}
