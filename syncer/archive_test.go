package syncer_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/klauspost/compress/zstd"

	"feyre/syncer"
)

func (b *bench) manifest() *syncer.Manifest {
	b.t.Helper()
	data, err := b.archive.Get(b.t.Context(), "manifest.json")
	if err != nil {
		b.t.Fatal(err)
	}
	m := &syncer.Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		b.t.Fatal(err)
	}
	return m
}

type lines []byte

func (l lines) contains(text string) bool { return bytes.Contains(l, []byte(text)) }

// newest is what the blobs of the newest state hold, by name.
func (b *bench) newest() map[string]lines {
	b.t.Helper()
	m := b.manifest()
	var names []string
	for _, base := range m.Bases {
		names = append(names, base.Name)
	}
	for _, delta := range m.Deltas {
		names = append(names, delta.Name)
	}
	all := map[string]lines{}
	for _, name := range names {
		all[name] = unpack(b.t, b.archive, name)
	}
	return all
}

func unpack(t *testing.T, archive syncer.Archive, name string) lines {
	t.Helper()
	data, err := archive.Get(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	raw, err := dec.DecodeAll(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
