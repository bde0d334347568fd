package syncer

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"feyre/store"
)

// deltaWriter writes changed records as deltas. It is safe for concurrent use.
type deltaWriter struct {
	mu      sync.Mutex
	p       *pass
	blob    *blobWriter
	line    []byte
	done    []Delta
	pending []int64 // bytes by bucket
	prefix  string
}

// newDeltaWriter makes one whose blobs' names carry the given letter beside the pass's, so that two of one pass don't meet.
func newDeltaWriter(p *pass, letter string) *deltaWriter {
	return &deltaWriter{p: p, blob: newBlobWriter(), pending: make([]int64, p.next.Buckets), prefix: letter}
}

// add writes records. One whose value is not JSON can't be mirrored: it is counted, logged and left where it is.
func (w *deltaWriter) add(ctx context.Context, records ...store.Record) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range records {
		line, err := appendRecord(w.line[:0], &records[i])
		w.line = line
		if errors.Is(err, errValue) {
			w.p.skip(err)
			continue
		}
		if err != nil {
			return err
		}
		if w.blob.entry.Records > 0 && !w.blob.fits(len(line)) {
			if err := w.cut(ctx); err != nil {
				return err
			}
		}
		if err := w.blob.add(&records[i], line); err != nil {
			return err
		}
		w.pending[partition(records[i].Slot)&(w.p.next.Buckets-1)] += int64(len(line))
	}
	return nil
}

// flush writes what is left.
func (w *deltaWriter) flush(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.blob.entry.Records == 0 {
		return nil
	}
	return w.cut(ctx)
}

func (w *deltaWriter) cut(ctx context.Context) error {
	entry, data, err := w.blob.finish()
	if err != nil {
		return err
	}
	entry.Name = fmt.Sprintf("%s%d-%s-%s%d%s", deltaPath, w.p.next.Generation, w.p.id, w.prefix, len(w.done), blobSuffix)
	w.p.step(StepDelta)
	if err := putBlob(ctx, w.p.archive, entry.Name, data); err != nil {
		return fmt.Errorf("%s: %w", entry.Name, err)
	}
	w.done = append(w.done, Delta{Generation: w.p.next.Generation, Blob: entry})
	w.p.wrote(entry)
	return nil
}
