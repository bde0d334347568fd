package syncer

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// condition is how a bucket could be read.
type condition uint8

const (
	intact   condition = iota
	salvaged           // from an older generation, or given up by a person: it is to be written anew
	lost               // not at all: what is there must not be written over
)

// reader reads the newest state, and where that is damaged the newest retained generation of a bucket that is not.
type reader struct {
	archive Archive
	dir     string
	current *view
	accept  func(bucket string) bool // loss that a person accepts
	mu      sync.Mutex
	past    []*view // newest first, opened as needed
	names   []int64 // generations not opened yet, newest first
	listed  bool
}

func openReader(ctx context.Context, archive Archive, m *Manifest, dir string, accept func(string) bool) (*reader, error) {
	current, err := openView(ctx, archive, m, dir)
	if err != nil {
		return nil, err
	}
	return &reader{archive: archive, dir: dir, current: current, accept: accept}, nil
}

// bucket returns a bucket and how it could be read. The content of a lost one is what readable deltas hold of it.
func (r *reader) bucket(ctx context.Context, bucket int) (content, condition, error) {
	all, err := r.current.bucket(ctx, bucket)
	if err == nil || !errors.Is(err, ErrDamaged) {
		return all, intact, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	state := salvaged
	all, err = r.older(ctx, bucket)
	if errors.Is(err, ErrDamaged) {
		all, err = content{}, nil
		if !r.accept(bucketName(bucket)) {
			state = lost
		}
	}
	if err == nil {
		err = r.current.lay(all, bucket)
	}
	return all, state, err
}

// older finds a bucket in the newest retained generation that has it undamaged. An empty one is of no use: it is from before the bucket had
// anything, and to go on from there would be a silent loss.
func (r *reader) older(ctx context.Context, bucket int) (content, error) {
	for i := 0; ; i++ {
		v, err := r.generation(ctx, i)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, ErrDamaged
		}
		all, err := v.portion(ctx, bucket, r.current.manifest.Buckets)
		if useless := err == nil && len(all) == 0; !useless && !errors.Is(err, ErrDamaged) {
			return all, err
		}
	}
}

// generation returns the i-th newest readable generation before the current one, nil where there is none.
func (r *reader) generation(ctx context.Context, i int) (*view, error) {
	if !r.listed {
		names, err := generations(ctx, r.archive)
		if err != nil {
			return nil, err
		}
		r.names, r.listed = names, true
	}
	for i >= len(r.past) {
		if len(r.names) == 0 {
			return nil, nil
		}
		next := r.names[0]
		r.names = r.names[1:]
		if next >= r.current.manifest.Generation {
			continue
		}
		m, err := pastManifest(ctx, r.archive, next)
		if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		v, err := openView(ctx, r.archive, m, r.dir)
		if err != nil {
			return nil, fmt.Errorf("generation %d: %w", next, err)
		}
		r.past = append(r.past, v)
	}
	return r.past[i], nil
}

func (r *reader) close() error {
	err := r.current.close()
	for _, v := range r.past {
		err = errors.Join(err, v.close())
	}
	return err
}
