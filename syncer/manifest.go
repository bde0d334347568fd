package syncer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const (
	format       = 1
	manifestName = "manifest.json"
	historyPath  = "manifests/"
	basePath     = "base/"
	deltaPath    = "delta/"
	blobSuffix   = ".jsonl.zst"
)

// Manifest is one committed state of the archive.
type Manifest struct {
	Format     int    `json:"format"`
	Lineage    string `json:"lineage"`
	Generation int64  `json:"generation"`
	Pass       string `json:"pass"`
	Time       int64  `json:"time"`    // when, by the store's clock
	Buckets    int    `json:"buckets"` // a power of two
	// Bases holds one blob for each bucket that has one, in the order of buckets.
	Bases []Base `json:"bases"`
	// Deltas come in the order in which they were written; a later one's records replace an earlier one's.
	Deltas []Delta `json:"deltas"`
	// Swept is when blobs that nothing names were last removed, by the store's clock.
	Swept int64 `json:"swept,omitempty"`
	// Rehearsal is how the last restore rehearsal went.
	Rehearsal *Rehearsal `json:"rehearsal,omitempty"`
	// Checksum is the SHA-256 of this document with an empty checksum.
	Checksum string `json:"checksum"`
}

// Blob is what a manifest knows of a blob.
type Blob struct {
	Name    string `json:"name"`
	SHA256  string `json:"sha256"`
	Records int64  `json:"records"`
	Bytes   int64  `json:"bytes"`  // as stored
	Raw     int64  `json:"raw"`    // before compression
	Newest  int64  `json:"newest"` // updated_time of its newest record
	// OldestTracker is the updated_time of the tracker that was left alone longest, 0 for none.
	OldestTracker int64 `json:"oldest_tracker,omitempty"`
}

// Base holds all records of a bucket, as of a generation.
type Base struct {
	Bucket     int   `json:"bucket"`
	Generation int64 `json:"generation"`
	Blob
	// Pending is how many bytes, before compression, deltas hold for this bucket.
	Pending int64 `json:"pending,omitempty"`
}

// Delta holds records that a pass found changed. Those of a bucket whose base is of this generation or a later one do not count.
type Delta struct {
	Generation int64 `json:"generation"`
	Blob
}

func historyName(generation int64) string {
	return historyPath + strconv.FormatInt(generation, 10) + ".json"
}

// generationOf reads the generation from the name of a manifest in the history.
func generationOf(name string) (int64, bool) {
	number, ok := strings.CutSuffix(strings.TrimPrefix(name, historyPath), ".json")
	generation, err := strconv.ParseInt(number, 10, 64)
	return generation, ok && err == nil
}

func encodeManifest(m *Manifest) ([]byte, error) {
	m.Checksum = ""
	plain, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(plain)
	m.Checksum = hex.EncodeToString(sum[:])
	return json.Marshal(m)
}

// decodeManifest reads a manifest and checks it; a damaged one is ErrDamaged, one of a newer program a FormatError. The checksum is
// over the document as it was written, so that fields this program does not know are covered too.
func decodeManifest(data []byte) (*Manifest, error) {
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("manifest: %w: %w", ErrDamaged, err)
	}
	if m.Format > format {
		return nil, &FormatError{m.Format}
	}
	field := []byte(`"checksum":"` + m.Checksum + `"`)
	plain := bytes.Replace(data, field, []byte(`"checksum":""`), 1)
	sum := sha256.Sum256(plain)
	if m.Checksum != hex.EncodeToString(sum[:]) {
		return nil, fmt.Errorf("manifest: %w: checksum", ErrDamaged)
	}
	if m.Lineage == "" || m.Buckets < 1 || m.Buckets > maxBuckets || m.Buckets&(m.Buckets-1) != 0 {
		return nil, fmt.Errorf("manifest: %w: lineage or buckets", ErrDamaged)
	}
	return m, nil
}

// base finds a bucket's base, nil where there is none.
func (m *Manifest) base(bucket int) *Base {
	i, found := slices.BinarySearchFunc(m.Bases, bucket, func(b Base, want int) int { return b.Bucket - want })
	if !found {
		return nil
	}
	return &m.Bases[i]
}

// setBase puts a bucket's base in its place.
func (m *Manifest) setBase(base Base) {
	i, found := slices.BinarySearchFunc(m.Bases, base.Bucket, func(b Base, want int) int { return b.Bucket - want })
	if found {
		m.Bases[i] = base
		return
	}
	m.Bases = slices.Insert(m.Bases, i, base)
}

// clone copies what a pass may change.
func (m *Manifest) clone() *Manifest {
	next := *m
	next.Bases = slices.Clone(m.Bases)
	next.Deltas = slices.Clone(m.Deltas)
	return &next
}

// each calls f with every blob that the manifest names.
func (m *Manifest) each(f func(Blob)) {
	for i := range m.Bases {
		f(m.Bases[i].Blob)
	}
	for i := range m.Deltas {
		f(m.Deltas[i].Blob)
	}
}

// raw is how many bytes the blobs have before compression.
func (m *Manifest) raw() int64 {
	_, _, raw := m.size()
	return raw
}

// size sums up the blobs.
func (m *Manifest) size() (records, stored, raw int64) {
	m.each(func(b Blob) {
		records += b.Records
		stored += b.Bytes
		raw += b.Raw
	})
	return records, stored, raw
}
