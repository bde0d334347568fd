package syncer

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// head is the archive's newest state as a pass found it.
type head struct {
	manifest *Manifest // nil: the archive is empty
	data     []byte    // as it was read
	etag     ETag
	// damaged is why manifest is an older state than the one that was committed last.
	damaged error
}

// errNoManifest: the newest manifest is damaged and the history has none that can be read.
var errNoManifest = &LossError{Buckets: []string{"manifest"}}

// loadHead reads the newest state. known, a head read before, spares the transfer where nothing changed; it may be nil.
func loadHead(ctx context.Context, archive Archive, known *head, accept func(string) bool) (*head, error) {
	var tag ETag
	if known != nil && known.damaged == nil {
		tag = known.etag
	}
	data, etag, err := archive.Fetch(ctx, manifestName, tag)
	switch {
	case errors.Is(err, ErrUnchanged):
		return known, nil
	case errors.Is(err, ErrNotFound):
		err = fmt.Errorf("manifest: %w: it is missing", ErrDamaged)
	case err != nil:
		return nil, fmt.Errorf("manifest: %w", err)
	default:
		var m *Manifest
		if m, err = decodeManifest(data); err == nil {
			return &head{manifest: m, data: data, etag: etag}, nil
		}
		if !errors.Is(err, ErrDamaged) {
			return nil, err
		}
	}
	return fallback(ctx, archive, etag, err, accept)
}

// fallback finds the newest state in the history when the newest manifest can't be read.
func fallback(ctx context.Context, archive Archive, etag ETag, cause error, accept func(string) bool) (*head, error) {
	names, err := generations(ctx, archive)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 && etag == "" {
		return &head{}, nil
	}
	for _, generation := range names {
		m, err := pastManifest(ctx, archive, generation)
		if err == nil {
			return &head{manifest: m, etag: etag, damaged: cause}, nil
		}
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
	}
	if accept("manifest") {
		return &head{etag: etag, damaged: cause}, nil
	}
	return nil, fmt.Errorf("%w: %w", errNoManifest, cause)
}

// generations lists the history, newest first.
func generations(ctx context.Context, archive Archive) ([]int64, error) {
	var list []int64
	err := archive.List(ctx, historyPath, func(e Entry) error {
		if generation, ok := generationOf(e.Name); ok {
			list = append(list, generation)
		}
		return nil
	})
	slices.Sort(list)
	slices.Reverse(list)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return list, nil
}

func pastManifest(ctx context.Context, archive Archive, generation int64) (*Manifest, error) {
	data, err := archive.Get(ctx, historyName(generation))
	if err != nil {
		return nil, err
	}
	m, err := decodeManifest(data)
	if err != nil {
		return nil, fmt.Errorf("generation %d: %w", generation, err)
	}
	return m, nil
}
