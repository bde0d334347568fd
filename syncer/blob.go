package syncer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"feyre/store"
)

const (
	// A delta has at most so many bytes, compressed and before that. A single record that is larger has a delta of its own.
	maxDelta    = 8 << 20
	maxDeltaRaw = 64 << 20
	// flushEvery is how many bytes the compressor may hold back, so that the size of a blob is known while it is written.
	flushEvery = 256 << 10
	window     = 1 << 20 // of the compressor; bounds a reader's memory too
)

// blobWriter makes one blob of records. The zero value is not usable; see newBlobWriter. It is reused for one blob after another.
type blobWriter struct {
	buf   bytes.Buffer
	enc   *zstd.Encoder
	held  int64 // bytes since the last flush of enc
	entry Blob
}

func newBlobWriter() *blobWriter {
	w := &blobWriter{}
	enc, err := zstd.NewWriter(&w.buf, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window),
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // the options are constant
	}
	w.enc = enc
	return w
}

// fits tells whether a line of n more bytes surely keeps a delta in its bounds.
func (w *blobWriter) fits(n int) bool {
	const overhead = 4 << 10
	return w.entry.Raw+int64(n) <= maxDeltaRaw && int64(w.buf.Len())+w.held+int64(n)+overhead <= maxDelta
}

// add appends a record whose line is given.
func (w *blobWriter) add(r *store.Record, line []byte) error {
	if _, err := w.enc.Write(line); err != nil {
		return err
	}
	w.held += int64(len(line))
	if w.held >= flushEvery {
		if err := w.enc.Flush(); err != nil {
			return err
		}
		w.held = 0
	}
	w.entry.Raw += int64(len(line))
	w.entry.Records++
	w.entry.Newest = max(w.entry.Newest, r.Time)
	if r.Key.Kind() == store.Tracker && !r.Deleted && (w.entry.OldestTracker == 0 || r.Time < w.entry.OldestTracker) {
		w.entry.OldestTracker = r.Time
	}
	return nil
}

// finish returns the blob's description, without a name, and its bytes, which are valid until the next add. The writer starts anew.
func (w *blobWriter) finish() (Blob, []byte, error) {
	if err := w.enc.Close(); err != nil {
		return Blob{}, nil, err
	}
	data := bytes.Clone(w.buf.Bytes())
	entry := w.entry
	sum := sha256.Sum256(data)
	entry.SHA256, entry.Bytes = hex.EncodeToString(sum[:]), int64(len(data))
	w.buf.Reset()
	w.enc.Reset(&w.buf)
	w.entry, w.held = Blob{}, 0
	return entry, data, nil
}

// putBlob writes a blob under a name that only this pass uses. That it exists already is fine if it is the same: an earlier try got
// through and its answer was lost.
func putBlob(ctx context.Context, archive Archive, name string, data []byte) error {
	err := archive.Put(ctx, name, data)
	if !errors.Is(err, ErrExists) {
		return err
	}
	there, getErr := archive.Get(ctx, name)
	if getErr != nil {
		return getErr
	}
	if !bytes.Equal(there, data) {
		return err
	}
	return nil
}

// readBlob returns a blob's lines after checking them against its description. ErrDamaged: it is not what was written.
func readBlob(ctx context.Context, archive Archive, want Blob) ([]byte, error) {
	data, err := archive.Get(ctx, want.Name)
	if errors.Is(err, ErrNotFound) {
		return nil, fmt.Errorf("%s: %w: it is missing", want.Name, ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	if hex.EncodeToString(sum[:]) != want.SHA256 {
		return nil, fmt.Errorf("%s: %w: its checksum differs", want.Name, ErrDamaged)
	}
	raw, err := unpack(data, want.Raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", want.Name, ErrDamaged, err)
	}
	return raw, nil
}

func unpack(data []byte, size int64) ([]byte, error) {
	dec, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	raw := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if _, err := raw.ReadFrom(io.LimitReader(dec, size+1)); err != nil {
		return nil, err
	}
	if int64(raw.Len()) != size {
		return nil, fmt.Errorf("%d bytes where %d were written", raw.Len(), size)
	}
	return raw.Bytes(), nil
}

// eachLine calls f with every line, its line break left out.
func eachLine(raw []byte, f func(line []byte) error) error {
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte{'\n'})
		if err := f(line); err != nil {
			return err
		}
		raw = rest
	}
	return nil
}
