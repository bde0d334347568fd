package syncer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"feyre/store"
)

// content is what a bucket holds, by slot.
type content map[store.Slot]store.Record

// sorted is the content in the order of its slots.
func (c content) sorted() []store.Record {
	return slices.SortedFunc(maps.Values(c), func(a, b store.Record) int {
		if order := strings.Compare(string(a.Key), string(b.Key)); order != 0 {
			return order
		}
		return strings.Compare(a.Member, b.Member)
	})
}

// view reads one committed state bucket by bucket. Its deltas are sorted into buckets first.
type view struct {
	archive  Archive
	manifest *Manifest
	deltas   *spool
	damaged  []string // deltas that can't be read
}

// openView reads a state's deltas. A damaged one is left out and remembered.
func openView(ctx context.Context, archive Archive, m *Manifest, dir string) (*view, error) {
	v := &view{archive: archive, manifest: m, deltas: newSpool(dir)}
	for _, delta := range m.Deltas {
		raw, err := readBlob(ctx, archive, delta.Blob)
		if err == nil {
			err = v.sort(delta.Generation, raw)
		}
		switch {
		case errors.Is(err, ErrDamaged):
			v.damaged = append(v.damaged, delta.Name)
		case err != nil:
			return nil, errors.Join(fmt.Errorf("%s: %w", delta.Name, err), v.close())
		}
	}
	return v, nil
}

// sort puts a delta's lines into their buckets, but for those that the bucket's base holds already.
func (v *view) sort(generation int64, raw []byte) error {
	bases := v.generations()
	var line []byte
	return eachLine(raw, func(text []byte) error {
		r, err := parseRecord(text)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		at := partition(r.Slot)
		if bases[at&(v.manifest.Buckets-1)] >= generation {
			return nil
		}
		line = append(append(line[:0], text...), '\n')
		return v.deltas.add(at, line)
	})
}

// generations lists the generation of every bucket's base.
func (v *view) generations() []int64 {
	list := make([]int64, v.manifest.Buckets)
	for _, base := range v.manifest.Bases {
		if base.Bucket < len(list) {
			list[base.Bucket] = base.Generation
		}
	}
	return list
}

// bucket returns what a bucket holds: its base with the deltas over it. ErrDamaged where a part of that can't be read.
func (v *view) bucket(ctx context.Context, bucket int) (content, error) {
	if len(v.damaged) > 0 {
		return nil, fmt.Errorf("%s: %w", v.damaged[0], ErrDamaged)
	}
	all := content{}
	if base := v.manifest.base(bucket); base != nil {
		raw, err := readBlob(ctx, v.archive, base.Blob)
		if err != nil {
			return nil, err
		}
		if err := all.overlay(raw); err != nil {
			return nil, fmt.Errorf("%s: %w: %w", base.Name, ErrDamaged, err)
		}
	}
	return all, v.lay(all, bucket)
}

// portion returns one of n buckets of this state, whose own number of buckets may be another.
func (v *view) portion(ctx context.Context, bucket, n int) (content, error) {
	own := v.manifest.Buckets
	all, err := v.bucket(ctx, bucket&(own-1))
	if err != nil {
		return nil, err
	}
	for i := bucket + n; i < own; i += n {
		more, err := v.bucket(ctx, i)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, more)
	}
	if own < n {
		maps.DeleteFunc(all, func(slot store.Slot, _ store.Record) bool { return partition(slot)&(n-1) != bucket })
	}
	return all, nil
}

// lay puts the readable deltas over a bucket's content.
func (v *view) lay(all content, bucket int) error {
	raw, err := v.deltas.read(bucket, v.manifest.Buckets)
	if err != nil {
		return err
	}
	return all.overlay(raw)
}

// overlay adds lines; a later one replaces an earlier one of its slot.
func (c content) overlay(raw []byte) error {
	return eachLine(raw, func(line []byte) error {
		r, err := parseRecord(line)
		if err == nil {
			c[r.Slot] = r
		}
		return err
	})
}

func (v *view) close() error { return v.deltas.close() }
