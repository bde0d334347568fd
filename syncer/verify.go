package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Verification is what reading the whole archive back found.
type Verification struct {
	Generation  int64    `json:"generation"`
	Generations int      `json:"generations"` // states whose blobs were read
	Blobs       int64    `json:"blobs"`
	Records     int64    `json:"records"`
	Bytes       int64    `json:"bytes"`   // compressed
	Damaged     []string `json:"damaged"` // what does not match its manifest, a line each; empty: the newest state is whole
	// DamagedPast is the same of what only older generations name: they can't be restored, and leave with their retention.
	DamagedPast []string `json:"damaged_past"`
}

// Verify reads back every blob of every retained state and compares checksums, counts and sizes. An error means that it could not
// read on; damage is no error but in the result.
func (s *Syncer) Verify(ctx context.Context) (Verification, error) {
	v := verifying{Syncer: s, blobs: map[string]Blob{}, newest: map[string]bool{}}
	if err := v.collect(ctx); err != nil {
		return v.result, err
	}
	blobs := make([]Blob, 0, len(v.blobs))
	for _, blob := range v.blobs {
		blobs = append(blobs, blob)
	}
	done := s.phase("verify", len(blobs))
	err := parallel(ctx, workers, len(blobs), func(ctx context.Context, i int) error {
		defer done()
		return v.check(ctx, blobs[i])
	})
	slices.Sort(v.result.Damaged)
	slices.Sort(v.result.DamagedPast)
	if len(v.result.Damaged) > 0 {
		s.compareNext()
	}
	return v.result, err
}

type verifying struct {
	*Syncer
	mu     sync.Mutex
	result Verification
	blobs  map[string]Blob
	newest map[string]bool // names of the blobs of the newest state
}

func (v *verifying) damaged(newest bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if newest {
		v.result.Damaged = append(v.result.Damaged, err.Error())
	} else {
		v.result.DamagedPast = append(v.result.DamagedPast, err.Error())
	}
}

// collect gathers the blobs that any state names.
func (v *verifying) collect(ctx context.Context) error {
	current, err := loadHead(ctx, v.archive, nil, v.accepts)
	if err != nil {
		return err
	}
	if current.damaged != nil {
		v.damaged(true, current.damaged)
	}
	numbers, err := generations(ctx, v.archive)
	if err != nil || current.manifest == nil {
		return err
	}
	v.add(current.manifest)
	current.manifest.each(func(b Blob) { v.newest[b.Name] = true })
	v.result.Generation = current.manifest.Generation
	for _, number := range numbers {
		if number == current.manifest.Generation {
			continue
		}
		m, err := pastManifest(ctx, v.archive, number)
		switch {
		case err == nil:
			v.add(m)
		case errors.Is(err, ErrDamaged):
			v.damaged(false, err)
		case !errors.Is(err, ErrNotFound):
			return err
		}
	}
	return nil
}

func (v *verifying) add(m *Manifest) {
	v.result.Generations++
	m.each(func(b Blob) { v.blobs[b.Name] = b })
}

func (v *verifying) check(ctx context.Context, want Blob) error {
	raw, err := readBlob(ctx, v.archive, want)
	if errors.Is(err, ErrDamaged) {
		v.damaged(v.newest[want.Name], err)
		return nil
	}
	if err != nil {
		return err
	}
	if err := checkLines(raw, want); err != nil {
		v.damaged(v.newest[want.Name], fmt.Errorf("%s: %w", want.Name, err))
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.result.Blobs++
	v.result.Records += want.Records
	v.result.Bytes += want.Bytes
	return nil
}

// checkLines compares a blob's lines with what its manifest says of them.
func checkLines(raw []byte, want Blob) error {
	var records, newest int64
	err := eachLine(raw, func(line []byte) error {
		r, err := parseRecord(line)
		if err == nil && !json.Valid(line) {
			err = errors.New("a line is not JSON")
		}
		records++
		newest = max(newest, r.Time)
		return err
	})
	switch {
	case err != nil:
		return err
	case records != want.Records:
		return fmt.Errorf("%d records where %d were written", records, want.Records)
	case newest != want.Newest:
		return fmt.Errorf("newest record is of %d where it should be of %d", newest, want.Newest)
	}
	return nil
}
